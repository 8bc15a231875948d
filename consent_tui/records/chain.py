"""Does a ledger fit the records beside it? What one folder alone can tell, without anything held elsewhere.

A cut tail, records and lines both, cannot be seen here; nor can a rewrite by someone who has the key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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


def judge(by: str, lines: Sequence[Line], links: Sequence[Link], present: Collection[str]) -> LedgerFinding:
    """Return how the ledger of `by` stands. `present` are the ids of all files in the folder, intact or not."""
    listed = {line.sequence: line for line in lines}
    faults = [*_order(lines), *_gone(lines, present), *_listing(listed, links), *_succession(listed, links)]
    faults.sort(key=lambda fault: list(Chain).index(fault[0]))  # stable: within one kind, as they were found
    if not faults:
        return LedgerFinding(by, len(lines), Chain.WHOLE)
    told = "; ".join(dict.fromkeys(sentence for _, sentence in faults[:_NAMED]))
    more = f"; and {len(faults) - _NAMED} more" if len(faults) > _NAMED else ""
    return LedgerFinding(by, len(lines), faults[0][0], told + more)


def _order(lines: Sequence[Line]) -> Iterator[Fault]:
    before, all_listed = 0, {line.sequence for line in lines}
    for line in lines:
        if line.sequence == before:
            yield Chain.FORK, f"two lines are numbered {before}"
        elif line.sequence < before:
            yield Chain.MISPLACED, f"line {line.sequence} stands behind line {before}"
        elif all_listed.isdisjoint(between := range(before + 1, line.sequence)) and between:
            yield Chain.GAP, f"{_span(between[0], between[-1])} not in the ledger"
        before = max(before, line.sequence)


def _gone(lines: Sequence[Line], present: Collection[str]) -> Iterator[Fault]:
    for line in lines:
        if line.id not in present:
            yield Chain.GAP, f"record {line.sequence} is in the ledger and its file is not here"


def _listing(listed: dict[int, Line], links: Sequence[Link]) -> Iterator[Fault]:
    end = max(listed, default=0)
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
