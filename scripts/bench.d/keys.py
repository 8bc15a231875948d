"""From a key to what is drawn: as a ratio to an empty Textual app with one Input in the same run.

Goals: 99 of 100 letters typed within 1.5 times, a page turned within 3 times, to the last byte. Both apps run in
pseudo-terminals of 80x24 at the same time and are asked by turns, so that a busy machine meets both.
"""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
tests = ModuleType("tests")  # a package that is installed may have taken this name
tests.__path__ = [str(ROOT / "tests")]
sys.modules["tests"] = tests

from tests.kiosk.terminal import Terminal, started  # noqa: E402

ROUNDS, LETTERS, PAGES = 12, 20, 6
QUIET, SETTLED = 0.06, 0.3  # seconds without a byte: a letter has been drawn, a page has
LATEST = 10.0  # seconds
EMPTY = """
from textual.app import App
from textual.widgets import Input
class Empty(App):
    def compose(self):
        yield Input()
Empty().run()
"""
TYPING, PAGE = 1.5, 3.0
TO_A_FIELD = (("1", "This takes about"), ("\r", "Before all else"), ("?", "How can we help"), ("1", "Your question"))

Times = list[tuple[float, float]]  # seconds from a key to the first and to the last byte
Work = list[float]  # seconds of processor time per key: what a busy machine changes little


def stroke(terminal: Terminal, key: bytes, quiet: float = QUIET) -> tuple[float, float]:
    """Press a key, and wait until all that comes of it has been drawn."""
    began = time.perf_counter()
    os.write(terminal.fd, key)
    first = last = 0.0
    while select.select([terminal.fd], [], [], quiet if first else LATEST)[0]:
        terminal.read(0)
        last = time.perf_counter() - began
        first = first or last
    if not first:
        raise SystemExit(f"nothing was drawn within {LATEST:.0f} seconds after {key!r}, on\n{terminal.screen.text}")
    return first, last


def typed(terminal: Terminal, work: Work) -> Times:
    """Type a word, measured, and take it away again."""
    before = terminal.cpu()
    times = [stroke(terminal, b"a") for _ in range(LETTERS)]
    work.append((terminal.cpu() - before) / LETTERS)
    for _ in range(LETTERS):
        os.write(terminal.fd, b"\x7f")
        terminal.read(1 / 40)  # no faster than the kiosk takes keys
    terminal.quiet(SETTLED)
    return times


def turned(terminal: Terminal, work: Work) -> Times:
    """Go on to the next screen and back."""
    times: Times = []
    before = terminal.cpu()
    for _ in range(PAGES // 2):
        for key, shown in ((b"\r", "Before all else"), (b"b", "This takes about")):
            times.append(stroke(terminal, key, SETTLED))
            terminal.until_shown(shown)
            terminal.quiet(SETTLED)
    work.append((terminal.cpu() - before) / PAGES)
    return times


def told(name: str, times: Times, floor: Times, work: Work) -> tuple[float, float]:
    """Print a row; return the ratios of the medians and of the 99th of 100, to the last byte."""
    lasts, floors = [last for _, last in times], [last for _, last in floor]
    row = f"{statistics.median(first for first, _ in times) * 1000:7.1f} {statistics.median(lasts) * 1000:7.1f}"
    ratios = statistics.median(lasts) / statistics.median(floors), worst(lasts) / worst(floors)
    used = statistics.mean(work) * 1000
    print(
        f"{name:<22}{row} {worst(lasts) * 1000:7.1f}   {ratios[0]:6.2f} {ratios[1]:6.2f} {used:7.1f}   n={len(times)}"
    )
    return ratios


def worst(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def main() -> None:
    floor: Times = []
    letters: Times = []
    pages: Times = []
    work: tuple[Work, Work, Work] = ([], [], [])
    with tempfile.TemporaryDirectory() as place:
        homes = [Path(place) / name for name in ("empty", "field", "page")]
        for home in homes:
            (home / "tmp").mkdir(parents=True)
        with (
            started(homes[0], sys.executable, "-P", "-c", EMPTY) as empty,
            started(homes[1]) as field,
            started(homes[2]) as page,
        ):
            for keys, shown in (("", "Choose your language"), *TO_A_FIELD):
                field.press(keys, shown)
            for keys, shown in (("", "Choose your language"), *TO_A_FIELD[:1]):
                page.press(keys, shown)
            for terminal in (empty, field, page):
                terminal.until_idle()
            busy = os.getloadavg()[0]
            for _ in range(ROUNDS):
                floor += typed(empty, work[0])
                letters += typed(field, work[1])
                pages += turned(page, work[2])
            empty.process.kill()
    print("milliseconds           first    last     p99    ratio    p99     CPU")
    told("Input alone, a letter", floor, floor, work[0])
    typing = told("kiosk, a letter", letters, floor, work[1])
    page_turn = told("kiosk, a page", pages, floor, work[2])
    for name, ratio, goal in (("typing, p99", typing[1], TYPING), ("page, median", page_turn[0], PAGE)):
        print(f"{name}: {ratio:.2f}, goal {goal}: {'reached' if ratio <= goal else 'not reached'}")
    print(f"load of the machine when it began: {busy:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
