"""Start: nothing of anybody on it. A language begins."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widget import Widget

from consent_tui.tui.kiosk.locked import LockedApp
from consent_tui.tui.kiosk.pin_calling import StaffLine
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.logo import Logo
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.tui.widgets.prose import line
from consent_tui.views.shapes import StartSheet

ROW = 3  # languages that stand in one row
SIDE_BY_SIDE = {1: "", 2: "", 4: "four"}  # and two by two; any other number three by three


class Start(Sheet[StartSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        crowded = len(sheet.languages) > ROW or len(sheet.notices) > 1  # leaves no room for the mark on a low screen
        with Horizontal(id="opening", classes="crowded" if crowded else ""):
            with Vertical(id="hello"):
                yield from self.head(sheet.title)
                yield from self.prose(sheet.prose)
            yield Logo()
        yield line(sheet.ask, "eyebrow", self.glyphs)
        with Container(classes=f"tiles {SIDE_BY_SIDE.get(len(sheet.languages), 'three')}"):
            for language in sheet.languages:
                yield ChoiceRow(language, self.revision)
        yield from self.prose(sheet.notices)
        yield StaffLine(self.words("staff.line" if self.asks_pin else "staff.open"), pressed=self.asks_pin)
        yield line(sheet.aloud, "para quiet", self.glyphs)

    @property
    def asks_pin(self) -> bool:
        """Whether staff are asked for a PIN; in a preview nobody is."""
        return isinstance(self.app, LockedApp) and self.app.asks_pin

    def first(self) -> Widget:
        """A language is no answer: it may wait under the hand."""
        return self.query(ChoiceRow).first()
