"""Packs: trainers' files become a frozen Pack; every fault has its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consent_tui.content.faults import Fault
from consent_tui.content.folder import bundled, digest
from consent_tui.content.known import read_known
from consent_tui.content.verdict import Reading

if TYPE_CHECKING:
    from consent_tui.content.reading import read

__all__ = ["Fault", "Reading", "bundled", "digest", "read", "read_known"]


def __getattr__(name: str) -> Any:
    """Load what checks a pack when it is first asked for: a kiosk whose pack is known does not need it."""
    if name == "read":
        from consent_tui.content.reading import read

        return read
    raise AttributeError(name)
