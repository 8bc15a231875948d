"""What is before the client now: a view, the part of it that is being asked, and which rows were read out."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.plain import printing
from consent_tui.plain.offers import Offer, Offers, offers
from consent_tui.views.parts import Field
from consent_tui.views.shapes import ChooseSheet, FormSheet, RowsSheet, View
from consent_tui.words import Words


class Page:
    """One screen's worth of talk. `part` counts from 0; `None` = all of it. `seconds` are those of the idle warning."""

    def __init__(self, view: View, say: Words, seconds: int) -> None:
        self.view, self.say, self._seconds = view, say, seconds
        self.part: int | None = None
        self._read_out: set[str] = set()  # ids of rows
        match view.sheet:
            case RowsSheet() as sheet:
                self.part = open_row(sheet, 0)
            case FormSheet(fields=fields):
                self.part = next((n for n, f in enumerate(fields) if not f.value), None)

    def same_as(self, view: View) -> bool:
        """Say whether this is still the screen of `view`, at most with other answers on it."""
        return self.view.key == view.key and type(self.view.sheet) is type(view.sheet)

    def offers(self) -> Offers:
        sheet = self.view.sheet
        every = isinstance(sheet, RowsSheet) and self._read_out >= {row.id for row in sheet.rows}
        return offers(self.view, self.part, all_seen=every, say=self.say)

    def whole(self) -> Iterator[str]:
        """Yield the screen from its title on, and what is asked first."""
        yield from printing.screen(self.view, self.say, seconds=self._seconds)
        yield from self.asked()

    def asked(self) -> Iterator[str]:
        """Yield the part that is being asked, or all parts with what stands in each."""
        sheet = self.view.sheet
        if isinstance(sheet, RowsSheet):
            now = sheet.rows if self.part is None else (sheet.rows[self.part],)
            self._read_out |= {row.id for row in now}
        tell = printing.overview if self.part is None else printing.part
        yield from tell(self.view, self.offers(), self.say)

    def seen(self) -> tuple[str, ...]:
        """Return the ids of the questions whose rows were read out."""
        sheet = self.view.sheet
        if not isinstance(sheet, RowsSheet) or not sheet.questions:
            return ()
        return tuple(row.id for row in sheet.rows if row.id in self._read_out)

    def turn(self, part: int | None) -> None:
        """Ask a part; without one, go past the present: to the one after it, and after the last to all of them."""
        if part is None and self.part is not None:
            part = self.part + 1 if self.part + 1 < self.offers().parts else None
        self.part = part

    def on(self) -> bool:
        """Go on to the next open row; return `False` when there is none."""
        sheet = self.view.sheet
        self.part = open_row(sheet, 0 if self.part is None else self.part + 1) if isinstance(sheet, RowsSheet) else None
        return self.part is not None

    def lead(self, at: str) -> bool:
        """Go to the part that is missing, `at` if that is a field; return `False` where no part is."""
        match self.view.sheet:
            case RowsSheet() as sheet:
                self.part = open_row(sheet, 0)
            case FormSheet(fields=fields) if at != "certify":
                wanting = (n for n, f in enumerate(fields) if f.id == at or (not at and not f.value))
                self.part = next(wanting, None)
        return self.part is not None

    def field(self) -> Field | None:
        """Return the field that is being typed into."""
        match self.view.sheet:
            case FormSheet(fields=fields) if self.part is not None:
                return fields[self.part]
            case ChooseSheet(field=field) if self.part is not None:
                return field
        return None

    def echo(self, offer: Offer | None) -> list[str]:
        """Return how a numbered answer stands after it was pressed."""
        now = next((o for o in self.offers().numbered if offer and o.name == offer.name), None)
        said = printing.pressed(offer, now, self.say) if offer else ""
        return [said] if said else []


def open_row(sheet: RowsSheet, start: int) -> int | None:
    """Return the next row without an answer, from `start` on and round once."""
    order = (*range(start, len(sheet.rows)), *range(min(start, len(sheet.rows))))
    return next((n for n in order if not any(c.chosen for c in sheet.rows[n].choices)), None)
