"""A page. Its end is told to the session once it has been on screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from consent_tui.tui.kiosk.messages import Saw
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.chart import ChartTable
from consent_tui.tui.widgets.prose import line
from consent_tui.views.shapes import ReadSheet


class Read(Sheet[ReadSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        yield from self.head(sheet.title, sheet.eyebrow)
        yield from self.prose(sheet.prose)
        if sheet.chart:
            yield ChartTable(sheet.chart)
        if sheet.keys:
            with Horizontal(classes="keys"):
                yield from self.small(sheet.keys)
        if sheet.end_word:
            yield line(f"{self.glyphs.here} {sheet.end_word}", "end", self.glyphs)

    def forward(self) -> bool:
        """Enter turns a long page over until its end."""
        if self.frame.main is not None and self.frame.main.act is None and self.more():
            self.scroll_page_down(animate=False)
            return True
        return False

    def seen(self) -> None:
        self._tell_end()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell_end()

    def _tell_end(self) -> None:
        if self.sheet.ends is not None and not self.more() and self.size.height:
            self.post_message(Saw(self.sheet.ends))
