"""The last screen: the record's number, what to do with it. It goes back to Start by itself."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.widgets.hanging import Labelled
from consent_tui.views.shapes import DoneSheet


class Done(Sheet[DoneSheet]):
    def compose(self) -> ComposeResult:
        sheet, plain = self.sheet, self.glyphs.plain
        yield from self.head(sheet.title)
        column = max((len(fact.label) for fact in sheet.card), default=0)
        if sheet.card:
            with Vertical(classes="card"):
                for fact in sheet.card:
                    yield Labelled(Content(plain(fact.label)), Content.styled(plain(fact.value), "bold"), column)
        yield from self.prose(sheet.prose)
