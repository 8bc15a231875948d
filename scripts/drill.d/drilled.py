"""A kiosk to break, and what must be true of its records folder afterwards, whatever was done to it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from consent_tui.records import checkpoint, layout, ledger, seal
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.folder import Receipt
from consent_tui.records.verify import verify_paths
from consent_tui.services.sealing import Sealer
from tests.records.golden.make import BY, CONSENT

Acknowledged = dict[int, str]  # number → digest of what a client was told is saved

WHOLE = replace(
    CONSENT, copy={"words": "x" * 12_000}
)  # as long as a plain consent with its trail: four pages of a disk
NO_PACK = f"sha256:{hashlib.sha256().hexdigest()}"


@dataclass(slots=True)
class Found:
    """What a drill did, in lines with figures, and what was not as it must be."""

    did: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def today() -> datetime:
    return datetime.now(UTC)


def records_of(place: Path) -> Path:
    return place / "records"


def started(place: Path, now: Callable[[], datetime] = today) -> Sealer:
    """A kiosk as it starts: folder opened and mended, key read, checkpoint looked after. Raises as `Sealer` does."""
    return Sealer(
        records_of(place),
        place / "keys" / BY,
        BY,
        now=now,
        random=os.urandom,
        pack_digest=NO_PACK,
        pack_files={},
    )


def finish(kiosk: Sealer) -> Receipt:
    """A client presses Sign: a whole consent is sealed. Raises `CannotSeal`."""
    kiosk.write(WHOLE)
    if kiosk.last is None:
        raise AssertionError("what was written has a receipt")
    return kiosk.last


def digests(root: Path) -> dict[Path, str | None]:
    """Each record file with its digest, or None where it is not as it was sealed."""
    found: dict[Path, str | None] = {}
    for path in layout.record_files(root) if root.is_dir() else ():
        try:
            found[path] = seal.read(path.read_bytes()).digest
        except BrokenSeal:
            found[path] = None
    return found


def torn_or_lost(root: Path, acknowledged: Mapping[int, str]) -> list[str]:
    """What is wrong with a folder as it was left, before anything has mended it."""
    there = digests(root)
    torn = [f"torn: {path.name}" for path, digest in there.items() if digest is None]
    kept = set(there.values())
    return torn + [f"lost, though acknowledged: {n}" for n, digest in acknowledged.items() if digest not in kept]


def not_whole(root: Path, acknowledged: Mapping[int, str]) -> list[str]:
    """What is wrong with a folder after the next start: it must be as if nothing had happened."""
    report = verify_paths([root])
    wrong = [] if report.exit_code == 0 else list(report.lines())
    lines = ledger.load(layout.ledger_path(root, BY))
    if [line.sequence for line in lines] != list(range(1, len(lines) + 1)):
        wrong.append("the sequence has a gap or a double")
    named = {line.sequence: line.digest for line in lines}
    wrong += [f"another than was acknowledged: {n}" for n, digest in acknowledged.items() if named.get(n) != digest]
    kept = layout.checkpoint_path(root, BY)
    if lines and (not kept.exists() or checkpoint.read(kept.read_bytes()).size != len(lines)):
        wrong.append("the checkpoint was not mended")
    wrong += [f"left lying: {path.name}" for path in root.rglob(".tmp-*")]
    return wrong


def apart(work: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Do this in a process of its own; return what it put into its table, and how it ended under `told` if badly."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        tell, leave = os.write, os._exit  # the work may tamper with them
        said: dict[str, Any] = {}
        try:
            work(said)
        except BaseException as fault:  # noqa: BLE001  whatever it is, it is told
            said["told"] = f"fault: {type(fault).__name__}"
        finally:
            tell(theirs, json.dumps(said).encode())
            leave(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        answer: dict[str, Any] = json.loads(told.read())
    os.waitpid(child, 0)
    return answer


def found_apart(work: Callable[[dict[str, Any]], None], absent: str) -> Found:
    """What `work` tells from a process of its own; `absent` says what is not to be had where it was refused."""
    found = Found()
    said = apart(work)
    if "refusal" in said:
        found.did.append(f"not done: {absent} ({said['refusal']}); see the drill calls")
        return found
    if "told" in said:
        found.wrong.append(said["told"])
    found.did += said.get("did", [])
    found.wrong += said.get("wrong", [])
    return found
