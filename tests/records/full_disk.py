"""Fills a real, small disk while writing records. Run in a mount namespace of its own: `full_disk.py ROOT`.

Prints, as JSON: how many records were written, the code of the refusal, what was left lying, and how things stand once
there is room again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import Kind, Record
from consent_tui.records.faults import FolderRefused, NotWritten
from consent_tui.records.folder import Folder, Receipt
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from consent_tui.records.verify import verify_paths

KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
LONG = Record(id="", kind=Kind.REFUSAL, language="en", copy={"words": "x" * 5000})


def write(folder: Folder) -> Receipt:
    return folder.write(
        LONG, KEY, "front-desk", now=lambda: datetime.now(UTC), new_id=lambda now: uuid7(now, os.urandom(10))
    )


def at_start(root: Path) -> str:
    try:
        Folder.open(root)
    except FolderRefused as error:
        return error.code
    return "opened"


def main(root: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(root)], check=True)
    found: dict[str, object] = {"written": 0}
    ballast = root / "ballast"
    ballast.write_bytes(b"x" * 64 * 1024)
    folder = Folder.open(root)
    try:
        for count in range(1, 1000):
            last = write(folder)
            found["written"] = count
    except NotWritten as error:
        found["refused"] = error.code
    found["left"] = [path.name for path in root.rglob(".tmp-*")]
    found["files"] = len(list(root.glob("20*/*/*.toml")))
    ballast.unlink()
    again = write(folder)
    found["next"] = again.sequence
    found["follows"] = again.previous == last.digest
    subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
    try:
        write(folder)
    except NotWritten as error:
        found["read_only"] = error.code
    found["read_only_start"] = at_start(root)
    found["exit_code"] = verify_paths([root]).exit_code
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
