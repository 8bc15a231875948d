"""Somebody who presses anything: random keys, mouse, pastes and sizes against the real app, and every rule of it.

What it does goes through the reader of a terminal as bytes. Now and then it does what leads on, else it would never see
the later screens. Each act that reaches the session is a turn of a walk; when a client has gone, all properties that
`tests/model` asks of arbitrary walks are asked of that one. The same seed does the same, on the same code. Three of
four seeds are hasty: those seldom wait until their press has been drawn, so that presses overtake screens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from textual.pilot import Pilot

from consent_tui.model import acts, moves
from consent_tui.model.record import Record
from consent_tui.services.session import CannotSeal, Withdraw, Written
from consent_tui.tui.driver import Reader
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.messages import Second
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.tui.rehearsing import Hand
from consent_tui.tui.widgets.field import TypedField
from tests.kiosk.attacks import TABLES
from tests.kiosk.hand import ESC, SENT, Pauses, mouse
from tests.kiosk.watching import Broken, Met, Watched, drawn
from tests.model.client import onward
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
PATIENT, HASTY = (0.45, 0.35), (0.2, 0.04)  # how often it leads on, which needs a look; how often it looks otherwise
PATIENCE = 400  # looks at whether everything that was sent has been worked on


class Monkey:
    """Presses `count` times; everything that is left to chance comes from `seed`."""

    def __init__(self, seed: int, write: Callable[[Record], Written], withdraw: Withdraw, met: Met) -> None:
        self.chance = Random(f"monkey {seed}")
        self.leads, self.looks = HASTY if seed % 4 else PATIENT
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
            if self.chance.random() < self.looks:
                await self.settle(app)
                self._judge(app)
            elif self.chance.random() < 0.5:
                await asyncio.sleep(0)  # some of it is worked on, some is not
        if app.is_running and not app._exit:
            await self.settle(app)
            app.end(0)  # a test of Textual's would take the screens away without a word

    # -- one event

    async def _event(self, app: KioskApp, pilot: Pilot[Any], reader: Reader) -> None:
        which = self.chance.random()
        if which < self.leads:
            await self.settle(app)
            with suppress(StopIteration):
                self._send(app, reader, self._onward(app))
        elif which < self.leads + 0.02:
            await pilot.resize_terminal(*self.chance.choice(SIZES))
        elif which < self.leads + 0.025:
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
