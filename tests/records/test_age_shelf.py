"""*`show` and `act` read encrypted files, and say plainly what could not be opened*: no withdrawal is overlooked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from consent_tui.model.later import Withdrawal
from consent_tui.model.record import Practitioner
from consent_tui.records import layout
from consent_tui.records.age import NOBODY, Identities, Recipients
from consent_tui.records.findings import Chain, Status
from consent_tui.records.folder import Folder
from consent_tui.records.keys import Key
from consent_tui.records.shelf import NotOnShelf, Shelf
from consent_tui.records.verify import verify_paths
from consent_tui.services.acting import Desk, Hand
from tests.model.later_acts import ADA, CHECKED, CONSENT, DAY
from tests.records.aged import OURS, RECIPIENTS, RECOVERY_PUBLIC, SPARE
from tests.services.desks import ADA_KEY, House


@dataclass
class Closed(House):
    """A house whose kiosk and desks encrypt."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.folder = Folder.open(self.root, RECIPIENTS)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.root, (), OURS)

    def desk(self, by: str = "ada", own: Key = ADA_KEY, person: Practitioner = ADA) -> Desk:
        hand = Hand(by=by, person=person, key=own)
        return Desk(self.shelf, hand, now=self.now, random=bytes, recipients=RECIPIENTS.lines)


@pytest.fixture
def house(tmp_path: Path) -> Closed:
    made = Closed(tmp_path / "records")
    made.keep(CONSENT)
    return made


def refused(root: Path, name: str, identities: Identities) -> tuple[str, int, str]:
    with pytest.raises(NotOnShelf) as found:
        Shelf(root, (), identities).find(name)
    return found.value.code, found.value.exit_code, found.value.sentence


def test_a_record_and_its_acts_are_found_by_number_id_and_path(house: Closed) -> None:
    receipt = house.act("front-desk-1", CHECKED)
    assert receipt.is_closed
    found = house.shelf.find("front-desk-1")
    assert [each.number for each in found.related] == ["ada-1"]
    assert found.missing == 0
    for name in (found.filed.what.id, str(found.path)):
        assert Shelf.of(name, house.root, (), SPARE).find(name).filed == found.filed


@pytest.mark.parametrize("identities", [NOBODY, SPARE])
def test_what_does_not_open_is_refused_with_exit_3(house: Closed, identities: Identities) -> None:
    house.folder = Folder.open(house.root, Recipients(RECIPIENTS.lines[:1]))
    house.keep(CONSENT)
    code, exit_code, told = refused(house.root, "front-desk-2", identities)
    assert (code, exit_code) == ("encrypted", 3)
    assert "encrypted" in told


def test_a_withdrawal_that_nobody_here_can_open_is_not_overlooked(house: Closed) -> None:
    """The consent is in clear, from before; what came later is not."""
    house.folder = Folder.open(house.root)
    house.keep(CONSENT)
    assert house.shelf.find("front-desk-2").related == ()
    house.folder = Folder.open(house.root, RECIPIENTS)
    house.act("front-desk-2", Withdrawal(said=DAY, how="spoken"))
    code, exit_code, told = refused(house.root, "front-desk-2", NOBODY)
    assert (code, exit_code) == ("encrypted", 3)
    assert "2 later encrypted files did not open" in told
    assert "--identity FILE" in told
    assert [each.number for each in house.shelf.find("front-desk-2").related] == ["ada-1"]


def test_older_files_under_a_lost_key_stop_nobody(house: Closed) -> None:
    """An act comes after what it is about; a day is left for clocks that differ."""
    old = house.shelf.find("front-desk-1")
    lost = Folder.open(house.root, Recipients((RECOVERY_PUBLIC,)))
    house.folder = lost
    blind = house.keep(CONSENT)
    assert refused(house.root, "front-desk-1", OURS)[0] == "encrypted"
    day = layout.day(blind.id)
    later = old.path.with_name(f"{(day + 2) * 86_400_000 << 80 | 7 << 76 | 1 << 63:032x}")
    name = "-".join((later.name[:8], later.name[8:12], later.name[12:16], later.name[16:20], later.name[20:]))
    assert layout.day(name) == day + 2
    shelf = Shelf(house.root, (), OURS)
    shelf._see_all(name, old.path, shelf._mentions())  # does not raise


def test_an_erasure_is_in_clear_and_told_without_an_identity(house: Closed) -> None:
    house.act("front-desk-1", CHECKED)
    desk = house.desk()
    assert not any(receipt.is_closed for receipt in desk.erase(desk.open("front-desk-1"), "request"))
    assert list(house.root.glob("20*/*/*.age")) == []
    report = verify_paths([house.root])
    assert (report.exit_code, report.counts) == (0, {Status.INTACT: 2, Status.ERASED: 2})
    assert {each.status for each in report.ledgers} == {Chain.WHOLE}
    assert "was erased on" in refused(house.root, "front-desk-1", NOBODY)[2]


def test_a_copy_in_clear_that_lies_beside_is_erased_with_it(house: Closed) -> None:
    found = house.shelf.find("front-desk-1")
    beside = found.path.with_name(f"{found.filed.what.id}.toml")
    beside.write_bytes(found.data)
    desk = house.desk()
    desk.erase(desk.open("front-desk-1"), "request")
    assert not beside.exists()
    assert not found.path.exists()
