"""More than a person can send: the kiosk is there afterwards, no larger than before, and at rest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.attacks import ESC
from tests.kiosk.terminal import Terminal, started

START, WELCOME, QUESTION, NOTE = "Choose your language", "This takes about", "Before all else", "Your question"
GROWN = 1.6  # memory after, by memory before: caches fill up, nothing is kept
SECONDS = 25.0  # of processor time for one flood; a bare Textual takes 80 for the wedged key alone

FLOODS = {
    "a wedged key": b"a" * 100_000,
    "a wedged arrow": b"\x1b[C" * 30_000,
    "a wedged Enter": b"\r" * 20_000,
    "a paste of a million letters": b"\x1b[200~" + b"x" * 1_000_000 + b"\x1b[201~",
    "a thousand pastes": b"\x1b[200~Ada Sample\x1b[201~" * 1000,
    "a paste without end": b"\x1b[200~" + b"y" * 100_000,
    "a string without end": b"\x1b]52;c;" + b"e" * 100_000,
    "numbers without end": b"\x1b[" + b"1;" * 50_000,
    "a mouse that shakes": b"".join(b"\x1b[<35;%d;%dM" % (n % 80 + 1, n % 24 + 1) for n in range(20_000)),
    "a wheel that turns": b"\x1b[<64;5;5M\x1b[<65;5;5M" * 5000,
    "sizes nobody asked for": b"\x1b[48;5000;5000;1;1t" * 2000,
    "bytes that are no text": random.Random(5).randbytes(100_000).replace(b"\x11", b""),
}


@pytest.fixture
def kiosk(home: Path) -> Iterator[Terminal]:
    """A kiosk with a field open."""
    with started(home) as terminal:
        for keys, shown in (("", START), ("1", WELCOME), ("\r", QUESTION), ("?", "How can we help"), ("1", NOTE)):
            terminal.press(keys, shown)
        yield terminal


def there(kiosk: Terminal) -> None:
    """It draws itself anew, and the next key counts."""
    kiosk.until_idle()
    kiosk.screen.clear()
    kiosk.resize(24, 86)
    kiosk.until(lambda: "(●)" in kiosk.screen.text, "drawn anew")
    kiosk.resize(24, 80)
    kiosk.until_idle()


def test_floods_are_survived_and_nothing_of_them_is_kept(kiosk: Terminal) -> None:
    """*100 000 unbracketed chars (wedged key): 80 s CPU, 912 MB; bracketed paste 1 MB: all kept in Input*"""
    there(kiosk)
    before = kiosk.memory()
    for name, flood in FLOODS.items():
        since = kiosk.cpu()
        kiosk.type(flood)
        kiosk.type(f"{ESC}\\\x07{ESC}[201~")  # what is still open ends
        there(kiosk)
        assert kiosk.cpu() - since < SECONDS, name
        assert kiosk.memory() < before * GROWN, name
        assert b"\x1b]52" not in kiosk.seen, name
        assert b"Traceback" not in kiosk.seen, name


SIZES = [(1, 1), (0, 0), (200, 500), (65535, 65535), (24, 1), (1, 80), (18, 60), (2, 2)]


def test_any_size_and_storms_of_sizes_are_survived(home: Path) -> None:
    """*resize 1x1, 0x0, 500x200, 200-fold SIGWINCH storm*"""
    with started(home) as terminal:
        terminal.press("", START)
        before = terminal.redrawn(START)
        for rows, columns in SIZES:
            terminal.resize(rows, columns)
            terminal.quiet()
        for n in range(200):
            terminal.resize(*SIZES[n % 3], pixels=(n, n))
            terminal.send("SIGWINCH")
            terminal.read(0)
        terminal.quiet()
        assert terminal.redrawn(START) == before
        assert len(terminal.seen) < 20_000_000
        terminal.press("1", WELCOME)
        terminal.until_idle()


def test_a_terminal_that_tells_pixels_is_believed_within_reason(home: Path) -> None:
    """*in-band fakes `CSI 48;5000;5000;1;1t`: resizes, 10 MB output*; the mouse stays where it is."""
    with started(home) as terminal:
        terminal.until(lambda: b"\x1b[?2048$p" in terminal.seen, "asked")
        terminal.type(f"{ESC}[?2048;2$y")
        terminal.until(lambda: b"\x1b[?1016h" in terminal.seen, "pixels wanted")
        terminal.until_shown(START)
        terminal.type(f"{ESC}[48;24;80;480;800t")  # cells of 10 by 20
        terminal.redrawn(START)
        drawn = len(terminal.seen)
        for fake in ("5000;5000;1;1", "0;0;0;0", "24;80;1;1", "24;80;999999;999999"):
            terminal.type(f"{ESC}[48;{fake}t")
            terminal.quiet()
        assert len(terminal.seen) - drawn < 100_000
        terminal.type(f"{ESC}[48;24;80;480;800t")
        terminal.quiet()
        row = next(n for n, line in enumerate(terminal.screen.text.split("\n")) if "English" in line)
        x, y = 12 * 10, row * 20 + 10
        terminal.press(f"{ESC}[<0;{x};{y}M{ESC}[<0;{x};{y}m", WELCOME)
