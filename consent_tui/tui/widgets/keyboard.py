"""A keyboard on the screen, for a kiosk that has only a touch screen. It types into the field that has the focus.

It is laid out below the sheet, never over it, so that the field stays in sight; it goes when no field has the focus.
"""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widget import Widget

from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.keyboard_rows import Cap, cap_at, caps, layout
from consent_tui.words import Words


class Keyboard(Widget):
    """The letters of the language of `words`. Keys have no focus: whoever can move one has a keyboard."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, words: Words) -> None:
        super().__init__(id="keyboard")
        self._words = words
        self._shift = False
        self._pressed: Cap | None = None

    @property
    def field(self) -> Typing | None:
        focused = self.screen.focused
        return focused if isinstance(focused, Typing) else None

    def on_mount(self) -> None:
        """Take the field that has the focus, else the first empty one, and keep it in sight."""
        fields = list(self.screen.query(Typing))
        if self.field is None and fields:
            next((field for field in fields if not field.value), fields[0]).focus(scroll_visible=False)
        self.call_after_refresh(self.moved)

    def moved(self) -> None:
        """Follow the focus: its screen says that it has moved."""
        if self.field is None:
            self.remove()
        else:
            self.call_after_refresh(self._bring)

    def _bring(self) -> None:
        if self.field is not None:
            self.field.scroll_visible(animate=False, immediate=True)
            self.refresh()

    # -- pressing

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        self._pressed = self._cap(event)
        self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        event.stop()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._cap(event) and self.field is not None:
            self._do(pressed, self.field)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()

    def on_leave(self) -> None:
        self._pressed = None
        self.refresh()

    def _cap(self, event: events.MouseEvent) -> Cap | None:
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        return cap_at(self._words.language, x, y, self.content_size.width)

    def _do(self, cap: Cap, field: Typing) -> None:
        match cap.command:
            case "shift":
                self._shift = not self._shift
            case "back":
                field.action_delete_left()
            case "done":
                self.remove()
            case _:
                field.insert_text_at_cursor(self._sign(cap))
                self._shift = False

    def _sign(self, cap: Cap) -> str:
        """What a key types; a text begins with a capital."""
        begins = self.field is not None and not self.field.value
        return cap.sign.upper() if (self._shift or begins) and cap.sign != "ß" else cap.sign

    # -- drawing

    def render(self) -> Content:
        width, glyphs = self.content_size.width, glyphs_of(self.app.theme)
        each, margin = layout(width)
        if not each:
            return Content("")
        lines: list[Content] = []
        for row in caps(self._words.language):
            for part in range(3):
                boxes = [self._part(cap, part, each * cap.columns, glyphs) for cap in row]
                lines.append(Content.assemble(" " * margin, *boxes))
        return Content("\n").join(lines)

    def _part(self, cap: Cap, part: int, width: int, glyphs: Glyphs) -> Content:
        """One of the three lines of a key's box."""
        down = cap == self._pressed or (cap.command == "shift" and self._shift)
        line, ink = ("$focus", "bold $ink") if down else ("$line", "$ink")
        side, level = ("|", "-") if glyphs.seven_bit else ("│", "─")
        if part == 1:
            word = self._words(f"screen.keyboard_{cap.command}") if cap.command else self._sign(cap)
            return Content.assemble(
                (side, line), (glyphs.plain(word)[: width - 2].center(width - 2), ink), (side, line)
            )
        left, right = ("+", "+") if glyphs.seven_bit else ("╭╮", "╰╯")[part // 2]
        return Content.styled(left + level * (width - 2) + right, line)


def follow(screen: Widget) -> None:
    """The focus of a screen has moved: letters that stand on it follow, or go."""
    for keyboard in screen.query(Keyboard):
        keyboard.moved()
