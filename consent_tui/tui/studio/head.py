"""The studio's own band: its name at the left, at the right the pack, its version and its languages."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.studio.studio import Studio


class Head(Widget):
    def __init__(self, studio: Studio) -> None:
        super().__init__(id="head")
        self._studio = studio

    def render(self) -> Content:
        glyphs, pack, width = glyphs_of(self.app.theme), self._studio.pack, self.content_size.width
        bold = "" if glyphs.seven_bit else "bold"  # bold black turns grey on a bare console
        name = pack.id if pack else self._studio.workshop.folder.name
        right = glyphs.plain(f"{name} {pack.version} {pack.status}   {', '.join(pack.languages)}" if pack else name)
        left = Content.styled(f"{glyphs.logo} Studio", bold)
        return left.extend_right(max(1, width - left.cell_length - len(right))) + Content(right)
