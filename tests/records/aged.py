"""Encrypted folders, identities, and stock `age`, for the tests of records at rest. Nobody in here exists."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pyrage", reason="the extra `encryption` is not installed")

from consent_tui.records.age import Identities, Recipients
from consent_tui.records.folder import Folder, Receipt
from tests.records.made import CONSENT, write

needed = pytest.mark.skipif(shutil.which("age") is None, reason="the command age is not installed")

# Of the 32 bytes 40…5f and 60…7f; nobody else should use them.
PRACTICE = "AGE-SECRET-KEY-1GPQ5YS6YG4RYWJZFFF95CN2WFAG9Z5JN2324V46CT9D9KHZATE0S5FAZ64"
PRACTICE_PUBLIC = "age10xnrrmk7r0uunrcjqvkdatwsu7s8jwv0c7rt3rxggmkgntu955dq25yyzj"
RECOVERY = "AGE-SECRET-KEY-1VPSKYCMYV4NXW6RFDF4KCMTWDAC8ZUNNW36HVAMC09A8KLRA0ELS5V382A"
RECOVERY_PUBLIC = "age1vawa2a8dw7ynzzea9emgrumepdrxcaemz5slanek2au4sdc755hsee0f04"

RECIPIENTS = Recipients((PRACTICE_PUBLIC, RECOVERY_PUBLIC))
OURS, SPARE = Identities((PRACTICE.encode(),)), Identities((RECOVERY.encode(),))
SENTINELS = (b"Ana Example", b"1980-02-29")  # what the client of the golden consent typed


def identity_file(folder: Path, secret: str = PRACTICE) -> Path:
    path = folder / "identity.txt"
    path.write_text(f"# created: 2026-11-21\n{secret}\n")
    return path


def filled(root: Path, count: int, recipients: Recipients = RECIPIENTS) -> tuple[Folder, list[Receipt]]:
    """A folder with so many encrypted consents."""
    folder = Folder.open(root, recipients)
    return folder, [write(folder, CONSENT) for _ in range(count)]


def by_stock_age(path: Path, identity: Path) -> bytes:
    return subprocess.run(
        ["age", "--decrypt", "-i", str(identity), str(path)], capture_output=True, check=True, timeout=60
    ).stdout


def in_clear(root: Path) -> list[Path]:
    """Files below `root`, hidden ones too, in which something of the client stands."""
    files = [path for path in root.rglob("*") if path.is_file()]
    return [path for path in files if any(word in path.read_bytes() for word in SENTINELS)]
