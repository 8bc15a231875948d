"""Rehearses an answer sheet through the kiosk's screens: presses the keys written on them, clicks what has none.

Textual runs without a terminal, and events come as a terminal's would: nothing is posted past the screen. A clock that
is moved by hand stands for waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from consent_tui.model.acts import Act, PageEnded
from consent_tui.model.moves import Expire, Idle, NoToAll, RowsSeen
from consent_tui.model.state import State
from consent_tui.services.rehearsing import Front, NotOffered
from consent_tui.services.session import Session
from consent_tui.services.walker import Walker
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.rows import Rows
from consent_tui.tui.lockdown_app import key_name
from consent_tui.tui.widgets.field import TypedField, Typing
from consent_tui.tui.widgets.pressable import Pressable
from consent_tui.views.parts import Key
from consent_tui.views.shapes import View
from consent_tui.words import load

Draw = Callable[[State], View]

SIZE = (120, 40)
_PRESSES = 30  # on the way to one act; more means that the way there is missing
_LOOK, _SHORT, _LONG = 0.004, 0.2, 10.0  # seconds: between two looks, for a press to work, for a screen to be drawn
_IDLE, _WARNING, _HIDDEN_MINUTES = 180, 60, 15
_NAMES = {"Esc": "escape", "Enter": "enter", "Space": "space"}


def piloted(draw: Draw, size: tuple[int, int] = SIZE) -> Front:
    """Return the front end *tui* for `rehearse`, on a screen of so many columns and rows."""

    def front(session: Session, walker: Walker) -> None:
        asyncio.run(_play(session, walker, draw, size))

    return front


async def _play(session: Session, walker: Walker, draw: Draw, size: tuple[int, int]) -> None:
    seconds, pack = [0.0], session.state.case.pack
    app = KioskApp(
        session,
        draw,
        theme="linen",
        idle_seconds=_IDLE,
        warning_seconds=_WARNING,
        hidden_minutes=_HIDDEN_MINUTES,
        words=lambda language: load(language, pack.words[language].messages),
        now=lambda: seconds[0],
        held_seconds=0,
    )
    async with app.run_test(size=size) as pilot:
        hand = Hand(app, pilot, session)
        await hand.settle()
        while (act := walker.decide(session.state)) is not None:
            if isinstance(act, Idle | Expire):
                seconds[0] += max(_IDLE, _WARNING, _HIDDEN_MINUTES * 60) + 1
                await app.tick()
                await hand.settle()
            else:
                await hand.do(act)


class Hand:
    """One hand at the kiosk: it sees what is on screen, and presses or clicks that."""

    def __init__(self, app: KioskApp, pilot: Pilot[Any], session: Session) -> None:
        self._app, self._pilot, self._session = app, pilot, session

    async def settle(self) -> None:
        """Wait until the screen shows the state and was painted, so that presses count."""
        if not await self._until(self._painted, _LONG):
            raise NotOffered(f"{self._session.state.place}: the screen was not drawn")

    def _painted(self) -> bool:
        screen = self._app.kiosk
        return screen.painted_at is not None and screen.view.frame.revision == self._session.state.revision

    @staticmethod
    async def _until(condition: Callable[[], bool], seconds: float) -> bool:
        for _ in range(round(seconds / _LOOK)):
            if condition():
                return True
            await asyncio.sleep(_LOOK)
        return condition()

    async def do(self, act: Act) -> None:
        """Do an act by as many presses as it takes. Raises `NotOffered` where no way leads to it."""
        before = self._session.state

        def done() -> bool:
            return _done(act, before, self._session.state)

        if isinstance(act, PageEnded | RowsSeen) and await self._until(done, _SHORT):
            return  # the eye is quicker than the hand
        for _ in range(_PRESSES):
            if self._session.state.place != before.place:
                break  # a step on the way to the act has led away from it
            pressed = await self._press(act)
            if not (pressed and await self._until(done, _SHORT)):
                # On a slow machine it is still on its way; pressed twice, it does another thing.
                await self._pilot.pause()
            if pressed and done():
                await self.settle()
                return
        raise self._missing(act)

    async def _press(self, act: Act) -> bool:
        """Press what does the act; return whether that was on screen. A step on the way to it does not count."""
        screen, view = self._app.kiosk, self._app.kiosk.view
        if isinstance(act, PageEnded):
            self._strike("pagedown")
        elif isinstance(act, RowsSeen):
            await self._main()
        elif field := self._field(act):
            await self._type(field, str(getattr(act, "text", "")))
        elif key := next((k for k in _frame_keys(view) if k.act == act), None):
            self._key(key)
        elif view.frame.main and view.frame.main.act == act:
            await self._main()
        elif cap := self._cap(act):
            self._strike(cap)
        elif target := next((p for p in screen.sheet.query(Pressable) if p.act == act), None):
            await self._click(target)
        elif isinstance(screen.sheet, Rows):
            await self._turn(act, screen.sheet)
            return False
        else:
            return False
        return True

    def _strike(self, *keys: str) -> None:
        """Strike keys, by their names or as single characters."""
        for key in keys:
            single = len(key) == 1
            event = events.Key(key_name(key) if single else key, key if single else None)
            event.set_sender(self._app)
            self._app.post_message(event)

    def _cap(self, act: Act) -> str:
        """Return the cap that does this act here; none while letters go into a field."""
        sheet = self._app.kiosk.sheet
        if isinstance(self._app.focused, Typing):
            return ""
        caps = {p.cap for p in sheet.query(Pressable) if p.act == act and len(p.cap) == 1}
        return next((cap for cap in sorted(caps) if sheet.act_of(cap) == act), "")

    def _key(self, key: Key) -> None:
        typing = isinstance(self._app.focused, Typing)
        cap = (key.typing_cap or key.cap) if typing else key.cap
        self._strike(_NAMES.get(cap, cap.lower()))

    async def _main(self) -> None:
        """Press the main key: by Enter, or by a click where Enter would press what has the focus."""
        main = self._app.kiosk.query_one(MainPress)
        if self._app.focused in (self._app.kiosk.sheet, main, None):
            self._strike("enter")
        else:
            await self._click(main)

    async def _turn(self, act: Act, sheet: Rows) -> None:
        """Go to the part of a group that holds the row of this act."""
        holders = [r.id for r in sheet.sheet.rows if any(c.act == act for c in r.choices)]
        shown, order = [row.row.id for row in sheet.shown], [row.id for row in sheet.sheet.rows]
        if not shown or not (holders or isinstance(act, NoToAll)):
            return
        back = next((k for k in self._app.kiosk.view.frame.keys if k.command == "back"), None)
        if back and holders and order.index(holders[0]) < order.index(shown[0]):
            self._key(back)
        else:
            await self._main()

    def _field(self, act: Act) -> TypedField | None:
        text = getattr(act, "text", None)
        fields = self._app.kiosk.sheet.query(TypedField)
        return next((f for f in fields if text is not None and f.field.act(text) == act), None)

    async def _type(self, field: TypedField, text: str) -> None:
        if self._app.focused is not field.typing:
            await self._click(field.typing)
        self._strike("end", *["backspace"] * len(field.typing.value), *text, "enter")

    async def _click(self, target: Widget) -> None:
        target.scroll_visible(animate=False, immediate=True)
        await self._pilot.pause()
        await self._pilot.click(target)

    def _missing(self, act: Act) -> NotOffered:
        return NotOffered(f"{self._session.state.place}: the screen does not offer {type(act).__name__}")


def _frame_keys(view: View) -> tuple[Key, ...]:
    return (*view.frame.keys, *((view.frame.look,) if view.frame.look else ()))


def _done(act: Act, before: State, now: State) -> bool:
    match act:
        case PageEnded(page):
            return page in now.facts.pages and now.facts.pages[page].ended
        case RowsSeen(questions):
            return set(questions) <= now.seen
    return now.revision != before.revision
