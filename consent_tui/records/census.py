"""A records folder as a whole: every ledger with its records, what lies beside them, and the checkpoints.

Ledgers are gone through in stretches, so a long one needs no memory. Files that no ledger names are looked for only if
their number, or a record that does not fit its line, says that there may be some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from consent_tui.records import age, batch, chain, crew, layout, ledger, packs, since
from consent_tui.records.batch import Files, Result, Rules, Stretch
from consent_tui.records.faults import why
from consent_tui.records.findings import Chain, LedgerFinding, RecordFinding, Status
from consent_tui.records.ledger import Line
from consent_tui.records.ring import Ring
from consent_tui.records.since import Promise, Weighed

KEPT = 1000  # of more records than this, findings of intact ones are counted and not kept
_MANY = 2000  # files from which on it is worth starting other processes
Watch = Callable[[int, int], None]


@dataclass(slots=True)
class Census:
    """What there is to say of one folder. `stopped`: by ctrl+c, so ledgers were not judged."""

    result: Result = field(default_factory=Result)
    ledgers: list[LedgerFinding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    total: int = 0
    stopped: bool = False

    def tell(self, finding: RecordFinding) -> None:
        self.result.findings.append(finding)
        self.result.counts[finding.status] += 1


@dataclass(slots=True)
class _Book:
    """One ledger as it stood when it was first read: so many lines, how checkpoints compare, or why it is no use."""

    by: str
    path: Path
    promises: Sequence[Promise]
    size: int = 0
    last: int = 0  # the number of the last record that is known
    weighed: Weighed = field(default_factory=list)
    fault: chain.Fault | None = None

    def lines(self) -> Iterator[Line]:
        return islice(ledger.stream(self.path), self.size) if self.fault is None else iter(())

    def weigh(self, known: Mapping[int, str]) -> None:
        """Compare with the checkpoints. `known` are digests by number that no line says."""
        self.weighed = since.weigh(self.promises, self._digests(known))
        while self.last + 1 in known:
            self.last += 1

    def _digests(self, known: Mapping[int, str]) -> Iterator[str | None]:
        at, most = 0, max((each.size for each in self.promises), default=0)
        for line in self.lines():
            while at < min(line.sequence - 1, most):
                at += 1
                yield known.get(at)
            if line.sequence > at:
                at = line.sequence
                yield line.digest
        while at + 1 in known:
            at += 1
            yield known[at]


def taken(
    root: Path,
    ring: Ring,
    held: Sequence[Path],
    watch: Watch | None,
    workers: int | None,
    identities: age.Identities = age.NOBODY,
) -> Census:
    """Return what is to be said of a folder. `held` are checkpoints from elsewhere. Raises `OSError` for one of them.

    Order matters while a kiosk writes: checkpoints are read before ledgers, and files listed before ledgers, too.
    """
    census = Census()
    promises = since.gathered(root, held, ring.within(root))
    try:
        _take(census, root, Rules(ring, {}, identities=identities), promises, watch, workers)
    except KeyboardInterrupt:
        census.stopped = True
    census.notes += [*promises.notes, *dict.fromkeys(census.result.notes)]
    for finding in [*promises.findings, *packs.edited(root)]:
        census.tell(finding)
    return census


def _take(
    census: Census, root: Path, rules: Rules, promises: since.Promises, watch: Watch | None, workers: int | None
) -> None:
    census.total = sum(1 for _ in layout.record_files(root))
    names = {*layout.bys(root), *(each.by for each in promises.promises)}
    books = [_opened(root, by, promises.of(by)) for by in sorted(names)]
    vouched = {book.by: since.vouched(book.weighed) for book in books}
    rules = replace(rules, vouched=vouched, all_kept=census.total <= KEPT)
    crowd = workers or (crew.processes() if census.total >= _MANY else 1)
    _run(census, _stretches(root, books, rules), watch, crowd)
    beside: list[Path] = []
    if census.result.unfit or census.total != census.result.fitting:
        beside = _beside(root, books)
        _run(census, _files(beside, replace(rules, vouched={})), watch, crowd)
    gone = _gone(census, root, {layout.id_of(path.name) for path in beside})
    _judge(census, root, books, gone)


def _opened(root: Path, by: str, promises: Sequence[Promise]) -> _Book:
    book = _Book(by, layout.ledger_path(root, by), promises)
    try:
        for line in ledger.stream(book.path):
            book.size += 1
            book.last = max(book.last, line.sequence)
    except ledger.Damaged as error:
        book.fault = (Chain.REWRITTEN, f"line {error.number} is not as a ledger is written")
    except FileNotFoundError:
        book.fault = (Chain.MISPLACED, f"records of {by} are here and its ledger is not")
    except OSError as error:
        book.fault = (Chain.MISPLACED, f"the ledger cannot be read: {why(error)[1]}")
    book.weigh({})
    return book


def _run(census: Census, jobs: Iterable[Stretch | Files], watch: Watch | None, workers: int) -> None:
    for done in crew.share(batch.work, jobs, workers):
        census.result.add(done)
        if watch:
            watch(census.result.counts.total(), census.total)


def _stretches(root: Path, books: Sequence[_Book], rules: Rules) -> Iterator[Stretch]:
    for book in books:
        lines, before = book.lines(), None
        while stretch := tuple(islice(lines, batch.SIZE)):
            yield Stretch(rules, root, book.by, before, stretch)
            before = stretch[-1]


def _files(paths: Sequence[Path], rules: Rules) -> Iterator[Files]:
    for at in range(0, len(paths), batch.SIZE):
        yield Files(rules, tuple(paths[at : at + batch.SIZE]))


def _beside(root: Path, books: Sequence[_Book]) -> list[Path]:
    """Files that were not read as those of a line; lines that were added meanwhile are no news."""
    here = sorted(layout.record_files(root))
    listed = {line.id for book in books if book.fault is None for line in ledger.stream(book.path)}
    named = ((layout.id_of(path.name), path) for path in here)
    return [path for record_id, path in named if record_id not in listed or path != _located(root, record_id)]


def _located(root: Path, record_id: str) -> Path | None:
    usual = layout.usual_folder(root, record_id)
    here = (path for end in (layout.RECORD, layout.CLOSED) if (path := usual / (record_id + end)).exists())
    return next(here, None) or layout.find_record(root, record_id)


def _gone(census: Census, root: Path, beside: set[str]) -> set[str]:
    """Tell of lines without a file, and return the ids of those that no erasure explains."""
    here = beside | {link.id for _, link in census.result.odd}
    erased = {(each.id, each.digest) for each in census.result.erased}
    gone = set()
    for by, line in census.result.gone:
        if line.id in here:
            continue
        told = RecordFinding(path=str(root), id=line.id, by=by, sequence=line.sequence, status=Status.ERASED)
        if (line.id, line.digest) in erased:
            census.tell(replace(told, why="an erasure says why its file is gone"))
        else:
            gone.add(line.id)
            census.tell(replace(told, status=Status.MISSING, why="it is in the ledger and its file is not here"))
    return gone


def _judge(census: Census, root: Path, books: list[_Book], gone: set[str]) -> None:
    odd: dict[str, list[chain.Link]] = {}
    for by, link in census.result.odd:
        odd.setdefault(by, []).append(link)
    homeless = sorted(set(odd) - {book.by for book in books})
    for book in [*books, *(_opened(root, by, ()) for by in homeless)]:
        links = odd.get(book.by, [])
        if book.promises and links:
            said = {link.sequence - 1: link.previous for link in links}
            book.weigh(said | {link.sequence: link.digest for link in links})
        further = since.faults(book.weighed, book.last)
        if book.fault is None:
            census.ledgers.append(chain.judge(book.by, book.lines(), links, gone, further))
        else:
            faults = sorted([book.fault, *further], key=lambda fault: list(Chain).index(fault[0]))
            told = "; ".join(sentence for _, sentence in faults)
            census.ledgers.append(LedgerFinding(book.by, 0, faults[0][0], told))
        census.notes += since.notes(book.by, book.weighed, book.last)
    census.ledgers.sort(key=lambda each: each.by)
    census.notes += _of_revoked(census.result.revoked)


def _of_revoked(spans: Mapping[tuple[str, bool], tuple[int, int]]) -> Iterator[str]:
    for (by, good), (first, last) in sorted(spans.items(), key=lambda span: (span[0][0], span[1])):
        which = f"record {first} is" if first == last else f"records {first} to {last} are"
        if good:
            yield f"{by}: {which} good, though the key was revoked since: a checkpoint held elsewhere has them."
        else:
            yield f"{by}: {which} doubtful: the key was revoked, and no checkpoint held elsewhere has them."
