"""The copies of packs beside the records: is each still what its name, the digest of the pack, says?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from consent_tui.records.faults import why
from consent_tui.records.findings import PACK, RecordFinding, Status

_NAME = re.compile(r"[0-9a-f]{64}")
_UNDIGESTED = "releases.toml"


def edited(root: Path) -> Iterator[RecordFinding]:
    """Tell of each copy that is not as it was kept. What could not be shown as seen would be shown otherwise."""
    folder = root / "packs"
    for kept in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not _NAME.fullmatch(kept.name):
            continue
        try:
            said = _digest(kept)
        except OSError as error:
            yield RecordFinding(path=str(kept), kind=PACK, status=Status.UNREADABLE, why=why(error)[1])
            continue
        if said != kept.name:
            told = f"this copy of a pack was changed: its digest is now sha256:{said}"
            yield RecordFinding(path=str(kept), kind=PACK, status=Status.ALTERED, why=told)


def _digest(kept: Path) -> str:
    """Return the hexadecimal digest of a pack's files, as `docs/decisions/032-digest-and-drafts.md` defines it."""
    lines = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(kept).as_posix()}\n".encode()
        for path in kept.rglob("*")
        if path.is_file() and path.relative_to(kept).as_posix() != _UNDIGESTED
    )
    return hashlib.sha256(b"".join(lines)).hexdigest()
