"""The body map: a figure and a numbered list that says the same in words. What is not chosen is not touched."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.cells import drawn
from consent_tui.tui.widgets.figure import cell_area, figure
from consent_tui.tui.widgets.pressable import Press, Pressable, chip
from consent_tui.views.shapes import Area, BodySheet

_ROLES = {
    "touch": "$pine",
    "avoid": "$clay",
    "none": "$ink",
    "other": "$quiet",
    "number": "bold $on-chip on $chip",
}
_SWATCHES = {"touch": "⣿⣿", "avoid": "⡪⡪", "": "  "}
_PLAIN_SWATCHES = {"touch": "##", "avoid": "xx", "": "  "}


class Figure(Widget):
    """The body, drawn to the size it is given."""

    class Touched(Message):
        def __init__(self, area: str) -> None:
            super().__init__()
            self.area = area

    def __init__(self, areas: tuple[Area, ...]) -> None:
        super().__init__()
        self._areas = areas

    def render(self) -> Content:
        width, height = self.content_size
        if not width or not height:
            return Content("")
        touch = {area.id: area.touch for area in self._areas}
        numbers = {area.id: area.cap for area in self._areas}
        cells = figure(touch, numbers, width, height, seven_bit=glyphs_of(self.app.theme).seven_bit)
        return drawn([(sign, _ROLES[role]) for sign, role in row] for row in cells)

    def on_click(self, event: events.Click) -> None:
        width, height = self.content_size
        if 0 <= event.x < width and 0 <= event.y < height:
            self.post_message(self.Touched(cell_area(width, height, event.x, event.y)))


class AreaRow(Pressable):
    """A part of the body, and what is so for it in words."""

    TWICE = True  # an area goes through three states, press by press

    def __init__(self, area: Area, revision: int) -> None:
        super().__init__(area.id, area.cap, area.act, revision, classes=f"area {area.touch or 'none'}")
        self._area = area

    def parts(self) -> tuple[Content, Content]:
        area, plain = self._area, self.glyphs.plain
        swatch = (_PLAIN_SWATCHES if self.glyphs.seven_bit else _SWATCHES)[area.touch]
        role = {"touch": "bold $pine", "avoid": "bold $clay"}.get(area.touch, "")
        role = "" if self.has_focus else role  # on the tint of the focus, ink alone is dark enough
        lead = Content.assemble(self.here(), chip(area.cap), " ")
        words = Content.assemble(
            plain(area.name), "\n", (f"{swatch} " if area.touch else "", role), (plain(area.word), role)
        )
        return lead, words


class Body(Sheet[BodySheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        with Horizontal(id="map"):
            yield Figure(sheet.areas)
            with Vertical(id="areas"):
                yield from self.head(sheet.title)
                yield from self.prose(sheet.prose)
                with Container(id="parts"):
                    for area in sheet.areas:
                        yield AreaRow(area, self.revision)

    def on_figure_touched(self, message: Figure.Touched) -> None:
        message.stop()
        for area in self.sheet.areas:
            if area.id == message.area:
                self.post_message(Press(area.act, self.revision))
