"""One question with its answers, in rows; in tiles, two by two, where rows would not fit."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import TypedField
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.tui.widgets.prose import line
from consent_tui.tui.widgets.smallkeys import SmallKeys
from consent_tui.tui.window import window_of
from consent_tui.views.parts import Choice
from consent_tui.views.shapes import ChooseSheet, Frame


class Choose(Sheet[ChooseSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        self.fit()  # before there is anything in it whose styles would be looked up twice
        yield from self.prose(sheet.before)
        yield from self.head(sheet.title, sheet.eyebrow)
        yield from self.prose(sheet.prose)
        with Container(classes="choices"):
            for choice in sheet.choices:
                yield ChoiceRow(choice, self.revision)
        if sheet.keys:
            yield SmallKeys(sheet.keys, self.revision)
        if sheet.noted:
            yield line(sheet.noted, "quiet", self.glyphs)
        if sheet.field:
            yield TypedField(sheet.field)

    async def renew(self, frame: Frame, sheet: ChooseSheet) -> None:
        await super().renew(frame, sheet)
        self.fit()

    def missing(self, at: str) -> Widget | None:  # noqa: ARG002 - there is one question
        return self.query(ChoiceRow).first()

    def uncommitted(self) -> Iterable[Act]:
        return (act for field in self.query(TypedField) if (act := field.uncommitted()))

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Roomy rows where they fit, else rows, else tiles."""
        width, height = self.space
        if not height:
            return
        head = self._head_rows(width)
        rows = [_rows(choice, width) for choice in self.sheet.choices]
        roomy = head + sum(r + 2 for r in rows) <= height and window_of(self).has_class("-wide")
        tiles = not roomy and head + sum(rows) > height and len(rows) > 2
        self.set_class(tiles, "-tiles")
        self.set_class(roomy, "-roomy")

    def _head_rows(self, width: int) -> int:
        sheet, tall = self.sheet, window_of(self).has_class("-tall")
        texts = [para.plain for para in (*sheet.before, *sheet.prose)]
        rows = sum(len(Content(text).wrap(min(width, 68))) + 1 for text in texts)
        rows += len(Content(sheet.title).wrap(min(width, 72))) + (2 if tall else 1)
        rows += (2 if tall else 1) if sheet.eyebrow else 0
        return rows + bool(sheet.keys) + bool(sheet.noted) + (4 if sheet.field else 0)


def _rows(choice: Choice, width: int) -> int:
    """Rows of a choice's box: its border, cap and bead take 13 columns."""
    return len(Content(f"{choice.word}   {choice.hint}").wrap(max(8, width - 13))) + 2
