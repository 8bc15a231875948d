"""A machine of its own for a kiosk, with a PIN. All of this needs pseudo-terminals and /proc: Linux."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from consent_tui.settings.pin import hashed

PIN = "2468"
collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]


@pytest.fixture(scope="session")
def pin_hash() -> str:
    return hashed(PIN)


@pytest.fixture
def home(tmp_path: Path, pin_hash: str) -> Path:
    return furnished(tmp_path, pin_hash)


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory, pin_hash: str) -> Path:
    return furnished(tmp_path_factory.mktemp("kiosk"), pin_hash)


def furnished(home: Path, pin_hash: str) -> Path:
    """Make a home with settings; the program's compiled files and its cache are shared by nobody else."""
    (home / "tmp").mkdir()
    settings = home / "config" / "consent-tui" / "clinic.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[clinic]\nname = "Sample Clinic"\n[kiosk]\npin_hash = "{pin_hash}"\n', "utf-8")
    return home
