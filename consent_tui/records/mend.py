"""Mending a ledger after a program was killed, or the power failed, between a record and its ledger line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from consent_tui.records import durable, layout, ledger, seal, signers
from consent_tui.records.faults import BrokenSeal


def mend(root: Path, by: str) -> None:
    """Give every sealed record behind the last line of `by` its line, and sweep what was left half written.

    Call it under the lock of this `by`. Only a record under a key that this folder trusts counts. Lines are added in
    order of sequence; nothing else is changed, so damage beyond an interruption stays for `verify` to find.
    Raises `OSError`, `ledger.Damaged`.
    """
    path = layout.ledger_path(root, by)
    ledger.drop_unfinished(path)
    lines = ledger.load(path)
    listed = {line.id for each in layout.bys(root) for line in ledger.load(layout.ledger_path(root, each))}
    end = lines[-1].sequence if lines else 0
    for line in sorted(_unlisted(root, by, listed), key=lambda line: line.sequence):
        if line.sequence > end:
            ledger.append(path, line)
            end = line.sequence
    for month in layout.months(root):
        for left in durable.leftovers(month.iterdir(), by):
            left.unlink(missing_ok=True)


def _unlisted(root: Path, by: str, listed: set[str]) -> Iterator[ledger.Line]:
    allowed = root / layout.SIGNERS
    trusted = signers.load(allowed) if allowed.exists() else signers.Signers()
    for month in layout.months(root):
        for path in month.iterdir():
            if path.suffix == ".toml" and layout.is_id(path.stem) and path.stem not in listed:
                data = path.read_bytes()
                with suppress(BrokenSeal):
                    found = seal.read(data)
                    record = seal.table(data, found, trusted)
                    if found.by == by and record["id"] == path.stem:
                        yield ledger.Line(found.sequence, path.stem, found.digest)
