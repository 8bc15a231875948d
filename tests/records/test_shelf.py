"""The shelf: a record by its name, what is about it, and what cannot be shown and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui.model.later import Erasure
from consent_tui.model.record import Reference
from consent_tui.records import codec, layout, ledger, seal
from consent_tui.records.shelf import NotOnShelf, Shelf
from consent_tui.records.shelf_mentions import Mentions
from tests.model.later_acts import AT_DESK, AT_KIOSK, CHECKED, CONSENT, DOUBT
from tests.services.desks import ADA_KEY, KIOSK, KIOSK_KEY, STRANGER_KEY, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "records")
    made.keep(CONSENT)
    made.keep(CONSENT)
    return made


def refused(shelf: Shelf, name: str | Path) -> tuple[str, int, str]:
    with pytest.raises(NotOnShelf) as found:
        shelf.find(str(name))
    return found.value.code, found.value.exit_code, found.value.sentence


def test_a_record_is_found_by_path_id_and_number(house: House) -> None:
    receipt = house.keep(CONSENT)
    shelf = Shelf.of(str(receipt.path), Path("nowhere"))
    assert shelf.root == house.root.resolve()
    for name in (receipt.path, receipt.id, receipt.id.upper(), "front-desk-3", "Front-Desk-3"):
        assert house.shelf.find(str(name)).filed.number == "front-desk-3"
    assert Shelf.of("front-desk-3", house.root).root == house.root


def test_acts_about_it_come_with_it_and_those_of_others_do_not(house: House) -> None:
    house.act("front-desk-1", CHECKED)
    house.act("front-desk-2", AT_DESK)
    house.act("ada-1", DOUBT)
    assert [each.number for each in house.shelf.find("front-desk-1").related] == ["ada-1", "ada-3"]
    assert [each.number for each in house.shelf.find("front-desk-2").related] == ["ada-2"]
    assert [each.number for each in house.shelf.find("ada-1").related] == ["ada-3"]


def test_a_newer_consent_and_acts_about_it_come_with_it(house: House) -> None:
    first = house.shelf.find("front-desk-1").filed
    house.keep(replace(CONSENT, supersedes=Reference(id=first.what.id, digest=first.digest)))
    house.act("front-desk-3", AT_DESK)
    assert [each.number for each in house.shelf.find("front-desk-1").related] == ["front-desk-3", "ada-1"]


def test_an_act_by_an_unknown_key_comes_untrusted(house: House) -> None:
    house.act("front-desk-1", CHECKED)
    allowed = house.root / layout.SIGNERS
    kept = [line for line in allowed.read_text().splitlines() if not line.startswith("ada")]
    allowed.write_text("\n".join(kept))
    (found,) = house.shelf.find("front-desk-1").related
    assert (found.number, found.trusted) == ("ada-1", False)


def test_pinned_signers_come_before_those_of_the_folder(house: House) -> None:
    pinned = Shelf(house.root, [f'{KIOSK} namespaces="consent-record" {STRANGER_KEY.line}'])
    assert refused(pinned, "front-desk-1")[0] == "unknown-key"
    assert pinned.is_pinned
    right = Shelf(house.root, [f'{KIOSK} namespaces="consent-record" {KIOSK_KEY.line}'])
    assert right.find("front-desk-1").filed.trusted


def test_a_file_about_it_that_is_altered_is_named(house: House) -> None:
    receipt = house.act("front-desk-1", AT_DESK)
    receipt.path.write_bytes(receipt.path.read_bytes()[:-40])
    found = house.shelf.find("front-desk-1")
    assert found.related == ()
    assert found.damaged == (receipt.path.relative_to(house.root).as_posix(),)


def test_an_act_that_does_not_name_the_practitioner_counts_as_altered(house: House) -> None:
    house.act("front-desk-1", AT_KIOSK, practitioner=None)
    assert len(house.shelf.find("front-desk-1").damaged) == 1


def test_files_that_are_gone_are_counted(house: House) -> None:
    receipt = house.act("front-desk-1", AT_DESK)
    receipt.path.unlink()
    found = house.shelf.find("front-desk-1")
    assert (found.related, found.missing) == ((), 1)


def test_what_is_missing_unknown_altered_or_erased_says_so(house: House) -> None:
    code, exit_code, told = refused(house.shelf, "front-desk-9")
    assert (code, exit_code) == ("missing", 1)
    assert told.startswith("There is no record front-desk-9 in ")
    receipt = house.keep(CONSENT)
    receipt.path.unlink()
    assert refused(house.shelf, "front-desk-3")[2].startswith(
        "front-desk-3 is in the ledger, and its file is not here; run: consent-tui verify"
    )
    desk = house.desk()
    desk.erase(desk.open("front-desk-2"), "retention")
    code, exit_code, told = refused(house.shelf, "front-desk-2")
    assert (code, exit_code) == ("erased", 1)
    assert told == "front-desk-2 was erased on 2026-11-21, at the end of its retention; ada-1 says so."
    first = house.shelf.find("front-desk-1").path
    first.write_bytes(first.read_bytes().replace(b"Ana", b"Eva"))
    code, exit_code, told = refused(house.shelf, "front-desk-1")
    assert (code, exit_code) == ("altered", 1)
    assert "its words or its seal were changed after sealing" in told


def test_another_record_under_the_number_of_one_is_altered(house: House) -> None:
    """Sealed rightly, and not what the ledger holds."""
    found = house.shelf.find("front-desk-2")
    body = codec.encode(replace(found.filed.what, language="es"))
    before = ledger.load(house.root / "ledger" / KIOSK)[0].digest
    found.path.write_bytes(seal.seal(body, by=KIOSK, key=KIOSK_KEY, sequence=2, previous=before))
    assert refused(house.shelf, "front-desk-2")[0] == "altered"
    assert "the ledger names other bytes" in refused(house.shelf, found.path)[2]


def test_a_record_that_this_version_does_not_know_is_unreadable(house: House) -> None:
    found = house.shelf.find("front-desk-2")
    body = codec.encode(found.filed.what) + b"[later]\na = 1\n"
    found.path.write_bytes(seal.seal(body, by=KIOSK, key=KIOSK_KEY, sequence=2, previous="sha256:" + "1" * 64))
    code, exit_code, told = refused(house.shelf, found.path)
    assert (code, exit_code) == ("unreadable", 3)
    assert "later: is a key that this version does not know; use a newer version" in told


def test_a_record_that_cannot_be_read_is_said(house: House, open_folder: Path, ordinary_account: None) -> None:
    path = open_folder / "019b0000-0000-7000-8000-000000000042.toml"
    path.write_text("x")
    path.chmod(0)
    code, exit_code, told = refused(Shelf(open_folder), path)
    assert (code, exit_code) == ("unreadable", 3)
    assert "cannot be read" in told


def test_a_record_alone_is_known_by_no_key(house: House, tmp_path: Path) -> None:
    path = tmp_path / "alone.toml"
    path.write_bytes(house.shelf.find("front-desk-1").path.read_bytes())
    assert refused(Shelf.of(str(path), house.root), path)[0] == "unknown-key"


def test_a_broken_ledger_hides_no_record(house: House) -> None:
    path = house.shelf.find("front-desk-1").path
    (house.root / "ledger" / KIOSK).write_text("broken\n")
    assert house.shelf.find(path.stem).filed.number == "front-desk-1"
    assert refused(house.shelf, "front-desk-1")[0] == "missing"


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert refused(Shelf(tmp_path / "none"), "front-desk-1")[0] == "missing"


def test_a_copy_of_a_record_under_another_name_is_no_act(house: House) -> None:
    path = house.shelf.find("front-desk-1").path
    other = path.with_name("019b0000-0000-7000-8000-00000000000a.toml")
    other.write_bytes(path.read_bytes())
    assert house.shelf.find("front-desk-1").related == ()
    assert other.stem in Mentions.of(house.root).here


def test_a_file_that_cannot_be_opened_names_nothing(house: House) -> None:
    month = house.shelf.find("front-desk-1").path.parent
    (month / "folder.toml").mkdir()
    assert Mentions.of(house.root).by_id == {}


def test_an_altered_erasure_erases_nothing(house: House) -> None:
    desk = house.desk()
    (receipt,) = desk.erase(desk.open("front-desk-2"), "retention")
    receipt.path.write_bytes(receipt.path.read_bytes().replace(b"retention", b"Retention"))
    assert refused(house.shelf, "front-desk-2")[0] == "missing"
    assert ADA_KEY.fingerprint.startswith("SHA256:")


def test_what_a_retired_key_seals_after_its_last_record_is_not_trusted(house: House) -> None:
    house.act("front-desk-1", CHECKED)
    house.act("front-desk-1", CHECKED)
    allowed = house.root / layout.SIGNERS
    lines = [
        f"{line} retired-after=1" if line.startswith("ada ") else line for line in allowed.read_text().splitlines()
    ]
    allowed.write_text("\n".join(lines) + "\n")
    assert [each.trusted for each in house.shelf.find("front-desk-1").related] == [True, False]


def test_an_erasure_of_other_bytes_erases_nothing(house: House) -> None:
    found = house.shelf.find("front-desk-2")
    house.act("front-desk-2", Erasure(why="request"), about=Reference(id=found.filed.what.id, digest="sha256:00"))
    found.path.unlink()
    assert refused(house.shelf, "front-desk-2")[0] == "missing"
