"""What verification found, as values, as JSON (`consent-verify/1`) and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from consent_tui.model.text import visible

FORMAT = "consent-verify/1"
CHECKPOINT, PACK = "checkpoint", "pack"  # kinds of findings that are about no record
_FEW = 20  # more records than this are counted, and only those with a fault are named

_TRUST = {
    "given": "Checked by the keys in the file that was given.",
    "pinned": "Checked by the keys pinned in the settings.",
    "folder": "Checked by the keys in this folder: who can change the folder can change them too.",
}
_CLOSED = "What is encrypted was not checked: name the identity that opens it, as --identity FILE."
_PROVES = (
    "A seal shows that this key wrote these bytes, in this place of its sequence. It does not show who typed.",
    "Records cut off the end leave no trace but in a checkpoint that was kept elsewhere: compare with it by --since.",
)


class Status(StrEnum):
    """Of a record. `encrypted`: no identity that was named opens it."""

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
        if self.kind in (CHECKPOINT, PACK):
            return self.kind
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
    """What verification found.

    `counts` is of all records; of very many, `records` holds only those that are not intact. `trust` is `given`,
    `pinned` or `folder`. `notes` tell of lines of key files that were not used, and of checkpoints. `stopped`: so many
    of so many records were checked before ctrl+c; ledgers were not judged.
    """

    records: tuple[RecordFinding, ...]
    ledgers: tuple[LedgerFinding, ...]
    trust: str
    notes: tuple[str, ...]
    counts: Counter[Status]
    stopped: tuple[int, int] | None = None

    @property
    def exit_code(self) -> int:
        """0 all well, 1 the answer is no, 3 not all could be checked and nothing worse was found."""
        found = {status for status, number in self.counts.items() if number}
        if found - {Status.INTACT, Status.ERASED, Status.UNREADABLE, Status.ENCRYPTED}:
            return 1
        if any(each.status is not Chain.WHOLE for each in self.ledgers):
            return 1
        return 3 if self.stopped or found & {Status.UNREADABLE, Status.ENCRYPTED} else 0

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "records": [asdict(each) for each in self.records],
            "ledgers": [asdict(each) for each in self.ledgers],
            "trust": self.trust,
            "notes": [*self._stop(), *self.notes],
            "summary": {
                "records": {str(status): self.counts[status] for status in Status},
                "ledgers": {str(chain): [each.status for each in self.ledgers].count(chain) for chain in Chain},
            },
        }

    def lines(self) -> Iterator[str]:
        """What was found, in words; the last lines say what that shows and what it does not.

        File names come from anywhere, so what a terminal would obey or hide is shown as `?`.
        """
        for line in self._told():
            yield visible(line)

    def _told(self) -> Iterator[str]:
        aside = Counter(record.status for record in self.records if record.kind in (CHECKPOINT, PACK))
        counts = self.counts - aside
        total = counts.total()
        for record in self.records:
            if total <= _FEW or record.status not in (Status.INTACT, Status.ERASED, Status.ENCRYPTED):
                yield f"{record.status:<12} {record.name:<20} {record.path}"
                yield from _because(record.why)
        for ledger in self.ledgers:
            yield f"{ledger.status:<12} ledger of {ledger.by}, {_many(ledger.size, 'record')}"
            yield from _because(ledger.why)
        yield from self.notes
        said = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
        yield f"{_many(total, 'record')}{': ' if said else ''}{said}."
        yield from self._stop()
        if counts[Status.ENCRYPTED]:
            yield _CLOSED
        yield _TRUST[self.trust]
        yield from _PROVES

    def _stop(self) -> Iterator[str]:
        if self.stopped:
            done, of = self.stopped
            yield f"Stopped after {done} of {of} records; ledgers and checkpoints were not compared."


def _because(why: str) -> list[str]:
    return [f"  {why}"] if why else []


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
