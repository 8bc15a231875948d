"""A field, its label above it, below it why a text was not taken. It commits when it is left or on Enter."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from consent_tui.model.acts import Act
from consent_tui.tui.driver_input import PASTE_LIMIT, harmless
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.views.parts import Field


class Left(Message):
    """A field was left: what is typed in it is to be committed."""


class Typing(Input, inherit_bindings=True):
    """What is typed. Keys that are not letters go on to the screen."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))  # Textual's lays the whole screen out anew at each letter

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, name=field.id, select_on_focus=False, compact=False, max_length=PASTE_LIMIT)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Put a pasted text on one line, without signs that could press keys or move a terminal's cursor."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(harmless(event.text[: PASTE_LIMIT - len(self.value)]))

    def on_blur(self) -> None:
        self.post_message(Left())

    def on_unmount(self) -> None:
        """Textual's screen would keep every field for ever, and what was typed in it (`docs/decisions/130`)."""
        self.screen.text_selection_started_signal.unsubscribe(self)


class TypedField(Widget):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, field: Field) -> None:
        super().__init__(classes="field")
        self.field = field

    def compose(self) -> ComposeResult:
        yield Static(self._label(), classes="label", markup=False)
        yield Typing(self.field)
        yield Static(self._problem(), classes="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(".problem").display = bool(self.field.problem)

    @property
    def typing(self) -> Typing:
        return self.query_one(Typing)

    @property
    def label_rows(self) -> int:
        return len(self._label().wrap(self.content_size.width or 72))

    def uncommitted(self) -> Act | None:
        """Return the act that commits what is typed, if that differs from what stands."""
        text = self.typing.value
        return self.field.act(text) if text != self.field.value else None

    def show(self, field: Field) -> None:
        """Take over a changed view: committed text stands as the model took it, refused text stays to be mended."""
        if field.value != self.field.value and not field.problem:
            self.typing.value = field.value
            self.typing.cursor_position = len(field.value)
        self.field = field
        self.query_one(".label", Static).update(self._label())
        problem = self.query_one(".problem", Static)
        problem.update(self._problem())
        problem.display = bool(field.problem)

    def on_click(self) -> None:
        self.typing.focus()

    def _label(self) -> Content:
        plain = glyphs_of(self.app.theme).plain
        hint = f"   {plain(self.field.hint)}" if self.field.hint else ""
        return Content.assemble((plain(self.field.label), ""), (hint, "bold"))

    def _problem(self) -> Content:
        return Content(glyphs_of(self.app.theme).plain(self.field.problem))
