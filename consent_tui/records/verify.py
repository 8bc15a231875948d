"""Verification of files, folders and records named by number or id. Reads only; takes no lock; loads no front end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from consent_tui.records import chain, layout, ledger, seal
from consent_tui.records import signers as keyring
from consent_tui.records.faults import BrokenSeal, why
from consent_tui.records.findings import Chain, LedgerFinding, RecordFinding, Report, Status
from consent_tui.records.signers import Signers

_ASIDE = {"packs", "checkpoints", "ledger"}


def verify_paths(
    paths: Sequence[str | Path], signers: Path | None = None, pinned: Sequence[str] = (), within: Path | None = None
) -> Report:
    """Return what is to be said of these records: files, folders, ids, or numbers such as `front-desk-42`.

    Ids and numbers are looked up in the folders among `paths`, else in `within`; then those folders are not verified
    as a whole. Keys come from the first of `signers` (a file), `pinned` (lines of such a file), and the
    `allowed_signers` upward of each record. Raises `OSError` if `signers` cannot be read.
    """
    ring = _Ring.of(signers, pinned)
    given = [Path(path) for path in paths]
    folders = [path for path in given if path.is_dir()]
    others = [path for path in given if not path.is_dir()]
    named = [path for path in others if not path.exists()]
    places = folders or ([within] if within else [])
    records = [finding for path in others for finding in _others(path, places, ring)]
    ledgers: list[LedgerFinding] = []
    for folder in [] if named else folders:
        found, judged = _folder(folder, ring)
        records += found
        ledgers += judged
    return Report(tuple(records), tuple(ledgers), ring.trust, tuple(dict.fromkeys(ring.notes)))


@dataclass(frozen=True, slots=True)
class _Ring:
    """Which keys count for a file."""

    trust: str
    fixed: Signers | None
    notes: list[str] = field(default_factory=list)
    found: dict[Path, Signers] = field(default_factory=dict)  # folder → the keys upward of it

    @classmethod
    def of(cls, signers: Path | None, pinned: Sequence[str]) -> _Ring:
        if signers is not None:
            fixed = keyring.load(signers)
            return cls("given", fixed, list(fixed.faults))
        if pinned:
            fixed = keyring.parse(pinned, "pinned signers")
            return cls("pinned", fixed, list(fixed.faults))
        return cls("folder", None)

    def for_file(self, path: Path) -> Signers:
        if self.fixed is not None:
            return self.fixed
        folder = path.resolve().parent
        if folder not in self.found:
            self.found[folder] = _upward(folder)
            self.notes.extend(self.found[folder].faults)
        return self.found[folder]


def _upward(folder: Path) -> Signers:
    allowed = next((path for at in (folder, *folder.parents) if (path := at / layout.SIGNERS).is_file()), None)
    try:
        return (
            keyring.load(allowed) if allowed else Signers(faults=(f"{folder}: no {layout.SIGNERS} found from here up",))
        )
    except OSError as error:
        return Signers(faults=(f"{allowed}: the keys cannot be read: {why(error)[1]}",))


@dataclass(frozen=True, slots=True)
class _Checked:
    finding: RecordFinding
    link: chain.Link | None = None


def _check(path: Path, ring: _Ring) -> _Checked:
    """One file. The id of a file that is not intact is the one in its name."""
    said = path.stem if layout.is_id(path.stem) else None
    finding = RecordFinding(path=str(path), id=said, status=Status.INTACT)
    try:
        with path.open("rb") as file:
            data = file.read(seal.LARGEST + 1)
    except OSError as error:
        return _Checked(replace(finding, status=Status.UNREADABLE, why=why(error)[1]))
    try:
        found = seal.read(data)
        finding = replace(finding, by=found.by, sequence=found.sequence)
        record = seal.table(data, found, ring.for_file(path))
    except BrokenSeal as error:
        return _Checked(replace(finding, status=Status(error.code), why=error.sentence))
    written = record.get("times", {}).get("written")
    lies = layout.record_path(Path(), record["id"], written) if written else path
    return _Checked(
        replace(finding, id=record["id"], kind=record["kind"]),
        chain.Link(found.sequence, record["id"], found.digest, found.previous, path.parts[-3:] != lies.parts[-3:]),
    )


def _others(path: Path, places: Sequence[Path], ring: _Ring) -> Iterator[RecordFinding]:
    if path.exists():
        yield _check(path, ring).finding
        return
    for root in places:
        try:
            listed = ledger.find(root, str(path))
        except (OSError, ledger.Damaged):
            listed = None
        file = layout.find_record(root, listed.id if listed else str(path)) if root.is_dir() else None
        if file:
            checked = _check(file, ring)
            yield _named(checked.finding, listed)
            return
        if listed:
            yield _missing(root, listed)
            return
    told = "there is no file, id or record number of this name"
    yield RecordFinding(path=str(path), status=Status.MISSING, why=told)


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


def _missing(root: Path, listed: ledger.Listed) -> RecordFinding:
    told = "it is in the ledger and its file is not here"
    return RecordFinding(
        path=str(root), id=listed.id, by=listed.by, sequence=listed.sequence, status=Status.MISSING, why=told
    )


def _folder(root: Path, ring: _Ring) -> tuple[list[RecordFinding], list[LedgerFinding]]:
    """A folder as a whole. Records are read before ledgers, so one that is written meanwhile is not thought missing."""
    checked = [_check(path, ring) for path in sorted(_files(root))]
    findings = [each.finding for each in checked]
    if not layout.is_records_folder(root):
        nothing = RecordFinding(path=str(root), status=Status.MISSING, why="there are no records in this folder")
        return findings or [nothing], []
    judged: list[LedgerFinding] = []
    sealed_by = {each.finding.by for each in checked if each.link and each.finding.by}
    here = {Path(each.path).stem for each in findings} | {each.id for each in findings if each.id}
    for by in sorted(sealed_by | set(layout.bys(root))):
        try:
            lines = ledger.load(layout.ledger_path(root, by))
        except (OSError, ledger.Damaged) as error:
            judged.append(_unread(by, error))
            continue
        here |= {line.id for line in lines if line.id not in here and layout.find_record(root, line.id)}
        links = [each.link for each in checked if each.link and each.finding.by == by]
        judged.append(chain.judge(by, lines, links, here))
        at = {line.id: ledger.Listed(by, line.sequence, line.id, line.digest) for line in lines}
        findings = [_placed(each, at) for each in findings]
        findings += [_missing(root, at[line.id]) for line in lines if line.id not in here]
    findings.sort(key=lambda each: (each.by or "", each.sequence or 0))
    return findings, judged


def _unread(by: str, error: OSError | ledger.Damaged) -> LedgerFinding:
    if isinstance(error, ledger.Damaged):
        return LedgerFinding(by, 0, Chain.REWRITTEN, f"line {error.number} is not as a ledger is written")
    if isinstance(error, FileNotFoundError):
        return LedgerFinding(by, 0, Chain.MISPLACED, f"records of {by} are here and its ledger is not")
    return LedgerFinding(by, 0, Chain.MISPLACED, f"the ledger cannot be read: {why(error)[1]}")


def _placed(finding: RecordFinding, at: dict[str, ledger.Listed]) -> RecordFinding:
    """Give a file that cannot say so itself the number that its ledger gives it."""
    if finding.by is not None or finding.id not in at:
        return finding
    listed = at[finding.id]
    return replace(finding, by=listed.by, sequence=listed.sequence)


def _files(root: Path) -> Iterator[Path]:
    for path in root.rglob("*.toml"):
        inside = path.relative_to(root).parts
        if inside[0] not in _ASIDE and not any(part.startswith(".") for part in inside):
            yield path
