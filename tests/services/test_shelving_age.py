"""*Encrypted records are indexed only after unlock, and then in memory*; what did not open is never called valid."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyrage", reason="the extra `encryption` is not installed")

from consent_tui.model.entry import Query, State
from consent_tui.model.flags import Flag
from consent_tui.model.standing import Word
from consent_tui.records.folder import Folder
from consent_tui.records.shelf import NotOnShelf
from tests.model.later_acts import AT_DESK, CHECKED, CONSENT, TALK
from tests.records.aged import OURS, RECIPIENTS
from tests.records.test_age_shelf import Closed
from tests.services.desks import House
from tests.services.shelved import entry, keys, named, shelves


@pytest.fixture
def house(tmp_path: Path) -> Closed:
    made = Closed(tmp_path / "records")
    made.keep(named(TALK, "Xaverine Example"))
    made.act("front-desk-1", CHECKED)
    return made


def on_disk(house: House) -> bytes:
    return b"".join(each.read_bytes() for each in (house.root.parent / "index").iterdir())


def test_without_an_identity_a_closed_file_is_listed_as_closed(house: Closed) -> None:
    with shelves(house) as found:
        assert {each.state for each in found.list(Query()).entries} == {State.ENCRYPTED}
        assert {each.flags for each in found.list(Query()).entries} == {(Flag.CLOSED,)}
        assert keys(found, "xaverine") == []
        assert keys(found, flagged=True) == keys(found)


def test_with_one_it_is_listed_and_searched_and_nothing_of_it_gets_onto_the_disk(house: Closed) -> None:
    with shelves(house, identities=OURS) as found:
        assert keys(found, "xaverine") == ["front-desk-1"]
        assert entry(found, "front-desk-1").standing is Word.VALID
        assert found.find("front-desk-1").filed.number == "front-desk-1"
        left = on_disk(house)
        house.act("front-desk-1", AT_DESK)
        assert found.changes()
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.WITHDRAWN
    assert b"xaverine" not in (left + on_disk(house)).lower()
    assert b"01a1" in left  # the file's name is known, and nothing else


def test_nothing_is_called_valid_while_a_later_file_is_closed(tmp_path: Path) -> None:
    house = House(tmp_path / "records")
    house.keep(TALK)
    house.act("front-desk-1", CHECKED)
    with shelves(house) as found:
        assert entry(found, "front-desk-1").standing is Word.VALID
        house.folder = Folder.open(house.root, RECIPIENTS)
        house.keep(CONSENT)
        found.refresh()
        one = entry(found, "front-desk-1")
        assert (one.standing, one.flags) == (None, (Flag.CLOSED,))
        assert found.tally(Query(), "standing") == {"": 2}
        with pytest.raises(NotOnShelf, match="did not open"):
            found.find("front-desk-1")
    with shelves(house, identities=OURS) as found:
        assert entry(found, "front-desk-1").standing is Word.VALID
