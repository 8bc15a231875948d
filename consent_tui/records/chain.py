"""Does a ledger fit the records beside it? What one folder alone can tell, without anything held elsewhere.

A cut tail, records and lines both, cannot be seen here; nor can a rewrite by someone who has the key (see `since`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from consent_tui.records.findings import Chain, LedgerFinding
from consent_tui.records.ledger import Line

_NAMED = 5  # faults told in words; the others are counted


@dataclass(frozen=True, slots=True)
class Link:
    """An intact record as a link of the chain; `astray` if its file does not lie where its id and time say."""

    sequence: int
    id: str
    digest: str
    previous: str
    astray: bool = False


Fault = tuple[Chain, str]


def fits(line: Line, before: Line | None, link: Link, zeros: str) -> bool:
    """Whether a line stands where it should and its record is the one it names: then neither can be at fault."""
    sequence, previous = (before.sequence + 1, before.digest) if before else (1, zeros)
    return (
        not link.astray
        and link.sequence == line.sequence == sequence
        and link.id == line.id
        and link.digest == line.digest
        and link.previous == previous
    )


def judge(
    by: str, lines: Iterable[Line], links: Sequence[Link], gone: Collection[str], further: Iterable[Fault] = ()
) -> LedgerFinding:
    """Return how the ledger of `by` stands. Lines are gone through once, so a long ledger needs no memory.

    `links` are intact records; those that fit their lines may be left out. `gone` are ids whose files are not here and
    not erased. `further` faults come from checkpoints.
    """
    wanted = {number for link in links for number in (link.sequence, link.sequence - 1)}
    listed: dict[int, Line] = {}
    missing: list[Fault] = []
    order = _Order()
    for line in lines:
        order.add(line.sequence)
        if line.sequence in wanted:
            listed[line.sequence] = line
        if line.id in gone:
            missing.append((Chain.GAP, f"record {line.sequence} is in the ledger and its file is not here"))
    faults = [*order.faults(), *missing, *_listing(listed, links, order.end), *_succession(listed, links), *further]
    faults.sort(key=lambda fault: list(Chain).index(fault[0]))  # stable: within one kind, as they were found
    if not faults:
        return LedgerFinding(by, order.size, Chain.WHOLE)
    told = "; ".join(dict.fromkeys(sentence for _, sentence in faults[:_NAMED]))
    more = f"; and {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
    return LedgerFinding(by, order.size, faults[0][0], told + more)


class _Order:
    """Whether lines are in order of sequence. A number that was jumped over and comes later is misplaced, not gone."""

    def __init__(self) -> None:
        self.size, self.end = 0, 0
        self._found: list[Fault | range] = []  # a range was jumped over
        self._late: set[int] = set()

    def add(self, sequence: int) -> None:
        self.size += 1
        if sequence == self.end:
            self._found.append((Chain.FORK, f"two lines are numbered {sequence}"))
        elif sequence < self.end:
            self._found.append((Chain.MISPLACED, f"line {sequence} stands behind line {self.end}"))
            self._late.add(sequence)
        elif between := range(self.end + 1, sequence):
            self._found.append(between)
        self.end = max(self.end, sequence)

    def faults(self) -> Iterator[Fault]:
        for found in self._found:
            if not isinstance(found, range):
                yield found
            elif not any(late in found for late in self._late):
                yield Chain.GAP, f"{_span(found[0], found[-1])} not in the ledger"


def _listing(listed: dict[int, Line], links: Sequence[Link], end: int) -> Iterator[Fault]:
    unlisted: dict[int, str] = {}
    for link in links:
        line = listed.get(link.sequence)
        if link.astray:
            yield Chain.MISPLACED, f"record {link.sequence} lies under another name or month than its own"
        if line is None:
            if unlisted.setdefault(link.sequence, link.digest) != link.digest:
                yield Chain.FORK, f"two records are sealed as {link.sequence}"
            if link.sequence > end:
                told = "not yet in the ledger: the next start adds it, unless the end of the ledger was cut off"
                yield Chain.CUT, f"record {link.sequence} is {told}"
            else:
                yield Chain.GAP, f"record {link.sequence} is here and not in the ledger"
        elif line.id != link.id:
            yield Chain.FORK, f"two records are sealed as {link.sequence}"
        elif line.digest != link.digest:
            yield Chain.REWRITTEN, f"record {link.sequence} is not the one that the ledger names"


def _succession(listed: dict[int, Line], links: Sequence[Link]) -> Iterator[Fault]:
    """The signed `previous` of each record against what now stands before it."""
    sealed = {link.sequence: link.digest for link in links}
    for link in links:
        before = link.sequence - 1
        known = listed[before].digest if before in listed else sealed.get(before)
        if known is not None and known != link.previous:
            yield (
                Chain.REWRITTEN,
                f"record {link.sequence} was sealed after another record {before} than the one listed",
            )


def _span(first: int, last: int) -> str:
    return f"record {first} is" if first == last else f"records {first} to {last} are"
