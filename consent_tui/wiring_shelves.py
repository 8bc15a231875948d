"""The shelves that are wired in: of which folder, by whose keys, in which zone, with the index where caches lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui.services.shelving_folder import FolderShelves
from consent_tui.settings import folders
from consent_tui.settings.values import Settings
from consent_tui.wiring_clock import clock_of, zone_of

if TYPE_CHECKING:
    from consent_tui.records.age import Identities


def shelves(
    *, settings: Settings, records: Path | None, identities: Identities, pack: Path | None = None
) -> FolderShelves:
    """Return the shelves of a records folder, not looked at yet. `pack` is the one in use: what was released since."""
    return FolderShelves(
        records or folders.records(settings),
        now=clock_of(zone_of(settings)),
        index=folders.cache() / "index",
        pinned=settings.trust.signers,
        identities=identities,
        pack=pack,
    )
