"""The record's number as a QR code, on the whole screen: no smaller one holds it, and no phone reads a part of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.modules import ROWS, SIDE, Modules
from consent_tui.tui.widgets.prose import line
from consent_tui.views.shapes import CodeSheet

BESIDE = 27  # columns for the number and the key


class Scan(Sheet[CodeSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet, glyphs = self.sheet, self.glyphs
        yield Modules(sheet.data)
        with Vertical(id="told"):
            yield from self.head(sheet.title)
            for fact in sheet.card:
                yield line(fact.label, "label", glyphs)
                yield line(fact.value, "value", glyphs)
            yield line(sheet.small, "lacking para", glyphs)
            yield from self.prose(sheet.prose)
            yield Static(id="down")
            yield MainPress()

    def on_mount(self) -> None:
        self.query_one(MainPress).show(self.frame.main, self.revision, "Enter")

    def on_resize(self) -> None:
        """A part of a code says nothing, so there is all of it or none."""
        self.set_class(self.size.width < SIDE + BESIDE or self.size.height < ROWS, "-small")
        super().on_resize()
