"""What the plain kiosk holds while it talks, and gives back at the end: signals, and the line mode of its terminal."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import NoReturn, TextIO

ENDING = ("SIGHUP", "SIGTERM")
IGNORED = ("SIGQUIT", "SIGTSTP")  # Ctrl+\ would end an encounter without a word, Ctrl+Z leave it open behind a shell
_UTF8 = 0o40000 if sys.platform == "linux" else 0  # IUTF8, which Python has no name for: rubs out letters, not bytes


class Ended(Exception):
    """A signal ends the kiosk; the exit code says which, as shells do."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def held(stdin: TextIO) -> Iterator[None]:
    """Turn HUP and TERM into `Ended`; make a terminal's lines whole where somebody types them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with ExitStack() as back:
        for names, heeded in ((ENDING, _end), (IGNORED, signal.SIG_IGN)):
            for number in _known(names):
                back.callback(signal.signal, number, signal.signal(number, heeded))
        if _is_terminal(stdin):
            back.callback(signal.signal, signal.SIGINT, signal.signal(signal.SIGINT, signal.default_int_handler))
            _line_mode(stdin, back)
        yield


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    for each in _known(ENDING):  # a second one while the first is heeded says nothing new
        signal.signal(each, signal.SIG_IGN)
    raise Ended(number)


def _known(names: tuple[str, ...]) -> Iterator[int]:
    return (int(getattr(signal, name)) for name in names if hasattr(signal, name))


def _is_terminal(stdin: TextIO) -> bool:
    try:
        return os.isatty(stdin.fileno())
    except (ValueError, OSError):
        return False


def _line_mode(stdin: TextIO, back: ExitStack) -> None:
    """Show what is typed, let it be rubbed out, and make Ctrl+C a signal.

    What supervises a kiosk (`scripts/kiosk-loop`, the unit) switches all of that off, for the full screen. What was
    typed blindly until then is no answer, and is dropped.
    """
    try:
        import termios
    except ImportError:
        return
    terminal = stdin.fileno()

    def restore(mode: list[int | list[bytes | int]]) -> None:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, mode)

    with suppress(termios.error):  # it may be gone
        before = termios.tcgetattr(terminal)
        taken, printed, control, local, *rest = before
        taken |= termios.ICRNL | (_UTF8 if (stdin.encoding or "").lower().replace("-", "") == "utf8" else 0)
        printed |= termios.OPOST | termios.ONLCR
        local |= termios.ICANON | termios.ISIG | termios.IEXTEN | termios.ECHO | termios.ECHOE | termios.ECHOK
        wanted = [taken, printed, control, local, *rest]
        if wanted != before:
            back.callback(restore, before)
            termios.tcsetattr(terminal, termios.TCSAFLUSH, wanted)
