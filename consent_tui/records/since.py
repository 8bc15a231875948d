"""Checkpoints against a ledger: does it still contain what was promised once? What one folder alone cannot tell.

A checkpoint vouches for what it contains if it was held elsewhere (`--since`), or if someone else's key co-signed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path

from consent_tui.records import checkpoint, layout, sshsig
from consent_tui.records.chain import Fault
from consent_tui.records.checkpoint import Checkpoint
from consent_tui.records.faults import BrokenSeal, why
from consent_tui.records.findings import CHECKPOINT, Chain, RecordFinding, Status
from consent_tui.records.merkle import Tree
from consent_tui.records.signers import Signers


class Verdict(Enum):
    CONTAINED = 0
    REWRITTEN = 1
    CUT = 2
    UNTOLD = 3  # a record before its end is not known


@dataclass(frozen=True, slots=True)
class Promise:
    """A checkpoint whose seal is right. `elsewhere`: it was given; `latest`: it is the folder's own of today."""

    checkpoint: Checkpoint
    path: Path
    elsewhere: bool = False
    latest: bool = False
    co_signers: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        return self.checkpoint.by

    @property
    def size(self) -> int:
        return self.checkpoint.size

    @property
    def vouches(self) -> bool:
        return self.elsewhere or bool(self.co_signers)

    @property
    def name(self) -> str:
        return f"{self.checkpoint.name} ({self.path.name})"


@dataclass(slots=True)
class Promises:
    """What there is to compare with. `findings` tell of files that are no checkpoint as it was sealed."""

    promises: list[Promise]
    findings: list[RecordFinding]
    notes: list[str]

    def of(self, by: str) -> list[Promise]:
        return sorted((each for each in self.promises if each.by == by), key=lambda each: each.size)


def gathered(root: Path, since: Sequence[Path], signers: Signers) -> Promises:
    """Return the checkpoints in a records folder and those that were given: files, or folders of them.

    Raises `OSError` for a given one that cannot be read.
    """
    told = Promises([], [], [])
    here = sorted((root / "checkpoints").glob("*.toml")) if (root / "checkpoints").is_dir() else []
    for path in here:
        if not path.name.startswith("."):
            _gather(told, path, signers, root)
    for given in since:
        for path in sorted(given.glob("*.toml")) if given.is_dir() else [given]:
            if root.resolve() not in path.resolve().parents:  # what lies in the folder is compared anyway
                _gather(told, path, signers, None)
    return told


def judged(path: Path, signers: Signers) -> tuple[RecordFinding, Checkpoint | None]:
    """Return what is to be said of one checkpoint file by itself. Raises `OSError`."""
    data = path.read_bytes()
    try:
        found = checkpoint.read(data)
    except BrokenSeal as error:
        return RecordFinding(path=str(path), kind=CHECKPOINT, status=Status(error.code), why=error.sentence), None
    told = RecordFinding(path=str(path), kind=CHECKPOINT, by=found.by, status=Status.INTACT)
    if (found.by, checkpoint.NAMESPACE, found.public) not in signers.keys:
        said = signers.objection(found.by, checkpoint.NAMESPACE, found.public)
        return RecordFinding(
            path=str(path), kind=CHECKPOINT, by=found.by, status=Status.UNKNOWN_KEY, why=said or ""
        ), None
    return told, found


def _gather(told: Promises, path: Path, signers: Signers, root: Path | None) -> None:
    try:
        finding, found = judged(path, signers)
        if root and not path.read_bytes().strip(b"\0"):
            told.notes.append(f"{path} is empty, as a power cut may leave it; the next start makes it anew.")
            return
    except FileNotFoundError:
        if root:
            return  # replaced at this moment
        raise
    except OSError as error:
        if root is None:
            raise
        finding = RecordFinding(path=str(path), kind=CHECKPOINT, status=Status.UNREADABLE, why=why(error)[1])
        found = None
    if found is None:
        told.findings.append(finding)
        return
    latest = bool(root) and path == layout.checkpoint_path(root or path, found.by)
    promise = Promise(found, path, root is None, latest, tuple(_co_signers(told, path, found, signers)))
    told.promises.append(promise)


def _co_signers(told: Promises, path: Path, found: Checkpoint, signers: Signers) -> Iterator[str]:
    """The names whose keys signed the very bytes of a checkpoint, as `ssh-keygen -Y sign` does: `<file>.sig` beside."""
    for beside in sorted({*path.parent.glob(f"{path.name}.sig"), *path.parent.glob(f"{path.name}.*.sig")}):
        try:
            signature = sshsig.verify(beside.read_bytes(), path.read_bytes())
        except (OSError, sshsig.NotVerified):
            told.notes.append(f"{beside}: this does not co-sign {path.name} as it is now.")
            continue
        names = {
            by
            for by, namespace, public in signers.keys
            if namespace == signature.namespace == checkpoint.NAMESPACE
            and public == signature.public != found.public
            and by != found.by
            and (by, public) not in signers.revoked
        }
        if not names:
            key = sshsig.fingerprint(signature.public)
            told.notes.append(f"{beside}: co-signed by the key {key}, which is not trusted to do so.")
        yield from sorted(names)


Weighed = list[tuple[Promise, Verdict]]


def weigh(promises: Sequence[Promise], digests: Iterable[str | None]) -> Weighed:
    """Compare promises about one `by`, smallest first, with the digests of its records in order (None: not known)."""
    left = list(promises)
    weighed: Weighed = []
    tree, known = Tree(), True
    for seen, digest in enumerate(digests, start=1):
        if not left:
            break
        if digest is None:
            known = False
        else:
            tree.add(checkpoint.entry(digest))
        while left and left[0].size == seen:
            promise = left.pop(0)
            same = known and checkpoint.root_of(tree) == promise.checkpoint.root
            weighed.append((promise, Verdict.CONTAINED if same else Verdict.REWRITTEN if known else Verdict.UNTOLD))
    return weighed + [(promise, Verdict.CUT) for promise in left]


def vouched(weighed: Weighed) -> int:
    """Up to which sequence a checkpoint vouches that is out of reach of whoever has the kiosk's key."""
    return max((each.size for each, verdict in weighed if verdict is Verdict.CONTAINED and each.vouches), default=0)


def faults(weighed: Weighed, size: int) -> Iterator[Fault]:
    """What is wrong, with the place: behind the largest checkpoint that is contained. `size` is that of today."""
    kept = [each for each, verdict in weighed if verdict is Verdict.CONTAINED]
    rewritten = [each for each, verdict in weighed if verdict is Verdict.REWRITTEN]
    if rewritten:
        first = rewritten[0]
        before = [each for each in kept if each.size < first.size]
        start = before[-1].size + 1 if before else 1
        span = f"record {start} is" if start == first.size else f"records {start} to {first.size} are"
        yield Chain.REWRITTEN, f"{span} not all as {first.name} has them{_up_to(before)}"
    for one, other in pairwise(each for each, _ in weighed):
        if one.size == other.size and one.checkpoint.root != other.checkpoint.root:
            yield Chain.FORK, f"{one.name} and {other.name} differ about the first {one.size} records"
    for each, verdict in weighed:
        if verdict is Verdict.CUT:
            yield (
                Chain.CUT,
                f"{each.name} has {each.size} records, and here are {size}: the end was cut off{_up_to(kept)}",
            )


def _up_to(kept: Sequence[Promise]) -> str:
    return f"; up to {kept[-1].size} all is as {kept[-1].name} has it" if kept else ""


def notes(by: str, weighed: Weighed, size: int) -> Iterator[str]:
    """What is well, and what could not be told."""
    for each, verdict in weighed:
        signed = f", co-signed by {' and '.join(each.co_signers)}" if each.co_signers else ""
        if verdict is Verdict.UNTOLD:
            yield f"{by}: whether {each.name} is contained cannot be told, since a record before its end is not here."
        elif verdict is Verdict.CONTAINED and not each.latest:
            yield f"{by}: the ledger contains {each.name}{signed}: records 1 to {each.size} are as they were then."
        elif verdict is Verdict.CONTAINED and each.size < size:
            yield f"{by}: the checkpoint is {size - each.size} behind the ledger; the next start or record renews it."
    if size and not any(each.latest for each, _ in weighed):
        yield f"{by}: there is no checkpoint; the next start or record makes one."
