"""What keeps a kiosk a kiosk, before and around the screens: signals, the terminal's keys, the environment, the end.

Nothing here loads Textual, and nothing heavy: it takes hold before all that takes long. What the screens lock stands in
`lockdown_app.py`, what a terminal may send in `driver.py`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import NoReturn

STOPPED = 70  # EX_SOFTWARE: an error of ours
GONE = 129  # the terminal went away, as if it had said so by HUP
ENDING = ("SIGTERM", "SIGHUP", "SIGPWR", "SIGXCPU")  # the exit code is 128 + the signal's number, as shells say it
IGNORED = (
    *("SIGINT", "SIGQUIT", "SIGTSTP"),  # what keys of a terminal send
    *("SIGTTIN", "SIGTTOU"),  # would stop the program where nobody can make it go on
    *("SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGIO"),  # mean nothing here, and would kill it
)
STOPPED_WORDS = ("This screen has stopped.", "Please ask a member of staff.")  # where no other words can be found
_TERMINAL = ExitStack()  # what gives this process's terminal back; a signal may ask for it at any moment
FORGET = "\x1b[2J\x1b[3J\x1b[H"  # clear the screen and what scrolled out of it, where the terminal has that


@contextmanager
def held() -> Iterator[None]:
    """Hold the process and its terminal from the first instruction on, and give the terminal back at the end."""
    ignore_interrupts()
    leave_on_signals()
    with _TERMINAL:
        _take_signal_keys()
        yield


def shut(environment: MutableMapping[str, str]) -> None:
    """Drop what makes Textual log keys, press keys, load other code or write pictures; it reads them when imported."""
    for name in [n for n in environment if n == "TEXTUAL" or n.startswith("TEXTUAL_")]:
        del environment[name]


def ignore_interrupts() -> None:
    """Keys that would end or stop a program do nothing, also before the terminal is in raw mode."""
    for number in _known(IGNORED):
        signal.signal(number, signal.SIG_IGN)


def leave_on_signals() -> None:
    """Leave in order on TERM and HUP while no screen is up.

    At once, not by an exception: what runs then is mostly the loading of libraries, where one is reworded or lost on
    its way (Python 3.11 makes a RuntimeError of it in `__set_name__`). Nothing is lost that a power cut would not lose.
    """
    for number in _known(ENDING):
        signal.signal(number, _leave)


def end_on_signals(end: Callable[[int], None]) -> None:
    """Let a running app end in order on TERM and HUP: the terminal gets back what it had. Windows has neither."""
    import asyncio

    loop = asyncio.get_running_loop()
    for number in _known(ENDING):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, end, 128 + number)


def calm(say: Callable[[], tuple[str, ...]]) -> None:
    """Clear what a screen may have left on the terminal, and say these sentences in its place."""
    try:
        sentences = say()
    except Exception:  # noqa: BLE001 - what made the kiosk stop may be in the way of its words too
        sentences = STOPPED_WORDS
    told = "".join(f"  {sentence}\r\n\r\n" for sentence in sentences)
    with suppress(OSError, ValueError):  # there is nobody to tell where the terminal is gone
        sys.stderr.write(f"{FORGET}\r\n\r\n{told}")
        sys.stderr.flush()


def let_go() -> None:
    """Drop what a terminal that has gone did not take; Python would try again at exit, and change the exit code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _known(names: tuple[str, ...]) -> Iterator[int]:
    return (int(getattr(signal, name)) for name in names if hasattr(signal, name))


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    _TERMINAL.close()
    os._exit(128 + number)


def _take_signal_keys() -> None:
    """Make Ctrl+C and Ctrl+\\ ordinary keys of this terminal, until it is given back.

    Until the screens are up the terminal is in its usual mode, in which the line discipline turns them into signals: to
    every program of the terminal, a starting script too.
    """
    try:
        import termios
    except ImportError:
        return

    def change(mode: list[int | list[bytes | int]]) -> None:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, mode)

    try:
        before = termios.tcgetattr(0)
    except termios.error:
        return  # no terminal, or it is gone
    _TERMINAL.callback(change, before)  # before it is changed
    change([*before[:3], before[3] & ~termios.ISIG, *before[4:]])
