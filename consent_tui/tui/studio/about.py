"""From what is said about a pack to the screens that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from consent_tui.content.faults import Fault
from consent_tui.tui.studio.entry import Entry
from consent_tui.tui.studio.where import named_at

Told = tuple[tuple[bool, Fault], ...]  # whether it is a fault, and what


class Found(Protocol):
    """What reading or checking a pack came to."""

    @property
    def faults(self) -> tuple[Fault, ...]: ...

    @property
    def warnings(self) -> tuple[Fault, ...]: ...


def told(found: Found) -> Told:
    """Return all that there is to say, faults first."""
    return (*((True, each) for each in found.faults), *((False, each) for each in found.warnings))


def file_of(folder: Path, fault: Fault) -> str:
    """Return a fault's file as a path in the pack."""
    root = folder.as_posix().rstrip("/")
    return "" if fault.file.rstrip("/") == root else fault.file.removeprefix(f"{root}/")


def entry_about(fault: Fault, entries: Iterable[Entry], folder: Path, language: str) -> Entry | None:
    """Return the screen that a fault is about; of a translation the same screen in the language shown."""
    file = file_of(folder, fault)
    name = named_at(folder, file, fault.line)
    return next((entry for entry in entries if _concerns(entry, file, name, language)), None)


def _concerns(entry: Entry, file: str, name: str, language: str) -> bool:
    _, _, path = file.partition("/")
    mine = entry.words.file.removeprefix(f"{language}/")
    if path:  # words, of this language or of another
        return mine == path and (not entry.words.keys or str(entry.words.keys[-1]) == name)
    return entry.rules is not None and entry.rules.file == file and entry.id.partition(":")[2] == name
