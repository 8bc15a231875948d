"""Fields to type into; with a line to tick, the sign sheet. Enter commits a field and goes to the next."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import TypedField
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.views.shapes import FormSheet, Frame

TWO = 2  # fields that stand below each other; more stand two by two


class Form(Sheet[FormSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        yield from self.head(sheet.title)
        yield from self.prose(sheet.prose)
        with Container(classes="fields" + (" pair" if len(sheet.fields) > TWO else "")):
            for field in sheet.fields:
                yield TypedField(field)
        yield from self.prose(sheet.after)
        yield from self.prose(sheet.meaning)
        with Vertical(id="certify"):
            if sheet.certify:
                yield ChoiceRow(sheet.certify, self.revision)

    async def renew(self, frame: Frame, sheet: FormSheet) -> None:
        """Update in place: what is being typed in another field stays."""
        shape, before = _shape(sheet), _shape(self.sheet)
        if shape != before:
            await super().renew(frame, sheet)
            return
        self.frame, self.sheet = frame, sheet
        for shown, field in zip(self.query(TypedField), sheet.fields, strict=True):
            shown.show(field)
        for row in self.query(ChoiceRow):
            if sheet.certify:
                row.show(sheet.certify, frame.revision)

    def on_resize(self) -> None:
        """Boxes beside each other stand level, also where one label is longer."""
        fields = list(self.query(TypedField))
        for pair in zip(fields[::2], fields[1::2], strict=False):
            rows = max(field.label_rows for field in pair)
            for field in pair:
                field.query_one(".label").styles.min_height = rows

    def uncommitted(self) -> Iterable[Act]:
        return (act for field in self.query(TypedField) if (act := field.uncommitted()))

    def first(self) -> Widget:
        """The first empty field may wait for its words; nothing is answered by typing."""
        fields = list(self.query(TypedField))
        return next((f.typing for f in fields if not f.field.value), fields[0].typing if fields else self)

    def after(self, typing: Widget) -> Widget | None:
        """Return what comes after a field: the next one, then the line to tick."""
        stops: list[Widget] = [f.typing for f in self.query(TypedField)]
        stops += list(self.query(ChoiceRow))
        return next(iter(stops[stops.index(typing) + 1 :]), None) if typing in stops else None


def _shape(sheet: FormSheet) -> tuple[object, ...]:
    """What makes a form another one; the words in its fields and its tick do not."""
    return sheet.title, sheet.prose, sheet.after, sheet.meaning, [f.id for f in sheet.fields], sheet.certify is None
