"""Started by `leading.py` on a terminal of its own: the real program, which tells what is to be pressed.

A hand in the program sees what is on screen and says what it would press; the other end presses it on the terminal,
with words of its own where the answer sheet has a name, a date, a text. So this process learns of them as of any
client's: from its terminal alone. It also says what its memory holds.

A script beside its modules: `tests` may be another project's package in this environment.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from hand import TerminalHand
from memory import Search, told
from textual.widget import Widget

from consent_tui import __main__
from consent_tui.content.scenario import read_scenario
from consent_tui.model import acts, moves
from consent_tui.model.acts import Act
from consent_tui.model.journey import START, Step, questions_at
from consent_tui.model.state import State
from consent_tui.services.walker import Walker
from consent_tui.tui.kiosk.app import FORGETTING, KioskApp
from consent_tui.tui.kiosk.patience import Patience
from consent_tui.views.shapes import FormSheet, StartSheet

HOUR = 3600.0  # seconds


class Outside:
    """Whoever sits at the other end. What is to be pressed is told in pieces: bytes, or a text of the answer sheet."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def order(self) -> dict[str, Any] | None:
        line = await self._reader.readline()
        return json.loads(line) if line else None

    def tell(self, **told: object) -> None:
        self._writer.write(json.dumps(told).encode() + b"\n")

    def press(self, keys: str) -> None:
        self.tell(press=keys)

    def write(self, text: str) -> None:
        self.tell(text=text)

    async def pressed(self) -> None:
        """Wait until all that was told has been pressed."""
        self.tell(told=True)
        await self._reader.readline()


def certify(app: KioskApp) -> Any:
    def line(_state: object) -> Act:
        sheet = app.kiosk.view.sheet
        assert isinstance(sheet, FormSheet)
        assert sheet.certify
        return sheet.certify.act

    return line


def unnoted(state: State) -> str:
    """Return a question of this group to write a note to, unless there is a note already."""
    given = state.facts.answers
    if state.top or state.place.step is not Step.SCREENING or any(each.note for each in given.values()):
        return ""
    return next((rule.id for rule in questions_at(state.case, state.place) if rule.id in given), "")


async def walk(app: KioskApp, outside: Outside, sheet: str, until: str) -> str:
    """Be the client of an answer sheet, until they have gone, are at the step or would do the act `until`."""
    walker, hand = (
        Walker(read_scenario(Path(sheet)), certify(app)),
        TerminalHand(app, outside.press, outside.write, outside.pressed),
    )
    await hand.settle()
    while (act := walker.decide(app.session.state)) is not None:
        if until in (type(act).__name__, str(app.session.state.place), app.session.state.place.step):
            break
        if isinstance(act, moves.Next) and (asked := unnoted(app.session.state)):
            await hand.do(moves.Open("note", asked))
            await hand.do(acts.Noted(asked, "note"))
        elif isinstance(act, moves.Idle | moves.Expire):
            await wait(app, outside, 1000)
            await hand.settle()
        else:
            await hand.do(act)
    return app.session.state.kind or ""


async def wait(app: KioskApp, _outside: Outside, seconds: int) -> str:
    """Let this much time pass; the kiosk looks at its clock once a second."""
    before, now = app.session.state.revision, app.now
    app.now = lambda: now() + seconds
    for _ in range(400):
        await asyncio.sleep(0.01)
        if app.session.state.revision != before:
            break
    return str(app.session.state.place)


async def stands(app: KioskApp, _outside: Outside) -> list[str]:
    """Say which screen this is, where the encounter stands, and how often it has changed, once all that is drawn."""
    for _ in range(2):  # a sheet may lay its rows out anew
        drawn = asyncio.Event()
        app.screen.call_after_refresh(drawn.set)
        await drawn.wait()
    state = app.session.state
    over = ",".join(str(layer.kind) for layer in state.over)
    seen = type(app.kiosk.view.sheet if app.screen is app.kiosk else app.screen).__name__
    return [seen, str(state.place), over, str(state.revision)]


async def stay(app: KioskApp, _outside: Outside) -> None:
    """Let nothing happen by itself within the next hour: a busy machine is slow."""
    app.patience = Patience(HOUR, HOUR, HOUR, HOUR)


async def home(app: KioskApp, outside: Outside) -> str:
    """Wait until the last screen has gone by itself, Start is painted, and what is due after that has been done."""
    while app.session.state.place != START or app.session.state.begun:
        await wait(app, outside, 1000)
    for _ in range(FORGETTING):
        await app.tick()  # in turn: Start is drawn by then
        await asyncio.sleep(0.2)
    assert isinstance(app.kiosk.view.sheet, StartSheet)
    return str(app.session.state.place)


def strays(app: KioskApp) -> list[str]:
    """Widgets that are alive and not on the screen, states in which somebody has said something."""
    gc.collect()
    every = gc.get_objects()
    widgets = [w for w in every if isinstance(w, Widget) and w is not app.kiosk and app.kiosk not in w.ancestors]
    del every
    states = [f"state at {state.place}" for state in gc.get_objects() if isinstance(state, State) and state.begun]
    return told(widgets) + states


async def search(app: KioskApp, _outside: Outside, backwards: list[str], dates: list[int]) -> list[str]:
    return Search(backwards, dates).found() + strays(app)


async def fail(app: KioskApp, _outside: Outside) -> None:
    def failing() -> None:
        raise RuntimeError("led to")

    app.call_later(failing)


async def led(app: KioskApp) -> None:
    reader, writer = await asyncio.open_unix_connection(sock=socket.socket(fileno=int(os.environ["LED"])))
    outside = Outside(reader, writer)
    while (order := await outside.order()) is not None:
        try:
            outside.tell(done=await DOES[order.pop("do")](app, outside, **order))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other end is told
            outside.tell(failed="".join(traceback.format_exception(error)))
        del order


DOES = {"walk": walk, "wait": wait, "stands": stands, "stay": stay, "home": home, "search": search, "fail": fail}


async def on_mount(app: KioskApp) -> None:
    app.led = asyncio.create_task(led(app))
    seconds(app)


seconds, KioskApp.on_mount = KioskApp.on_mount, on_mount
__main__.main()
