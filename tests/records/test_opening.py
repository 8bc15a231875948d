"""Pipes, devices and endless files among records: whatever goes through a folder passes them by, and does not wait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from consent_tui.records import opening
from consent_tui.records.folder import Folder
from consent_tui.records.shelf import Shelf
from consent_tui.records.verify import verify_paths
from tests.model.later_acts import CONSENT
from tests.services.desks import House

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A folder with one record, and beside it what is no file under a record's name."""
    house = House(tmp_path / "records")
    month = house.keep(CONSENT).path.parent
    os.mkfifo(month / "01a1ffec-0000-7000-8000-000000000000.toml")
    os.mkfifo(month / "pipe.toml.age")
    (month / "endless.toml").symlink_to("/dev/zero")
    (month / "gone.toml").symlink_to(month / "nowhere")
    return house


def soon(action: Callable[[], object]) -> object:
    """What comes of it; fails where it waits for something that never comes."""
    found: list[object] = []
    one = Thread(target=lambda: found.append(action()), daemon=True)
    one.start()
    one.join(30)
    assert not one.is_alive(), "it waits"
    assert found, "it ended with an error"
    return found[0]


def test_a_record_is_found_beside_them(house: House) -> None:
    found = soon(lambda: Shelf(house.root).find("front-desk-1").filed.number)
    assert found == "front-desk-1"


def test_verify_calls_them_unreadable(house: House) -> None:
    report = soon(lambda: "\n".join(verify_paths([house.root]).lines()))
    assert "01a1ffec-0000-7000-8000-000000000000.toml" in report
    assert "it is no file" in report


def test_a_kiosk_starts_and_seals_beside_them(house: House) -> None:
    soon(lambda: Folder.open(house.root))
    receipt = soon(lambda: house.keep(CONSENT))
    assert receipt.number == "front-desk-2"


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"12345")
    assert (opening.begin(path, 3), opening.begin(path, 9)) == (b"123", b"12345")
    with pytest.raises(opening.NoFile):
        opening.begin("/dev/zero", 3)
    with pytest.raises(IsADirectoryError):
        opening.begin(tmp_path, 3)
