"""What reading a pack comes to: the pack, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consent_tui.content.faults import Fault
from consent_tui.model.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`pack` is there when there are no faults. `files` are those that the digest is taken over, by posix path."""

    pack: Pack | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    files: Mapping[str, bytes]
    digest: str
