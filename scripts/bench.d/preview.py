"""The preview's repaint after one saved file, as a ratio to reading the pack. Goal: 2 at most.

Both run on the bundled pack, in this process. A repaint is what follows a save until nothing is left to be drawn: the
pack is read, an encounter is walked to the chosen screen, the studio draws it and its list. The watcher's waiting (30
ms without another change) is not in it, nor is the thorough check, which begins when all is drawn. Rounds alternate, so
that a busy machine meets both.
"""

import asyncio
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from consent_tui import wiring
from consent_tui.content import bundled, read
from consent_tui.tui.studio.acts import Choose, ReadAgain
from consent_tui.tui.studio.app import StudioApp
from consent_tui.tui.studio.workshop import Workshop

ROUNDS = 25
GOAL = 2.0
SCREENS = (  # near the start, in the middle, at the end: where it stands, and after what a word is put in
    ("page:what-it-is", "en/pages/what-it-is.md", "\n+++\n"),
    ("question:aneurysm", "en/screening.toml", '\n[aneurysm]\nask = "'),
    ("statement:free-choice", "en/statements.toml", '\n[free-choice]\nwords = "'),
)
SIZE = (120, 40)


async def never(_: Path) -> AsyncIterator[object]:
    """Nothing is saved but by the measurement itself."""
    await asyncio.Event().wait()
    yield None


class Drawn:
    """Stands for the thorough check, which begins when all is drawn: says when that was."""

    def __init__(self) -> None:
        self.at: asyncio.Queue[float] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def __call__(self, _: Path) -> SimpleNamespace:
        self._loop.call_soon_threadsafe(self.at.put_nowait, time.perf_counter())
        return SimpleNamespace(faults=(), warnings=())


def shop(folder: Path, drawn: Drawn) -> Workshop:
    return replace(wiring.workshop(folder), changes=never, check=drawn)


def put_in(file: Path, after: str, word: str) -> None:
    text = re.sub(r"Try\d+ ", "", file.read_text("utf-8"))
    assert after in text, f"{file} has no {after!r} any more"
    file.write_text(text.replace(after, f"{after}{word}", 1), "utf-8")


async def rounds(folder: Path) -> tuple[list[float], dict[str, list[float]]]:
    """Return seconds of each reading, and of each repaint by the screen that was chosen."""
    drawn = Drawn()
    app = StudioApp(shop(folder, drawn), read(folder), language="en", theme="linen")
    reads: list[float] = []
    repaints: dict[str, list[float]] = {name: [] for name, _, _ in SCREENS}
    async with app.run_test(size=SIZE) as pilot:
        await drawn.at.get()
        for number in range(ROUNDS * len(SCREENS)):
            name, file, after = SCREENS[number % len(SCREENS)]
            await app.bench.do(Choose(name))
            await pilot.pause(0.1)
            put_in(folder / file, after, f"Try{number} ")
            began = time.perf_counter()
            assert read(folder).pack
            reads.append(time.perf_counter() - began)
            began = time.perf_counter()
            await app.bench.do(ReadAgain())
            repaints[name].append(await drawn.at.get() - began)
            await pilot.pause()
            assert f"Try{number} " in repr(app.bench.stage.view)
    return reads, repaints


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pack"
        shutil.copytree(bundled(), folder)
        reads, repaints = asyncio.run(rounds(folder))
    floor = statistics.median(reads)
    print(f"reading the pack                {floor * 1000:6.0f} ms  (median of {len(reads)})")
    for name, times in repaints.items():
        print(f"repaint, {name:<22} {statistics.median(times) * 1000:6.0f} ms  (median of {len(times)})")
    ratio = statistics.median(seconds for times in repaints.values() for seconds in times) / floor
    reached = "reached" if ratio <= GOAL else "not reached"
    print(f"ratio                           {ratio:6.2f}     goal {GOAL:.0f}: {reached}")


if __name__ == "__main__":
    main()
