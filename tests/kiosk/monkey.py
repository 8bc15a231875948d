"""Somebody who presses anything: random keys, mouse, pastes and sizes against the real app, and every rule of it.

What it does goes through the reader of a terminal as bytes. Now and then it does what leads on, else it would never see
the later screens. Each act that reaches the session is a turn of a walk; when a client has gone, all properties that
`tests/model` asks of arbitrary walks are asked of that one. The same seed does the same, on the same code.
"""

from __future__ import annotations

import asyncio
import inspect
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from types import ModuleType
from typing import Any

from textual.pilot import Pilot

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act
from consent_tui.model.moves import Event
from consent_tui.model.record import Record
from consent_tui.model.state import State
from consent_tui.model.text import clean
from consent_tui.services.session import CannotSeal, Session, Withdraw, Written
from consent_tui.tui.driver import Reader
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.messages import Second
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.tui.rehearsing import Hand
from consent_tui.tui.widgets.field import TypedField
from consent_tui.views import view
from consent_tui.words import load
from tests.kiosk.attacks import TABLES
from tests.kiosk.hand import ESC, SENT, Pauses, mouse
from tests.model import test_consent, test_moving, test_reaching, test_replay, test_screening, test_urgent
from tests.model.client import onward
from tests.model.walks import OPENED, Turn, Walk
from tests.views.sitting import VISIT, fields_on, offered, whole
from tests.views.test_every_screen import in_vain, shared_caps

PIN = "2468"
SIZES = [(80, 24), (120, 40), (50, 10), (61, 19), (200, 60), (1, 1), (80, 24), (120, 40)]
WAITS = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15, "held_seconds": 0}
KEYS = [*"1234567890abcdefhnq?/xzéß語", *SENT.values(), "\t", f"{ESC}[Z", *(f"{ESC}[{end}" for end in "ABCDHF"), "\x11"]
TEXTS = [
    "Ana Example",
    "29.2.1980",
    "1980-02-29",
    "Jon Muster",
    "less pain",
    "x" * 700,
    "[b]",
    "\u202e",
    "31.2.2001",
    "",
]
PATIENCE = 400  # looks at whether everything that was sent has been worked on
OTHERWISE = (acts.Unseen, moves.RowsSeen, moves.Idle, moves.Expire, moves.Close)  # not pressed, or nobody's press


class Broken(AssertionError):
    """A rule does not hold; `how` tells seed and event, so that it can be met again."""


def properties(*modules: ModuleType) -> list[Callable[[Walk], None]]:
    """Return what is asked of arbitrary walks."""
    found = []
    for module in modules:
        for name, test in vars(module).items():
            inner = getattr(getattr(test, "hypothesis", None), "inner_test", None)
            if name.startswith("test_") and inner and list(inspect.signature(inner).parameters) == ["walk"]:
                found.append(inner)
    return found


RULES = properties(test_consent, test_moving, test_reaching, test_replay, test_screening, test_urgent)


@dataclass(slots=True)
class Met:
    """What a monkey has met."""

    events: int = 0
    clients: int = 0
    turns: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    screens: set[str] = field(default_factory=set)


class Watched(Session):
    """A session that looks at every turn, and keeps them until the client has gone."""

    def __init__(self, write: Callable[[Record], Written], withdraw: Withdraw, met: Met) -> None:
        self._at, self._met = 0, met
        clocks = {"clock": self._clock_of, "stopwatch": lambda: float(self._at)}
        super().__init__(whole(), VISIT, write=write, withdraw=withdraw, **clocks)
        self.walk = Walk(self.state)

    def _clock_of(self) -> Any:
        self._at += 1
        return OPENED + timedelta(seconds=self._at % 30_000)

    def _update(self, event: Event) -> None:
        before = self.state
        super()._update(event)
        self.walk.turns.append(Turn(before, as_taken(event), self.state))
        self.walk.state = self.state
        self._met.turns += 1
        if self.state is not before and not isinstance(event.act, OTHERWISE):
            was_offered(event.act, before)

    def post(self, act: Act, revision: int, actor: str = "client") -> State:
        state = super().post(act, revision, actor)
        if self.walk.state.closed:
            self.judge()
            self.walk = Walk(state)
            self._at = 0
        return state

    def judge(self) -> None:
        """Ask everything of this walk that is asked of arbitrary ones."""
        if self.walk.turns:
            self._met.clients += 1
            self._met.kinds[str(self.walk.state.kind or self.walk.state.ending or "still there")] += 1
            if not any(turn.after.about_withdrawing for turn in self.walk.turns):  # that is no encounter
                for rule in RULES:
                    self._asked(rule)

    def _asked(self, rule: Callable[[Walk], None]) -> None:
        """Ask one rule; where it does not hold, tell the walk, since a screen that is slower leads to another one."""
        try:
            rule(self.walk)
        except AssertionError as error:
            walked = "\n".join(f"  {turn.before.place}: {turn.event.act}" for turn in self.walk.turns)
            raise Broken(f"{rule.__name__}: {error}\n{walked}") from error


def as_taken(event: Event) -> Event:
    """Walks of the model write only what needs no cleaning; so does this one, afterwards."""
    typed = {name: clean(value) for name in ("text", "number") if isinstance(value := getattr(event.act, name, 0), str)}
    return replace(event, act=replace(event.act, **typed)) if typed else event


def was_offered(act: Act, state: State) -> None:
    """A press that does anything stood on its screen: the same act, or one of a field with other words in it."""
    if isinstance(act, moves.Sealed | moves.SealFailed):
        return
    shown = drawn(state)
    typed = {type(each.act("")) for each in fields_on(shown)}
    drew = {acts.Drew} if getattr(shown.sheet, "ink", None) else set()
    assert act in [*offered(shown)] or type(act) in typed | drew, (state.place, state.over, type(act).__name__)


def drawn(state: State) -> Any:
    return view(state, load(state.facts.language or "en"))


class Monkey:
    """Presses `count` times; everything that is left to chance comes from `seed`."""

    def __init__(self, seed: int, write: Callable[[Record], Written], withdraw: Withdraw, met: Met) -> None:
        self.chance = Random(f"monkey {seed}")
        self.met, self._seconds = met, 0.0
        self.session = Watched(self._unless_full(write), self._unless_full(withdraw), met)
        self._looked: set[str] = set()

    def _unless_full(self, write: Callable[..., Written]) -> Callable[..., Written]:
        """Now and then the disk is full."""

        def written(*what: Any) -> Written:
            if self.chance.random() < 0.1:
                raise CannotSeal("disk-full")
            return write(*what)

        return written

    async def play(self, count: int) -> None:
        """Press so often. Staff who leave by the PIN start it again. Raises whatever is not as it must be."""
        end = self.met.events + count
        while self.met.events < end:
            app = KioskApp(
                self.session,
                drawn,
                theme="linen",
                now=lambda: self._seconds,
                is_pin=lambda typed: typed == PIN,
                **WAITS,
            )
            async with app.run_test(size=(80, 24)) as pilot:
                await self._run(app, pilot, end)
            assert not app.faulted
            assert app.return_code in (None, 0)

    async def _run(self, app: KioskApp, pilot: Pilot[Any], end: int) -> None:
        reader = Reader()
        while self.met.events < end and app.is_running and not app._exit:
            self.met.events += 1
            self._seconds += 0.05
            await self._event(app, pilot, reader)
            assert app._exception is None, app._exception
            if self.chance.random() < 0.35:
                await self.settle(app)
                self._judge(app)

    # -- one event

    async def _event(self, app: KioskApp, pilot: Pilot[Any], reader: Reader) -> None:
        which = self.chance.random()
        if which < 0.45:
            await self.settle(app)
            with suppress(StopIteration):
                self._send(app, reader, self._onward(app))
        elif which < 0.47:
            await pilot.resize_terminal(*self.chance.choice(SIZES))
        elif which < 0.475:
            self._seconds += self.chance.choice([1, 61, 200, 1000])
            app.kiosk.post_message(Second())
        else:
            self._send(app, reader, self._anything(app))

    def _anything(self, app: KioskApp) -> bytes:
        """Return what a terminal may send: a key, a press of the mouse, a paste, or rubbish."""
        which = self.chance.random()
        if which < 0.6:
            return self.chance.choice(KEYS).encode()
        if which < 0.8:
            x, y = self.chance.randrange(max(1, app.size.width)), self.chance.randrange(max(1, app.size.height))
            drag = mouse(x + 1, y, 32) if self.chance.random() < 0.3 else ""
            return (
                mouse(x, y, self.chance.choice([0, 0, 0, 0, 1, 2, 64, 65])) + drag + mouse(x, y, 0, up=True)
            ).encode()
        if which < 0.9:
            return f"{ESC}[200~{self.chance.choice(TEXTS)}{ESC}[201~".encode()
        if which < 0.93:
            return self.chance.choice(TEXTS).encode()
        if which < 0.94:
            return PIN.encode() + b"\r"
        table = TABLES[self.chance.choice(sorted(TABLES))]
        return table[self.chance.choice(sorted(table))]

    def _onward(self, app: KioskApp) -> bytes:
        """Return what does the next sensible thing on this screen, as far as a key does it."""
        if app.screen is not app.kiosk:
            return self.chance.choice([b"\x1b", b"\r"])
        act, screen = onward(self.session.state), app.kiosk
        if isinstance(act, acts.PageEnded | moves.RowsSeen):
            return SENT["pagedown"].encode()
        for typed in screen.sheet.query(TypedField):
            text = getattr(act, "text", None)
            if text is not None and typed.field.act(text) == act:
                if app.focused is not typed.typing:
                    return b"\t"
                return (SENT["end"] + SENT["backspace"] * min(30, len(typed.typing.value)) + text + "\r").encode()
        keys = {key.act: key.cap for key in screen.view.frame.keys}
        hand = Hand(app, Pauses(), self.session)
        cap = keys.get(act) or hand._cap(act)
        if cap:
            return SENT.get({"Esc": "escape", "Enter": "enter"}.get(cap, cap.lower()), cap).encode()
        return self.chance.choice([b"\r", b"\r", b"\r", b"\t", b" "])

    def _send(self, app: KioskApp, reader: Reader, sent: bytes) -> None:
        """Let it come from the terminal, and whatever it was, be over."""
        for message in (*reader.feed(sent, self._seconds), *reader.tick(self._seconds + 0.06)):
            app._driver.process_message(message)
        if reader.pixels is not None:
            reader.unmeasure()

    # -- what must hold

    async def settle(self, app: KioskApp) -> None:
        """Wait until everything that was sent has been worked on."""
        for _ in range(PATIENCE):
            await asyncio.sleep(0)
            if app._exit or (app._message_queue.empty() and app.screen._message_queue.empty() and self._painted(app)):
                return
            await asyncio.sleep(0.001)
        raise Broken(f"nothing is drawn at {self.session.state.place}")

    def _painted(self, app: KioskApp) -> bool:
        kiosk = app.kiosk
        return not isinstance(kiosk, KioskScreen) or kiosk.painted_at is not None

    def _judge(self, app: KioskApp) -> None:
        """The screen shows where the session stands; each new screen keeps to what all of them do."""
        if app._exit or not app.is_running:
            return
        state = self.session.state
        shown = app.kiosk.view
        assert shown.frame.revision == state.revision, (shown.key, shown.frame.revision, state.revision)
        self.met.screens.add(type(shown.sheet).__name__)
        if shown.key not in self._looked:
            self._looked.add(shown.key)
            assert shared_caps(drawn(state)) == [], state.place
            assert in_vain(state) == [], state.place
