"""However fast sizes come, the last that is told is the last that there was."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import struct
import termios
from collections.abc import Iterator

import pytest

from consent_tui.tui.driver import Reader, TerminalDriver
from tests.kiosk.terminal import started


def make_so_large(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Interrupted(TerminalDriver):
    """A driver without an app. While it looks up its size, it gets each of `coming`, and the signal for it."""

    def __init__(self, terminal: int, coming: list[tuple[int, int]]) -> None:
        self.fileno, self._reader, self._loop = terminal, Reader(), asyncio.get_running_loop()
        self.told: list[tuple[int, int]] = []
        self._coming = coming

    def send_message(self, message) -> None:
        self.told.append(message.size)

    def _get_terminal_size(self) -> tuple[int, int]:
        now = super()._get_terminal_size()
        if self._coming:
            make_so_large(self.fileno, *self._coming.pop(0))
            signal.raise_signal(signal.SIGWINCH)
        return now


@pytest.fixture
def terminal() -> Iterator[int]:
    ours, theirs = os.openpty()
    before = signal.getsignal(signal.SIGWINCH)
    yield theirs
    signal.signal(signal.SIGWINCH, before)
    os.close(ours)
    os.close(theirs)


async def test_a_size_that_comes_while_one_is_looked_up_is_told_after_it(terminal: int) -> None:
    """A handler of signals is interrupted by the next signal."""
    make_so_large(terminal, 1, 1)
    driver = Interrupted(terminal, [(200, 60), (300, 120), (90, 30)])
    signal.signal(signal.SIGWINCH, lambda *_: driver._turn())
    signal.raise_signal(signal.SIGWINCH)
    for _ in range(8):  # turns of the loop
        await asyncio.sleep(0)
    assert driver.told == [(1, 1), (200, 60), (300, 120), (90, 30)]


def test_after_storms_of_sizes_the_screen_has_the_last(home) -> None:
    """*resize storms*: 300 in a row, five times; before, one storm in ten was drawn for another size."""
    with started(home) as kiosk:
        kiosk.press("", "Choose your language")
        for rows in range(25, 30):
            for _ in range(150):
                for size in ((1, 1), (60, 200)):
                    kiosk.resize(*size)
                    kiosk.send("SIGWINCH")
            kiosk.screen.clear()
            kiosk.resize(rows, 80)
            kiosk.send("SIGWINCH")
            kiosk.until(lambda: kiosk.shows("keeps nothing"), "drawn")
            kiosk.quiet()
            assert "keeps nothing" in kiosk.screen.text.splitlines()[rows - 1]
