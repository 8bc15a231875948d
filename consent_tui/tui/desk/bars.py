"""Bars beside their numbers, as wide as there is room."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from consent_tui.tui.desk.drawn import Drawn
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.views.desk import shapes
from consent_tui.views.desk.bars import drawn


class BarsBlock(Drawn):
    def __init__(self, block: shapes.Bars) -> None:
        super().__init__(classes="bars")
        self.block = block

    def _lines(self, width: int) -> list[tuple[str, str]]:
        glyphs = glyphs_of(self.app.theme)
        rows = tuple(
            shapes.Bar(glyphs.plain(row.label), glyphs.plain(row.told), row.share, glyphs.plain(row.words))
            for row in self.block.rows
        )
        return list(drawn(rows, width, glyphs.bar, glyphs.half_bar))

    def render(self) -> Content:
        lines = self._lines(self.content_size.width or 74)
        return Content("\n").join(Content.assemble(words, ("  " + bar, "$pine")) for words, bar in lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        return len(self._lines(width)) if width else 0

    async def take(self, block: shapes.Bars, revision: int) -> None:  # noqa: ARG002 - it holds no key
        self.block = block
        self.refresh(layout=True)
