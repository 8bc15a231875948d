"""Which keys count for a file: given ones, else pinned ones, else those of the nearest `allowed_signers` above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from consent_tui.records import layout, signers
from consent_tui.records.faults import why
from consent_tui.records.signers import Signers


@dataclass(frozen=True, slots=True)
class Ring:
    """`trust` is `given`, `pinned` or `folder`; `notes` gather lines of key files that could not be used."""

    trust: str
    fixed: Signers | None
    notes: list[str] = field(default_factory=list)
    found: dict[Path, Signers] = field(default_factory=dict)  # folder → the keys upward of it

    @classmethod
    def of(cls, given: Path | None, pinned: Sequence[str]) -> Ring:
        """Raises `OSError` if the file that was given cannot be read."""
        if given is not None:
            fixed = signers.load(given)
            return cls("given", fixed, list(fixed.faults))
        if pinned:
            fixed = signers.parse(pinned, "pinned signers")
            return cls("pinned", fixed, list(fixed.faults))
        return cls("folder", None)

    def within(self, folder: Path) -> Signers:
        """The keys that count for what lies in this folder."""
        if self.fixed is not None:
            return self.fixed
        known = self.found.get(folder)
        if known is None:
            known = self.found[folder] = _upward(folder.resolve())
            self.notes.extend(known.faults)
        return known


def _upward(folder: Path) -> Signers:
    allowed = next((path for at in (folder, *folder.parents) if _is_file(path := at / layout.SIGNERS)), None)
    if allowed is None:
        return Signers(faults=(f"{folder}: no {layout.SIGNERS} found from here up",))
    try:
        return signers.load(allowed)
    except OSError as error:
        return Signers(faults=(f"{allowed}: the keys cannot be read: {why(error)[1]}",))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:  # a folder that cannot be looked into; its records say so themselves
        return False
