"""Reads a pack's folder into a pack, or into all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from consent_tui.content import assemble, completeness, gaps, references, release, rulings, wording
from consent_tui.content.faults import Fault
from consent_tui.content.folder import UNDIGESTED, digest, gather
from consent_tui.content.manuscript import Manuscript, manuscript
from consent_tui.content.verdict import Reading

Check = Callable[[Manuscript], Iterable[Fault]]
CHECKS: tuple[Check, ...] = (
    references.faults, rulings.faults, completeness.faults, wording.faults, release.faults, gaps.of_a_release,
)  # fmt: skip
WARNINGS: tuple[Check, ...] = (references.uncited, release.unconfirmed, gaps.of_a_draft)


@dataclass(frozen=True, slots=True)
class Opened:
    """What reading a pack comes to, and the pack as written, `None` where there is no file to read."""

    reading: Reading
    written: Manuscript | None


def read(folder: Path) -> Reading:
    """Read a pack. Never raises for what lies in the folder: whatever is wrong is a fault."""
    return opened(folder).reading


def opened(folder: Path) -> Opened:
    """Read a pack as `read` does, and keep what it was written as, for those who look further."""
    found = gather(folder)
    files = {path: raw for path, raw in found.files.items() if path != UNDIGESTED}
    sealed = digest(files)
    if not found.files:
        reading = Reading(pack=None, faults=in_order(found.faults), warnings=(), files={}, digest=sealed)
        return Opened(reading, None)
    written, faults = manuscript(found)
    faults += [fault for check in CHECKS for fault in check(written)]
    standing = release.standing(written, sealed)
    told = in_order(faults)
    reading = Reading(
        pack=None if told else assemble.pack(written, standing.version, standing.status, sealed),
        faults=told,
        warnings=in_order([*standing.warnings, *(fault for check in WARNINGS for fault in check(written))]),
        files=files,
        digest=sealed,
    )
    return Opened(reading, written)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each fault once, by file and line."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.file, fault.line or 0, fault.what)))
