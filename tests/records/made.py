"""Made-up records, keys and folders for the tests of records. Nobody in here exists."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import Record
from consent_tui.records.folder import Folder, Receipt
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from tests.records.golden.make import BY, CONSENT, KEY, NOON, REFUSAL

__all__ = ["BY", "CONSENT", "KEY", "NOON", "OTHER_KEY", "REFUSAL", "clock", "filled", "new_id", "write"]

OTHER_KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64))))


def clock(start: datetime = NOON) -> Callable[[], datetime]:
    """A clock that shows a second more each time it is read."""
    seconds = itertools.count()
    return lambda: start + timedelta(seconds=next(seconds))


def new_id(now: datetime) -> str:
    return uuid7(now, os.urandom(10))


def write(folder: Folder, record: Record = REFUSAL, key: Key = KEY, by: str = BY) -> Receipt:
    return folder.write(record, key, by, now=lambda: datetime.now(UTC), new_id=new_id)


def filled(root: Path, count: int) -> tuple[Folder, list[Receipt]]:
    """A folder with so many refusals."""
    folder = Folder.open(root)
    return folder, [write(folder) for _ in range(count)]
