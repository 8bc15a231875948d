"""Verification of files, folders and records named by number or id. Reads only; takes no lock; loads no front end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from consent_tui.records import age, layout, ledger, since
from consent_tui.records.batch import Rules
from consent_tui.records.census import Watch, taken
from consent_tui.records.findings import LedgerFinding, RecordFinding, Report, Status
from consent_tui.records.ring import Ring


def verify_paths(
    paths: Sequence[str | Path],
    signers: Path | None = None,
    pinned: Sequence[str] = (),
    within: Path | None = None,
    *,
    held: Sequence[Path] = (),
    identities: age.Identities = age.NOBODY,
    watch: Watch | None = None,
    workers: int | None = None,
) -> Report:
    """Return what is to be said of these records: files, folders, ids, or numbers such as `front-desk-42`.

    Ids and numbers are looked up in the folders among `paths`, else in `within`; then those folders are not verified
    as a whole. Keys come from the first of `signers` (a file), `pinned` (lines of such a file), and the
    `allowed_signers` upward of each record. `held` are checkpoints kept elsewhere, or folders of them; `identities`
    open encrypted records. `watch` is called with the number of records checked and of all. A ctrl+c stops it; the
    report then says how far it came.
    Raises `OSError` if `signers` or one of `held` cannot be read.
    """
    ring = Ring.of(signers, pinned)
    rules = Rules(ring, {}, identities=identities)
    given = [Path(path) for path in paths]
    folders = [path for path in given if path.is_dir()]
    others = [path for path in given if not path.is_dir()]
    named = [path for path in others if not path.exists()]
    places = folders or ([within] if within else [])
    records = [finding for path in others for finding in _others(path, places, rules)]
    counts = Counter(finding.status for finding in records)
    ledgers: list[LedgerFinding] = []
    notes: list[str] = []
    stopped: tuple[int, int] | None = None
    for folder in [] if named else folders:
        census = taken(folder, ring, held, watch, workers, identities)
        found = sorted(census.result.findings, key=lambda each: (each.by or "", each.sequence or 0))
        if not found and not census.total and not layout.is_records_folder(folder):
            nothing = "there are no records in this folder"
            found = [RecordFinding(path=str(folder), status=Status.MISSING, why=nothing)]
            counts[Status.MISSING] += 1
        records += found
        counts.update(census.result.counts)
        ledgers += census.ledgers if layout.is_records_folder(folder) else []
        notes += census.notes
        if census.stopped:
            stopped = (census.result.counts.total(), census.total)
            break
    told = tuple(dict.fromkeys([*ring.notes, *notes]))
    return Report(tuple(records), tuple(ledgers), ring.trust, told, counts, stopped)


def _others(path: Path, places: Sequence[Path], rules: Rules) -> Iterator[RecordFinding]:
    if path.exists():
        yield _one(path, rules)
        return
    for root in places:
        try:
            listed = ledger.find(root, str(path))
        except (OSError, ledger.Damaged):
            listed = None
        file = layout.find_record(root, listed.id if listed else str(path)) if root.is_dir() else None
        if file:
            yield _named(_one(file, rules), listed)
            return
        if listed:
            told = "it is in the ledger and its file is not here"
            yield RecordFinding(
                path=str(root), id=listed.id, by=listed.by, sequence=listed.sequence, status=Status.MISSING, why=told
            )
            return
    told = "there is no file, id or record number of this name"
    yield RecordFinding(path=str(path), status=Status.MISSING, why=told)


def _one(path: Path, rules: Rules) -> RecordFinding:
    """One file by itself: a record, or a checkpoint."""
    checked = rules.check(path.parent, path.name)
    if checked is None:
        return RecordFinding(path=str(path), status=Status.MISSING, why="it was removed just now")
    if checked.finding.status is Status.ALTERED:
        as_checkpoint, found = since.judged(path, rules.ring.within(path.parent))
        if found or as_checkpoint.status is not Status.ALTERED:
            return as_checkpoint
    return checked.finding


def _named(finding: RecordFinding, listed: ledger.Listed | None) -> RecordFinding:
    """Whether the file under a name that was asked for is the one that the ledger holds under it."""
    if (
        listed is None
        or finding.status is not Status.INTACT
        or (finding.by, finding.sequence) == (listed.by, listed.sequence)
    ):
        return finding
    told = f"the ledger calls it {listed.by}-{listed.sequence}, its seal {finding.name}"
    return replace(finding, by=listed.by, sequence=listed.sequence, status=Status.ALTERED, why=told)
