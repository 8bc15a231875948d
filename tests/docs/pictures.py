"""What fills the whole screen, as a picture and as text: the studio and the kiosk on a trainer's own pack."""

from __future__ import annotations

import asyncio
import shlex
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from consent_tui import wiring
from consent_tui.content import read
from consent_tui.services.session import Session
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.studio.app import StudioApp
from tests.tui.stage import settled, text_of
from tests.tui.studio.bench import Saves, press

NOON = datetime(2026, 11, 21, 12)
SIZE = (120, 40)  # columns, rows
DEADLINE = 120.0  # seconds; a busy machine is slow
Taken = tuple[str, list[str]]  # an SVG, and the same as lines of text

AT = {  # the screen to choose in the studio, and the key to press then
    "trainers/preview": ("page:session", ""),
    "trainers/fault": ("page:session", "f"),
    "trainers/question": ("question:hearing-aids-needed", ""),
    "trainers/language": ("page:session", ""),
}


def taken(picture: str, command: str, folder: Path, unsaved: AbstractContextManager[object]) -> Taken:
    """Take a picture of what a command shows in a folder.

    Within `unsaved` the last change is not saved yet: the screen is chosen there, and drawn after the save.
    """
    words = shlex.split(command)
    if picture not in AT:
        return asyncio.run(_kiosk(folder / words[words.index("--pack") + 1]))
    language = words[words.index("--language") + 1] if "--language" in words else ""
    return asyncio.run(_studio(folder / words[words.index("preview") + 1], language, *AT[picture], unsaved))


async def _studio(folder: Path, language: str, entry: str, key: str, unsaved: AbstractContextManager[object]) -> Taken:
    shop = replace(wiring.workshop(folder), changes=Saves().changes, clock=lambda: NOON)
    with unsaved:
        reading = read(folder)
    app = StudioApp(shop, reading, language=language, theme="linen")
    names = [each.id for each in app.studio.entries]
    down = names.index(entry) - names.index(app.studio.showing.at)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, *["down"] * down)
        app.read_again()
        await _until(pilot, lambda: app.studio.reading is not reading and not app.bench.foot.endswith("..."))
        await press(pilot, *key)
        return app.export_screenshot(), text_of(app).rstrip().split("\n")


async def _until(pilot: Pilot[int], so: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not so():
        assert time.monotonic() < end, text_of(pilot.app)
        await pilot.pause(0.02)


async def _kiosk(folder: Path) -> Taken:
    pack = read(folder).pack
    assert pack is not None
    visit = visit_of(Settings(), pack, zone="UTC", clock=None)
    session = Session(pack, visit, clock=lambda: NOON, write=_nowhere, withdraw=_nowhere)
    waits = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15}
    spoken = wiring._spoken(pack).__getitem__
    app = KioskApp(session, wiring.drawer(pack), words=spoken, theme="linen", **waits)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        return app.export_screenshot(), text_of(app).rstrip().split("\n")


def _nowhere(*told: object) -> None:
    raise AssertionError(f"nobody signs anything while a picture is taken: {told}")
