"""Packs: trainers' files become a frozen Pack; every fault has its file and line."""

from consent_tui.content.faults import Fault
from consent_tui.content.folder import bundled, digest
from consent_tui.content.reading import Reading, read

__all__ = ["Fault", "Reading", "bundled", "digest", "read"]
