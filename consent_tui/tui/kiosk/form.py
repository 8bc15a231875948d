"""Fields to type into; with a line to tick, the sign sheet. Enter commits a field and goes to the next."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import TypedField
from consent_tui.tui.widgets.pad import Pad
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.tui.widgets.smallkeys import SmallKeys
from consent_tui.views.parts import Key
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
            if self._aside:
                with Vertical(id="aside"):
                    yield from self._besides()
        if not self._aside:
            yield from self._besides()
        yield from self.prose(sheet.after)
        yield from self.prose(sheet.meaning)
        with Vertical(id="certify"):
            if sheet.certify:
                yield ChoiceRow(sheet.certify, self.revision)

    @property
    def _aside(self) -> bool:
        """Whether fields two by two leave a place free: for ink and keys."""
        return len(self.sheet.fields) > TWO and len(self.sheet.fields) % 2 == 1

    def _besides(self) -> ComposeResult:
        if self._aside and self.sheet.ink:
            yield Pad(self.sheet.ink)
        yield SmallKeys(self._keys(), self.revision)
        yield Static(self._noted(), id="noted", markup=False)

    def _keys(self) -> tuple[Key | None, ...]:
        ink = self.sheet.ink
        return (*((ink.open, ink.clear) if ink else ()), *self.sheet.keys)

    def _noted(self) -> Content:
        return Content(self.glyphs.plain(self.sheet.noted))

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
        for pad in self.query(Pad):
            if sheet.ink:
                pad.show(sheet.ink)
        await self.query_one(SmallKeys).show(self._keys(), frame.revision)
        self.query_one("#noted", Static).update(self._noted())
        self._fit_noted()

    def on_mount(self) -> None:
        self._fit_noted()

    def _fit_noted(self) -> None:
        self.query_one("#noted").display = bool(self.sheet.noted)

    def on_resize(self) -> None:
        """Boxes beside each other stand level, also where one label is longer."""
        fields = list(self.query(TypedField))
        for pair in zip(fields[::2], fields[1::2], strict=False):
            rows = max(field.label_rows for field in pair)
            for field in pair:
                field.query_one(".label").styles.min_height = rows

    def uncommitted(self) -> Iterable[Act]:
        typed = (act for field in self.query(TypedField) if (act := field.uncommitted()))
        return (*typed, *(act for pad in self.query(Pad) for act in pad.uncommitted()))

    def first(self) -> Widget:
        """The first empty field may wait for its words; nothing is answered by typing."""
        fields = list(self.query(TypedField))
        return next((f.typing for f in fields if not f.field.value), fields[0].typing if fields else self)

    def missing(self, at: str) -> Widget | None:
        """The field named, else the first that is empty or was refused, else the line to tick."""
        fields = list(self.query(TypedField))
        named = [f for f in fields if f.field.id == at] or [f for f in fields if f.field.problem or not f.field.value]
        return named[0].typing if named and at != "certify" else next(iter(self.query(ChoiceRow)), None)

    def after(self, typing: Widget) -> Widget | None:
        """Return what comes after a field: the next one, then the line to tick."""
        stops: list[Widget] = [f.typing for f in self.query(TypedField)]
        stops += list(self.query(ChoiceRow))
        return next(iter(stops[stops.index(typing) + 1 :]), None) if typing in stops else None


def _shape(sheet: FormSheet) -> tuple[object, ...]:
    """What makes a form another one; the words in its fields and its tick do not."""
    return sheet.title, sheet.prose, sheet.after, sheet.meaning, [f.id for f in sheet.fields], sheet.certify is None
