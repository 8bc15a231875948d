"""Made-up records, keys and folders for the tests of records. Nobody in here exists."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import Record
from consent_tui.records import codec, layout, seal
from consent_tui.records.folder import Folder, Receipt
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from tests.records.golden.make import BY, CONSENT, KEY, NOON, REFUSAL

__all__ = [
    "BY", "CONSENT", "KEY", "NOON", "OTHER_KEY", "REFUSAL", "clock", "cut", "filled", "new_id", "rewrite", "sealed_at",
    "write",
]  # fmt: skip

OTHER_KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64))))


def clock(start: datetime = NOON) -> Callable[[], datetime]:
    """A clock that shows a second more each time it is read."""
    seconds = itertools.count()
    return lambda: start + timedelta(seconds=next(seconds))


def new_id(now: datetime) -> str:
    return uuid7(now, os.urandom(10))


def write(folder: Folder, record: Record = REFUSAL, key: Key = KEY, by: str = BY) -> Receipt:
    return folder.write(record, key, by, now=lambda: datetime.now(UTC), new_id=new_id)


def sealed_at(root: Path, sequence: int, previous: str, key: Key = KEY, by: str = BY, at: datetime = NOON) -> Receipt:
    """A record sealed beside the program, by someone who has the key; no ledger knows it."""
    named = replace(REFUSAL, id=new_id(at), times=replace(REFUSAL.times, written=at))
    path = layout.record_path(root, named.id, at)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = seal.seal(codec.encode(named), by=by, key=key, sequence=sequence, previous=previous)
    path.write_bytes(data)
    return Receipt(named.id, by, sequence, seal.digest_of(data), previous, path)


def cut(root: Path, records: int) -> None:
    """Take the last records away, files and lines, as someone at the switched-off kiosk could."""
    path = layout.ledger_path(root, BY)
    lines = path.read_text().splitlines(keepends=True)
    for line in lines[len(lines) - records :]:
        found = layout.find_record(root, line.split()[1])
        assert found
        found.unlink()
    path.write_text("".join(lines[: len(lines) - records]))


def rewrite(root: Path, start: int, key: Key = KEY) -> None:
    """Seal all records from `start` on anew, as whoever stole the key could, and make all else fit."""
    path = layout.ledger_path(root, BY)
    end = len(path.read_text().splitlines())
    cut(root, end - start + 1)
    folder = Folder.open(root)
    layout.checkpoint_path(root, BY).unlink()
    for _ in range(start, end + 1):
        write(folder, key=key)


def filled(root: Path, count: int) -> tuple[Folder, list[Receipt]]:
    """A folder with so many refusals."""
    folder = Folder.open(root)
    return folder, [write(folder) for _ in range(count)]
