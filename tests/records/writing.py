"""Writes records into a folder. Run as a program, several at once: `writing.py ROOT BY COUNT`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import Kind, Record
from consent_tui.records.folder import Folder
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key

KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def main(root: Path, by: str, count: int) -> None:
    folder = Folder.open(root)
    record = Record(id="", kind=Kind.REFUSAL, language="en")
    for _ in range(count):
        folder.write(record, KEY, by, now=lambda: datetime.now(UTC), new_id=lambda now: uuid7(now, os.urandom(10)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
