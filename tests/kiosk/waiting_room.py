"""Many clients, one after another, at one kiosk in one process; and what of it grows."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli_w
from textual.pilot import Pilot
from textual.widget import Widget

from consent_tui.content import read
from consent_tui.content.scenario import Scenario, read_scenario
from consent_tui.model import moves
from consent_tui.model.acts import Act
from consent_tui.model.journey import START
from consent_tui.services.session import Session, Withdraw, Write
from consent_tui.services.walker import Walker
from consent_tui.tui.kiosk.app import FORGETTING, KioskApp
from consent_tui.tui.rehearsing import Hand
from consent_tui.views import view
from consent_tui.words import load
from tests.views.sitting import TINY, VISIT

SHEET: dict[str, Any] = {
    "language": "en",
    "deciding": "self",
    "age": "adult",
    "able": True,
    "screening": {"*": "no", "fear": "yes"},
    "teach_back": {"*": "right"},
    "permissions": {"*": False},
    "statements": {"*": True},
    "decision": "agree",
    "save": True,
    "client": {"name": "Ana Example", "born": datetime(1980, 2, 29, tzinfo=UTC).date()},
    "questions": {"touch": "What does it cost?"},
    "goals": "less pain",
    "expect": {"kind": "consent"},
}
SHEETS: tuple[dict[str, Any], ...] = (  # in turn; two of three come to the end
    {},
    {"language": "es", "decision": "refuse", "reason": "too far away"},
    {"leave": {"at": "choices", "by": "idle"}},
)
WAITS = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15, "held_seconds": 0}


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds once a client has gone: bytes, Python objects, widgets, tasks."""

    memory: int
    objects: int
    widgets: int
    tasks: int


def held() -> Held:
    gc.collect()
    objects = gc.get_objects()
    widgets = sum(isinstance(each, Widget) for each in objects)
    return Held(memory(), len(objects), widgets, len(asyncio.all_tasks()))


def memory() -> int:
    """Return how many bytes of memory this process holds."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmRSS:")[2].split()[0])


def sheets(place: Path) -> list[Scenario]:
    """Write the answer sheets of the clients, and read them."""
    made = []
    for number, own in enumerate(SHEETS):
        path = place / f"sheet{number}.toml"
        path.write_text(tomli_w.dumps(SHEET | own), "utf-8")
        made.append(read_scenario(path))
    return made


def received(
    clients: int, place: Path, write: Write, withdraw: Withdraw, after: Callable[[int], None], looked_at: Iterable[int]
) -> None:
    """Lead so many clients through their sheets; `after` is called when those of `looked_at` have gone."""
    asyncio.run(_received(clients, sheets(place), write, withdraw, after, frozenset(looked_at)))


async def _received(
    clients: int,
    given: list[Scenario],
    write: Write,
    withdraw: Withdraw,
    after: Callable[[int], None],
    looked_at: frozenset[int],
) -> None:
    pack = read(TINY).pack
    assert pack is not None
    seconds = [0.0]
    clock = lambda: datetime(2026, 11, 21, 9, 30, tzinfo=UTC)  # noqa: E731 - it stands still
    session = Session(pack, VISIT, clock=clock, write=write, withdraw=withdraw, stopwatch=lambda: seconds[0])
    spoken = {language: load(language, pack.words[language].messages) for language in pack.languages}
    app = KioskApp(
        session,
        lambda state: view(state, spoken[state.facts.language or "en"]),
        words=spoken.__getitem__,
        theme="linen",
        now=lambda: seconds[0],
        **WAITS,
    )
    async with app.run_test(size=(120, 40)) as pilot:
        for number in range(1, clients + 1):
            await _client(app, pilot, given[number % len(given)], seconds)
            if number in looked_at:
                await pilot.pause()
                after(number)


async def _client(app: KioskApp, pilot: Pilot[Any], sheet: Scenario, seconds: list[float]) -> None:
    """One client, from Start to Start."""
    hand, session = Hand(app, pilot, app.session), app.session
    walker = Walker(sheet, lambda _state: _certify(app))
    await hand.settle()
    while (act := walker.decide(session.state)) is not None:
        if isinstance(act, moves.Idle | moves.Expire):
            await _passes(app, seconds)
        else:
            await hand.do(act)
        await hand.settle()
    if session.state.place != START:
        await _passes(app, seconds)
    await hand.settle()
    for _ in range(FORGETTING):
        await app.tick()
    assert session.state.place == START


def _certify(app: KioskApp) -> Act:
    return app.kiosk.view.sheet.certify.act


async def _passes(app: KioskApp, seconds: list[float]) -> None:
    """Let an hour pass."""
    seconds[0] += 3600
    await app.tick()
