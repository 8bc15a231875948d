"""Behind the PIN: staff say who the practitioner of the next visit is, or leave the kiosk."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from consent_tui.model.record import Practitioner
from consent_tui.model.text import Refused, take, take_name
from consent_tui.tui.kiosk.pin import PinKey, StaffScreen
from consent_tui.tui.widgets.field import TypedField, Typing
from consent_tui.tui.widgets.keyboard import Keyboard, follow
from consent_tui.views.parts import Field
from consent_tui.words import Words

IDLE_SECONDS = 120.0  # time to look up a registration
REGISTRATION_LIMIT = 60  # letters


class BehindPin(StaffScreen):
    """Leaves with True where staff leave the kiosk. `attend` takes who the practitioner of the next visit is.

    `touched`: there may be no keyboard but on the screen.
    """

    def __init__(
        self,
        words: Words,
        now: Callable[[], float],
        standing: Practitioner | None,
        attend: Callable[[Practitioner | None], None],
        *,
        touched: bool = False,
    ) -> None:
        super().__init__(words, now, IDLE_SECONDS)
        self._attend, self._by_touch = attend, touched
        name, registration = (standing.name, standing.registration or "") if standing else ("", "")
        self._who = Field("name", words("staff.name"), name)
        self._registered = Field("registration", words("staff.registration"), registration)

    def compose(self) -> ComposeResult:
        with Vertical(id="staff"):
            yield self.line("staff.title", "title")
            yield self.line("staff.practitioner", "para")
            yield TypedField(self._who)
            yield TypedField(self._registered)
            with Container(id="ways", classes="four" if self._by_touch else ""):
                yield PinKey("Enter", self.words("key.save"), "enter")
                yield PinKey("Esc", self.words("key.back"), "escape")
                yield PinKey("F10", self.words("staff.leave"), "f10")
                if self._by_touch:
                    yield PinKey("F7", self.words("screen.keyboard"), "f7")

    def on_mount(self) -> None:
        self.query(Typing).first().focus()

    def on_descendant_blur(self) -> None:
        follow(self)

    def on_key(self, event: events.Key) -> None:
        known = {"tab", "shift+tab", "down", "up", "enter", "escape", "f10", *(("f7",) if self._by_touch else ())}
        if event.key == "space" and isinstance(self.focused, PinKey):
            self.focused.press()
        elif event.key not in known:
            return
        elif event.key in ("tab", "down"):
            self.focus_next()
        elif event.key in ("shift+tab", "up"):
            self.focus_previous()
        elif isinstance(self.focused, PinKey) and event.key == "enter":
            self.focused.press()
        else:
            self._strike(event.key)
        event.stop()
        event.prevent_default()

    def on_pin_key_struck(self, message: PinKey.Struck) -> None:
        message.stop()
        self._strike(message.key)

    def _strike(self, key: str) -> None:
        if key == "f7":
            if not self.query(Keyboard):
                self.mount(Keyboard(self.words))
        elif key != "enter":
            self.leave(well=key == "f10")
        elif self._note():
            self.leave(well=False)

    def _note(self) -> bool:
        """Note who it is; return whether both texts could be taken. Without a name there is no practitioner."""
        name, registration = self.query(TypedField)
        try:
            who, number = self._taken(name, take_name), self._taken(registration, self._number)
        except Refused:
            return False
        self._attend(Practitioner(name=who, registration=number or None) if who else None)
        return True

    @staticmethod
    def _number(text: str) -> str:
        return take(text, REGISTRATION_LIMIT)

    def _taken(self, typed: TypedField, take_text: Callable[[str], str]) -> str:
        """Return what was typed as a record may hold it. Raises `Refused` once the field says why."""
        field = typed.field
        try:
            text = take_text(typed.typing.value)
        except Refused as why:
            told = self.words(f"refused.{why.code}", detail=why.detail)
            typed.show(Field(field.id, field.label, field.value, problem=told))
            typed.typing.focus()
            raise
        typed.show(Field(field.id, field.label, text))
        return text
