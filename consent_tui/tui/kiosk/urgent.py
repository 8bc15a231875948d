"""Get help now: ink on the sheet, large space, two keys. Nothing wipes it by itself."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import SmallKey
from consent_tui.views.shapes import UrgentSheet


class Urgent(Sheet[UrgentSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        yield from self.head(self.sheet.title)
        yield from self.prose(self.sheet.prose)
        with Horizontal(classes="ways"):
            for key in self.sheet.keys:
                yield SmallKey(key, self.revision, classes="choice")
