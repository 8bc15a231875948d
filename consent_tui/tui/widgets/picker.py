"""A list of lines, one of them chosen. Keys move in it from anywhere; a press chooses a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Press

BEYOND = 2  # lines that are to be seen after the chosen one


@dataclass(frozen=True, slots=True)
class Line:
    """`lead` and `words` from the left, `end` at the right end; a line without an act is a heading or a blank."""

    words: str
    act: Act | None = None
    lead: str = ""
    end: str = ""
    chosen: bool = False


class Picker(Widget):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, ident: str) -> None:
        super().__init__(id=ident)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        grown = len(lines) != len(self._lines)
        if self._lines != tuple(lines):
            self._lines = tuple(lines)
            self.refresh(layout=grown)
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        """Scroll so far that the chosen line is seen, with the heading above it where it is the first."""
        for number, line in enumerate(self._lines):
            if line.chosen and self.parent is not None:
                first = number - (number > 0 and self._lines[number - 1].act is None)
                rows = Region(0, first + self.virtual_region.y, 1, number - first + 1 + BEYOND)
                box = self.parent
                if isinstance(box, Widget):
                    box.scroll_to_region(rows, animate=False, immediate=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Draw one line: of a long list only those are drawn that are on screen."""
        width = self.size.width
        if not width or y >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        return Visual.to_strips(self, self._drawn(self._lines[y], width), width, 1, self.visual_style, pad=True)[0]

    def _drawn(self, line: Line, width: int) -> Content:
        glyphs = glyphs_of(self.app.theme)
        end = glyphs.plain(line.end)
        if line.act is None:
            return _ends(Content.styled(glyphs.plain(line.words), "bold $pine"), Content.styled(end, "$quiet"), width)
        here = f"{glyphs.here} " if line.chosen else "  "
        style = "bold $ink on $pine-tint" if line.chosen else "$ink"
        words = Content(glyphs.plain(f"{here}{line.lead}{line.words}"))
        return _ends(words, Content(end), width, ellipsis=not glyphs.seven_bit).stylize(style)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        line = self._lines[event.y] if 0 <= event.y < len(self._lines) else None
        if line is not None and line.act is not None:
            self.post_message(Press(line.act, 0))


def _ends(left: Content, right: Content, width: int, *, ellipsis: bool = True) -> Content:
    """Return one line of just `width` columns: the left part gives way."""
    room = max(0, width - right.cell_length - bool(right))
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=ellipsis)
    return left.extend_right(max(0, width - left.cell_length - right.cell_length)) + right
