"""What keeps a kiosk a kiosk: no surprises from the environment, a clean end on a signal, a calm one on an error."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, MutableMapping

STOPPED = 70  # EX_SOFTWARE: an error of ours
ENDINGS = {"SIGTERM": 143, "SIGHUP": 129}  # 128 + the signal's number, as shells say it
IGNORED = ("SIGINT", "SIGQUIT", "SIGTSTP")


def shut(environment: MutableMapping[str, str]) -> None:
    """Drop what makes Textual log keys, press keys, load other code or write pictures; it reads them when imported."""
    for name in [n for n in environment if n == "TEXTUAL" or n.startswith("TEXTUAL_")]:
        del environment[name]


def ignore_interrupts() -> None:
    """Keys that would end or stop a program do nothing, also before the terminal is in raw mode."""
    for name in IGNORED:
        if (known := getattr(signal, name, None)) is not None:
            signal.signal(known, signal.SIG_IGN)


def end_on_signals(end: Callable[[int], None]) -> None:
    """Leave in order on TERM and HUP: the terminal gets back what it had. Windows has neither."""
    loop = asyncio.get_running_loop()
    for name, code in ENDINGS.items():
        if (known := getattr(signal, name, None)) is not None:
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(known, end, code)
