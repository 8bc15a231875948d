"""The studio on a pack in a folder, with saves that a test makes by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from consent_tui import wiring
from consent_tui.content import read
from consent_tui.model.pack import PageWords
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from consent_tui.tui.studio.app import StudioApp
from consent_tui.tui.studio.workshop import Workshop
from tests.tui.stage import text_of

TINY = Path(__file__).resolve().parents[2] / "packs/tiny"
NOW = datetime(2026, 11, 21, 14, 30, 5)
AT_MOST = 2000  # looks; more means that it will not come


class Saves:
    """Stands for the watched folder: `save()` says that a file was saved."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[None] = asyncio.Queue()

    def save(self) -> None:
        self._queue.put_nowait(None)

    async def changes(self, folder: Path) -> AsyncIterator[object]:
        while True:
            yield await self._queue.get()


class Measured:
    """Every page has four words a line and grade 6."""

    def __init__(self, page: PageWords, language: str) -> None:
        self.words = 4 * len(page.body)
        self.grade = 6.0 if language == "en" else None


def workshop(folder: Path, saves: Saves, **parts: object) -> Workshop:
    usual: dict[str, object] = {
        "folder": folder,
        "read": read,
        "check": read,
        "visit": lambda pack: visit_of(Settings(), pack, zone="UTC", clock=None),
        "drawer": wiring.drawer,
        "spoken": lambda pack: wiring._spoken(pack).__getitem__,
        "certify": wiring._certify,
        "measure": Measured,
        "changes": saves.changes,
        "edit": lambda path, line: None,
        "clock": lambda: NOW,
    }
    return Workshop(**{**usual, **parts})  # type: ignore[arg-type]


@asynccontextmanager
async def studying(folder: Path, *, size=(120, 40), theme="linen", language="", **parts):
    """Run the studio; yields the pilot, the app and the saves once the pack was checked and everything is drawn."""
    saves = Saves()
    shop = workshop(folder, saves, **parts)
    app = StudioApp(shop, read(folder), language=language, theme=theme)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: not app.bench.foot.endswith("..."))
        await still(pilot)
        yield pilot, app, saves


async def until(pilot: Pilot[int], so: Callable[[], bool]) -> None:
    """Wait until something is so; fails where it does not come."""
    for _ in range(AT_MOST):
        if so():
            return
        await pilot.pause()
    raise AssertionError("it did not come")


async def still(pilot: Pilot[int]) -> None:
    """Wait until what is on screen does not change any more."""
    before = ""
    while (now := text_of(pilot.app)) != before:
        before = now
        await pilot.pause()
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys and return what is on screen then."""
    await pilot.press(*keys)
    await still(pilot)
    return text_of(pilot.app)


def boxed(app: StudioApp) -> str:
    """Return what the box shows."""
    region = app.bench.stage.region
    lines = text_of(app).split("\n")[region.y : region.bottom]
    return "\n".join(line.ljust(region.right)[region.x : region.right].rstrip() for line in lines)


def unboxed(app: StudioApp) -> str:
    """Return what is on screen besides the box: what stands in that is the kiosk's."""
    box = app.bench.query_one("#viewport").region
    lines = text_of(app).split("\n")
    for row in range(box.y, box.bottom):
        line = lines[row].ljust(box.right)
        lines[row] = (line[: box.x] + " " * box.width + line[box.right :]).rstrip()
    return "\n".join(lines)
