"""What verification found, as values, as JSON (`consent-verify/1`) and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

FORMAT = "consent-verify/1"
_FEW = 20  # more records than this are counted, and only those with a fault are named

_TRUST = {
    "given": "Checked by the keys in the file that was given.",
    "pinned": "Checked by the keys pinned in the settings.",
    "folder": "Checked by the keys in this folder: who can change the folder can change them too.",
}
_PROVES = (
    "A seal shows that this key wrote these bytes, in this place of its sequence. It does not show who typed.",
    "Records cut off the end of a ledger leave no trace in it: compare the last number with a copy kept elsewhere.",
)


class Status(StrEnum):
    """Of a record. `encrypted` and `erased` are reserved: nothing makes them yet."""

    INTACT = "intact"
    ALTERED = "altered"
    UNKNOWN_KEY = "unknown-key"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    MISSING = "missing"
    ERASED = "erased"


class Chain(StrEnum):
    """Of a ledger; the gravest that was found names it, in this order but for `whole`."""

    WHOLE = "whole"
    REWRITTEN = "rewritten"
    FORK = "fork"
    GAP = "gap"
    MISPLACED = "misplaced"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinding:
    """`id`, `by` and `sequence` of a record that is not intact are what its name and ledger say, or None."""

    path: str
    id: str | None = None
    kind: str | None = None
    by: str | None = None
    sequence: int | None = None
    status: Status
    why: str = ""

    @property
    def name(self) -> str:
        return f"{self.by}-{self.sequence}" if self.by and self.sequence else "(no number)"


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """`size` is the number of lines."""

    by: str
    size: int
    status: Chain
    why: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`trust` is `given`, `pinned` or `folder`; `notes` tell of lines of key files that were not used."""

    records: tuple[RecordFinding, ...]
    ledgers: tuple[LedgerFinding, ...]
    trust: str
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 all well, 1 the answer is no, 3 something could not be read and nothing worse was found."""
        found = {record.status for record in self.records} - {Status.INTACT, Status.UNREADABLE}
        if found or any(each.status is not Chain.WHOLE for each in self.ledgers):
            return 1
        return 3 if any(record.status is Status.UNREADABLE for record in self.records) else 0

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "records": [asdict(each) for each in self.records],
            "ledgers": [asdict(each) for each in self.ledgers],
            "trust": self.trust,
            "notes": list(self.notes),
            "summary": {
                "records": _counted(Status, [each.status for each in self.records]),
                "ledgers": _counted(Chain, [each.status for each in self.ledgers]),
            },
        }

    def lines(self) -> Iterator[str]:
        """What was found, in words; the last lines say what that shows and what it does not.

        File names come from anywhere, so what a terminal would obey or hide is shown as `?`.
        """
        for line in self._told():
            yield "".join(sign if sign.isprintable() else "?" for sign in line)

    def _told(self) -> Iterator[str]:
        for record in self.records:
            if len(self.records) <= _FEW or record.status is not Status.INTACT:
                yield f"{record.status:<12} {record.name:<20} {record.path}"
                yield from _because(record.why)
        for ledger in self.ledgers:
            yield f"{ledger.status:<12} ledger of {ledger.by}, {_many(ledger.size, 'record')}"
            yield from _because(ledger.why)
        yield from self.notes
        counts = Counter(record.status for record in self.records)
        said = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
        yield f"{_many(len(self.records), 'record')}{': ' if said else ''}{said}."
        yield _TRUST[self.trust]
        yield from _PROVES


def _because(why: str) -> list[str]:
    return [f"  {why}"] if why else []


def _counted(kinds: type[Status | Chain], found: list[Any]) -> dict[str, int]:
    return {str(kind): found.count(kind) for kind in kinds}


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
