"""Are you still there? Covers all answers and counts down; nothing moves but once a second."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.views.shapes import Frame, IdleSheet
from consent_tui.words import Words

SQUARES = 20


class Idle(Sheet[IdleSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    ANY_KEY = True

    def __init__(self, frame: Frame, sheet: IdleSheet, words: Words) -> None:
        super().__init__(frame, sheet, words)
        self._left = self._of = 0  # counted by the app, which has the clock

    def compose(self) -> ComposeResult:
        yield from self.head(self.sheet.title)
        yield Static(self._words(), id="wait", classes="para", markup=False)
        yield Static(self._squares(), id="squares", markup=False)

    def count(self, left: int, of: int) -> None:
        """Show that `left` of `of` seconds are left."""
        self._left, self._of = left, of
        self.query_one("#wait", Static).update(self._words())
        self.query_one("#squares", Static).update(self._squares())

    def _words(self) -> Content:
        before, _, after = self.glyphs.plain(self.sheet.words).partition("{seconds}")
        return Content.assemble(before, (str(self._left) if "{seconds}" in self.sheet.words else "", "bold"), after)

    def _squares(self) -> Content:
        full = -(-self._left * SQUARES // max(1, self._of))
        shown = [self.glyphs.square] * full + [self.glyphs.gone] * (SQUARES - full)
        return Content(" ".join(shown))
