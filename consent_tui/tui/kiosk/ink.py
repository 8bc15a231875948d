"""A pad laid over the sign sheet. Ink is optional: the typed name is what signs."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pad import Pad
from consent_tui.tui.widgets.smallkeys import SmallKeys
from consent_tui.views.shapes import Frame, InkSheet


class Drawing(Sheet[InkSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        yield from self.head(self.sheet.title)
        yield from self.prose(self.sheet.prose)
        yield Pad(self.sheet.ink)
        yield SmallKeys((self.sheet.ink.clear,), self.revision)

    async def renew(self, frame: Frame, sheet: InkSheet) -> None:
        """Update in place: a stroke that is being drawn stays."""
        self.frame, self.sheet = frame, sheet
        self.query_one(Pad).show(sheet.ink)
        await self.query_one(SmallKeys).show((sheet.ink.clear,), frame.revision)

    def uncommitted(self) -> Iterable[Act]:
        return self.query_one(Pad).uncommitted()

    def first(self) -> Widget:
        """The pen may wait under the hand; ink answers nothing."""
        return self.query_one(Pad).surface
