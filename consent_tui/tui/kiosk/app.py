"""The kiosk as a Textual app: its parts come by argument; it draws what the session says and keeps the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol, cast

from textual import events, on
from textual.screen import Screen

from consent_tui.model.acts import Act
from consent_tui.model.moves import Close
from consent_tui.model.record import Practitioner
from consent_tui.model.state import State
from consent_tui.tui.kiosk.hands import Hands
from consent_tui.tui.kiosk.letters import ShowLetters, show_letters, with_letters
from consent_tui.tui.kiosk.looks import Looks
from consent_tui.tui.kiosk.messages import Anew, Second
from consent_tui.tui.kiosk.palettes import with_palettes
from consent_tui.tui.kiosk.patience import Patience
from consent_tui.tui.kiosk.pin_calling import CalledStaff, Door
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.tui.theme import LINEN
from consent_tui.tui.widgets.field import Typing
from consent_tui.views.shapes import IdleSheet, StartSheet, View
from consent_tui.words import Words, load

FORGETTING = 2  # seconds in a row, after a client has gone: what is under way in the first is over in the second
HELD_SECONDS = 0.15  # the same key again within this time is one key held down
REPEATING = ("up", "down", "left", "right", "pageup", "pagedown", "backspace", "delete", "tab", "shift+tab")


class Session(Protocol):
    """What the kiosk plays: `services.session.Session`, or a rehearsal's."""

    state: State

    def post(self, act: Act, revision: int, actor: str = "client") -> State: ...

    def attend(self, practitioner: Practitioner | None) -> State: ...


class KioskApp(Looks):
    """`draw` makes a view of a state; `words` speaks a language; `now` counts seconds and never goes back.

    `is_pin` says whether a typed PIN is that of the staff; without it there is none.
    `held_seconds`: a rehearsal, which presses faster than a hand, passes 0. `touch_keyboard`: letters can be shown.
    """

    REMEMBERS = False

    def __init__(
        self,
        session: Session,
        draw: Callable[[State], View],
        *,
        theme: str | None,
        idle_seconds: float,
        warning_seconds: float,
        hidden_minutes: float,
        done_seconds: float = 60,
        words: Callable[[str], Words] = load,
        now: Callable[[], float] = time.monotonic,
        held_seconds: float = HELD_SECONDS,
        is_pin: Callable[[str], bool] | None = None,
        touch_keyboard: bool = False,
    ) -> None:
        super().__init__(theme or LINEN, now)
        self.session, self._draw, self.words = session, draw, words
        self.patience = Patience(idle_seconds, warning_seconds, hidden_minutes * 60, done_seconds)
        self._touched = self._shown = now()
        self._hands = Hands(held_seconds)
        self._door = Door(self, is_pin, now, touched=touch_keyboard) if is_pin else None
        self.asks_pin = is_pin is not None
        self._touch_keyboard = touch_keyboard
        self._forgetting = 0

    # -- drawing

    def get_default_screen(self) -> Screen[Any]:
        return KioskScreen(self.view(), self.act, self.wait, self.words)

    @property
    def kiosk(self) -> KioskScreen:
        return cast("KioskScreen", self.screen_stack[0])  # only staff have others, over it

    def view(self) -> View:
        """Return what is to be drawn."""
        state = self.session.state
        view = with_palettes(self._draw(state), state, self.words, self.theme, airy=self.airy)
        return with_letters(view, self.words, self.size) if self._touch_keyboard else view

    def act(self, act: Act) -> View:
        """Do an act and return what is to be drawn then."""
        if isinstance(act, ShowLetters):
            show_letters(self.kiosk)
        if isinstance(act, ShowLetters) or self.looks(act):
            return self.view()
        was, before = self.session.state, self.kiosk.view
        state = self.session.post(act, was.revision)
        view = self.view()
        if (view.key, type(view.sheet)) != (before.key, type(before.sheet)):
            self._shown = self.now()
        if isinstance(view.sheet, StartSheet) and was.place != state.place:
            self.look_as_set()
            self.forget()
            self._forgetting = FORGETTING
        return view

    def draw_anew(self) -> None:
        self.kiosk.post_message(Anew(self.view))

    # -- waiting

    def on_mount(self) -> None:
        self.set_interval(1.0, lambda: self.kiosk.post_message(Second()))

    async def tick(self) -> None:
        """Let a second pass, and wait until what is due has been done."""
        second = Second()
        self.kiosk.post_message(second)
        await second.done.wait()

    async def wait(self) -> None:
        """Once a second, on the screen's turn: do what is due, count a warning down."""
        if self._forgetting:
            self._forgetting -= 1
            self.forget_memory()
        now, view, state = self.now(), self.kiosk.view, self.session.state
        shown, untouched = now - self._shown, now - self._touched
        due = self.patience.due(view, shown=shown, untouched=untouched, trouble=bool(state.trouble))
        if due is not None:
            self._touched = now
            nobody = not state.begun and state.top is not None  # only the look of an empty kiosk was being changed
            await self.kiosk.do(Close() if nobody else due)
        elif isinstance(view.sheet, StartSheet) and untouched >= self.patience.idle:
            self.look_as_set()
        if isinstance(self.kiosk.view.sheet, IdleSheet):
            self.kiosk.count(self.patience.left(now - self._shown), round(self.patience.warning))

    # -- keys and mouse

    async def on_event(self, event: events.Event) -> None:
        """Nothing that was pressed before a screen could be seen acts on it (rule 3)."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded and self.screen_stack:
            if self._hands.show(event):
                self._touched = self.now()
            elif isinstance(self.kiosk.view.sheet, IdleSheet):
                return  # nor does it put the warning off
            if self.screen is self.kiosk and self._refused(event):
                return
        await super().on_event(event)

    def _refused(self, event: events.InputEvent) -> bool:
        """Whether a press is not for the screen: late, a key held down, or for staff."""
        if self.kiosk.late(event) or (isinstance(event, events.Key) and self._held(event)):
            return True
        staff = isinstance(event, events.Key) and event.key == "ctrl+q"
        if staff:
            self.call_staff()
        return staff

    def _held(self, event: events.Key) -> bool:
        """Whether a key is only held down. Letters in a field and keys that move may repeat."""
        typing = isinstance(self.focused, Typing) and event.key != "enter"
        return self._hands.again and event.key not in REPEATING and not typing

    # -- staff

    @on(CalledStaff)
    def call_staff(self) -> None:
        """Let staff in, from Start alone: `docs/decisions/101-staff.md`."""
        if not isinstance(self.kiosk.view.sheet, StartSheet):
            return
        if self._door is None:
            self.leave()
            self.kiosk.tell("staff.again")
        else:
            standing = self.session.state.case.visit.practitioner
            self._door.knock(self.words(self.kiosk.view.frame.language), standing, self._attend, lambda: self.end(0))

    def _attend(self, practitioner: Practitioner | None) -> None:
        self.session.attend(practitioner)
        self.kiosk.post_message(Anew(self.view))
