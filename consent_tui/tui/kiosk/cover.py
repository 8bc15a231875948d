"""The whole screen covered: the mark and one line, nothing of the client's."""

from __future__ import annotations

from textual.app import ComposeResult

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.prose import line
from consent_tui.views.shapes import CoverSheet


class Cover(Sheet[CoverSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        yield line(self.glyphs.logo, "mark", self.glyphs)
        yield line(self.sheet.words, "covered", self.glyphs)
