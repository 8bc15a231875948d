"""Erasure: files go, the chain stays and says why, nothing of the client is left (docs/record-format.md)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consent_tui.model.later import Clearance, Note, Topic, Void
from consent_tui.model.record import AskedQuestion, Client, Reference
from consent_tui.records import acts_erasing, ledger
from consent_tui.records.faults import NotWritten
from consent_tui.records.findings import Chain, Status
from consent_tui.records.shelf import NotOnShelf
from consent_tui.records.verify import verify_paths
from consent_tui.services.acting import ActRefused
from consent_tui.services.withdrawing import Withdrawer
from tests.model.later_acts import CHECKED, CLEARANCE_NEEDED, CONSENT, DAY
from tests.services.desks import JON_KEY, KIOSK, KIOSK_KEY, House

SENTINEL = "Quendolin"
BORN = date(1931, 3, 17)  # no other date here
CLIENT = Client(name=f"{SENTINEL} Example", born=BORN, age_band="adult", reference=f"my old one, {SENTINEL}")
WHOLE = replace(
    CLEARANCE_NEEDED, client=CLIENT, questions=(AskedQuestion(place="touch", words=f"Will it hurt {SENTINEL}?"),)
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "records")


def holding(root: Path, *words: bytes) -> list[str]:
    """Every file of the folder that has one of these in its bytes or its name."""
    files = [path for path in root.rglob("*") if path.is_file()]
    assert len(files) > 5
    return [
        path.name for path in files if any(word in path.read_bytes() or word in path.name.encode() for word in words)
    ]


def with_a_long_life(house: House) -> None:
    """A consent with acts of two practitioners and of the kiosk, each with something of the client in it."""
    house.keep(WHOLE)
    house.keep(CONSENT)
    house.act("front-desk-1", Clearance(clinician="Dr. B", profession="GP", dated=DAY, how="call", limits=SENTINEL))
    house.act("front-desk-1", replace(CHECKED, paper=f"passport of {SENTINEL}", paper_dated=DAY), "jon", JON_KEY)
    house.act("front-desk-1", Note(topic=Topic.ANSWER, question=1, words=f"No, {SENTINEL}, it should not."))
    house.act("ada-2", Void(reason=f"not said to {SENTINEL}"))
    Withdrawer(house.folder, KIOSK_KEY, KIOSK, now=house.now, random=bytes).withdraw("front-desk-1", BORN)


def test_nothing_of_the_client_is_left_anywhere(house: House) -> None:
    with_a_long_life(house)
    words = (SENTINEL.encode(), b"1931-03-17", b"1931")
    assert len(holding(house.root, *words)) == 6
    desk = house.desk()
    receipts = desk.erase(desk.open("front-desk-1"), "request")
    assert len(receipts) == 6
    assert holding(house.root, *words) == []
    with pytest.raises(NotOnShelf, match="front-desk-1 was erased on 2026-11-21, at the client's request"):
        house.shelf.find("front-desk-1")


def test_the_chain_keeps_its_digests_and_other_records_stay(house: House) -> None:
    with_a_long_life(house)
    before = ledger.load(house.root / "ledger" / KIOSK)
    desk = house.desk()
    desk.erase(desk.open("front-desk-1"), "retention")
    assert ledger.load(house.root / "ledger" / KIOSK) == before
    report = verify_paths([house.root])
    assert report.exit_code == 0, list(report.lines())
    assert Counter(each.status for each in report.records) == {Status.INTACT: 7, Status.ERASED: 6}
    assert {each.status for each in report.ledgers} == {Chain.WHOLE}
    assert house.shelf.find("front-desk-2").missing == 0
    assert house.word("front-desk-2") == "awaiting-countersignature"


def test_an_erasure_names_what_is_gone_by_id_and_digest(house: House) -> None:
    consent = house.keep(WHOLE)
    desk = house.desk()
    (receipt,) = desk.erase(desk.open("front-desk-1"), "retention")
    act = house.shelf.find(receipt.number).filed.what
    assert act.about == Reference(id=consent.id, digest=consent.digest)
    assert act.erasure.why == "retention"


def test_an_interrupted_erasure_is_finished_by_doing_it_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_long_life(house)
    desk = house.desk()

    def interrupted(paths) -> None:
        raise NotWritten("failed", "killed")

    monkeypatch.setattr(acts_erasing, "remove", interrupted)
    with pytest.raises(NotWritten):
        desk.erase(desk.open("front-desk-1"), "request")
    monkeypatch.undo()
    assert house.word("front-desk-1") == "withdrawn"
    assert house.desk().erase(house.desk().open("front-desk-1"), "request") == []
    assert holding(house.root, SENTINEL.encode()) == []


def test_a_note_with_another_clients_words_is_erased_alone(house: House) -> None:
    house.keep(CONSENT)
    note = house.act("front-desk-1", Note(topic=Topic.COPY, how=SENTINEL))
    desk = house.desk()
    desk.erase(desk.open(note.number), "request")
    assert holding(house.root, SENTINEL.encode()) == []
    assert house.shelf.find("front-desk-1").missing == 0


def test_nothing_is_erased_while_a_file_about_it_is_altered(house: House) -> None:
    with_a_long_life(house)
    (path,) = (each for each in house.root.glob("20*/*/*.toml") if b"not said" in each.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"not said", b"NOT SAID"))
    desk = house.desk()
    found = desk.open("front-desk-1")
    with pytest.raises(ActRefused, match="is about it and is not as it was sealed"):
        desk.erase(found, "request")


def newer(house: House, name: str) -> None:
    first = house.keep(CONSENT)
    house.act("front-desk-1", replace(CHECKED, talked=None))
    house.keep(
        replace(CONSENT, supersedes=Reference(id=first.id, digest=first.digest), client=replace(CLIENT, name=name))
        if name != "same"
        else replace(CONSENT, supersedes=Reference(id=first.id, digest=first.digest))
    )


def test_what_an_erased_consent_had_replaced_stays_replaced(house: House) -> None:
    newer(house, "same")
    assert house.word("front-desk-1") == "superseded"
    desk = house.desk()
    desk.erase(desk.open("front-desk-2"), "request")
    assert house.word("front-desk-1") == "superseded"


def test_a_consent_that_replaced_nothing_leaves_nothing_replaced(house: House) -> None:
    newer(house, "Somebody Else")
    assert house.word("front-desk-1") == "awaiting-talk"
    desk = house.desk()
    desk.erase(desk.open("front-desk-2"), "request")
    assert house.word("front-desk-1") == "valid"


def test_a_replaced_consent_that_is_erased_first_needs_no_more(house: House) -> None:
    newer(house, "same")
    desk = house.desk()
    desk.erase(desk.open("front-desk-1"), "request")
    (receipt,) = desk.erase(desk.open("front-desk-2"), "request")
    assert house.shelf.find(receipt.number).filed.what.supersedes is None


def test_a_file_that_cannot_be_removed_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    with pytest.raises(NotWritten, match="was not removed"):
        acts_erasing.remove([folder])
