"""Mending a ledger after a program was killed, or the power failed, between a record and its ledger line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from consent_tui.records import durable, layout, ledger, opening, seal, signers
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.opening import NoFile


def mend(root: Path, by: str, noted: str) -> None:
    """Give every sealed record behind the last line of `by` its line, and sweep what was left half written.

    Call it under the lock of this `by`. Only a record under a key that this folder trusts counts. An encrypted one
    cannot be read here; its line was `noted` in the lock before it got its name. Lines are added in order of sequence;
    nothing else is changed, so damage beyond an interruption stays for `verify` to find.
    Raises `OSError`, `ledger.Damaged`.
    """
    path = layout.ledger_path(root, by)
    ledger.drop_unfinished(path)
    lines = ledger.load(path)
    others = (line for each in layout.bys(root) if each != by for line in ledger.load(layout.ledger_path(root, each)))
    listed = {line.id for line in chain(lines, others)}
    unlisted: list[Path] = []
    for month in layout.months(root):
        names = _swept(month, by)
        ours = (name for name in names if name.endswith((layout.RECORD, layout.CLOSED)))
        unlisted += [month / name for name in ours if layout.id_of(name) not in listed]
    if (checkpoints := layout.checkpoint_path(root, by).parent).is_dir():
        _swept(checkpoints, by)
    end = lines[-1].sequence if lines else 0
    found = chain(_sealed(root, by, unlisted), _closed(noted, unlisted))
    for line in sorted(found, key=lambda line: line.sequence):
        if line.sequence > end:
            ledger.append(path, line, lasting=True)
            end = line.sequence


def _swept(folder: Path, by: str) -> list[str]:
    names = os.listdir(folder)  # noqa: PTH208  names alone: a folder holds thousands, and most are in the ledger
    for left in durable.leftovers(names, by):
        (folder / left).unlink(missing_ok=True)
    return names


def _closed(noted: str, paths: list[Path]) -> Iterator[ledger.Line]:
    """The line of the encrypted record that was being written, if it got its name."""
    line = ledger.read(noted)
    if line and any(path.name == line.id + layout.CLOSED for path in paths):
        yield line


def _sealed(root: Path, by: str, paths: list[Path]) -> Iterator[ledger.Line]:
    allowed = root / layout.SIGNERS
    trusted = signers.load(allowed) if allowed.exists() else signers.Signers()
    for path in (path for path in paths if path.suffix == layout.RECORD):
        with suppress(BrokenSeal, IsADirectoryError, FileNotFoundError, NoFile):  # what somebody else put there
            data = opening.begin(path, seal.LARGEST + 1)
            found = seal.read(data)
            record = seal.table(data, found, trusted)
            if found.by == by and record["id"] == path.stem and layout.is_id(path.stem):
                yield ledger.Line(found.sequence, path.stem, found.digest)
