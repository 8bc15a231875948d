"""Reads a pack's folder into a pack, or into all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from consent_tui.content import assemble, completeness, references, release, rulings, wording
from consent_tui.content.faults import Fault
from consent_tui.content.folder import UNDIGESTED, digest, gather
from consent_tui.content.manuscript import Manuscript, manuscript
from consent_tui.content.verdict import Reading

Check = Callable[[Manuscript], Iterable[Fault]]
CHECKS: tuple[Check, ...] = (references.faults, rulings.faults, completeness.faults, wording.faults, release.faults)
WARNINGS: tuple[Check, ...] = (references.uncited, release.unconfirmed)


def read(folder: Path) -> Reading:
    """Read a pack. Never raises for what lies in the folder: whatever is wrong is a fault."""
    found = gather(folder)
    files = {path: raw for path, raw in found.files.items() if path != UNDIGESTED}
    sealed = digest(files)
    if not found.files:
        return Reading(pack=None, faults=_in_order(found.faults), warnings=(), files={}, digest=sealed)
    written, faults = manuscript(found)
    faults += [fault for check in CHECKS for fault in check(written)]
    standing = release.standing(written, sealed)
    told = _in_order(faults)
    return Reading(
        pack=None if told else assemble.pack(written, standing.version, standing.status, sealed),
        faults=told,
        warnings=_in_order([*standing.warnings, *(fault for check in WARNINGS for fault in check(written))]),
        files=files,
        digest=sealed,
    )


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(set(faults), key=lambda fault: (fault.file, fault.line or 0, fault.what)))
