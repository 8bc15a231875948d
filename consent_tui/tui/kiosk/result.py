"""What the answers mean: a tone, a shape and a title in words, why, and what now. No scale."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.hanging import Labelled
from consent_tui.tui.widgets.prose import Point, content_of
from consent_tui.views.parts import Prose
from consent_tui.views.shapes import ResultSheet


class Result(Sheet[ResultSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet, glyphs = self.sheet, self.glyphs
        title = Content.styled(glyphs.plain(sheet.title), "bold")
        yield Point(f"{glyphs.mark(sheet.mark)}  ", title, f"title {sheet.tone}")
        column = max(len(sheet.why_word), len(sheet.now_word)) + 1
        with Vertical(classes=f"reasons {sheet.tone}"):
            yield from self._told(sheet.why_word, sheet.why, column)
        with Vertical(classes="now"):
            yield from self._told(sheet.now_word, sheet.now, column)
        with Vertical(classes="corrections"):
            yield from self.small(sheet.corrections)

    def _told(self, word: str, prose: Prose, column: int) -> ComposeResult:
        """A word at the left, what is said beside it."""
        for number, para in enumerate(prose):
            label = Content.styled(self.glyphs.plain(word) if number == 0 else "", "bold")
            point = Content("- " if self.glyphs.seven_bit else "• ") if para.kind == "point" else Content("")
            yield Labelled(label, point + content_of(para, self.glyphs), column)
