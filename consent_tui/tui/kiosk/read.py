"""A page. Its end is told to the session once it has been on screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from consent_tui.model.moves import Close
from consent_tui.tui.kiosk.messages import Saw
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.chart import ChartTable
from consent_tui.tui.widgets.prose import line
from consent_tui.views.shapes import ReadSheet

SMALL = 6  # columns of a small key besides its cap and word
LINE = 72  # columns that a line may take


class Read(Sheet[ReadSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    _told = False  # whether the end has been on screen

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        yield from self.head(sheet.title, sheet.eyebrow)
        yield from self.prose(sheet.prose)
        if sheet.chart:
            yield ChartTable(sheet.chart)
        end = f"{self.glyphs.here} {sheet.end_word}" if sheet.end_word else ""
        beside = sum(len(key.word) + len(key.cap) + SMALL for key in sheet.keys) + len(end) <= LINE
        if sheet.keys:
            with Horizontal(classes="keys"):
                yield from self.small(sheet.keys)
                if end and beside:
                    yield line(end, "end", self.glyphs)
        if end and not (sheet.keys and beside):
            yield line(end, "end", self.glyphs)

    def forward(self) -> bool:
        """Enter turns a long page over until its end; only back from something laid over it leads there at once."""
        main = self.frame.main
        return main is not None and not isinstance(main.act, Close) and self.turn_over()

    def seen(self) -> None:
        self._tell_end()

    def on_resize(self) -> None:
        self.call_after_refresh(self._tell_end)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell_end()

    def _tell_end(self) -> None:
        if self.sheet.ends is not None and not self._told and self.visible_now and not self.more():
            self._told = True
            self.post_message(Saw(self.sheet.ends))
