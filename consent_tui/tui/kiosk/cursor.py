"""The terminal's own cursor follows the focus: braille lines and magnifiers show what is around it.

Textual hides the cursor and still moves it after each painting; a screen reader of the console finds it there.
"""

from __future__ import annotations

from textual.app import App
from textual.geometry import Offset
from textual.widget import Widget

from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.pad import Surface


def spot(focused: Widget | None) -> Offset:
    """Return the cell of the screen where a person is: the next letter, the pen, else where the words begin."""
    match focused:
        case None:
            return Offset(0, 0)
        case Typing():
            return focused.cursor_screen_offset
        case Surface():
            return focused.pen_cell
    return focused.content_region.offset


class CursorFollows(App[int], inherit_bindings=False):
    """Asked when it paints, so that the answer is right after a scroll or another layout too."""

    @property
    def cursor_position(self) -> Offset:
        return spot(self.focused) if self.is_running else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _position: Offset) -> None:
        """What Textual would have is where the focus is anyway."""
