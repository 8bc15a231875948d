"""Later acts at the desk: what a record takes, what would not count, and what stands on disk afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from consent_tui.model.later import ActKind, Note, Topic, Void
from consent_tui.model.record import Kind
from consent_tui.model.standing import Release
from consent_tui.records.folder import Folder
from consent_tui.records.shelf import NotOnShelf
from consent_tui.records.verify import verify_paths
from consent_tui.services import acting_reasons
from consent_tui.services.acting import ActRefused
from tests.model.later_acts import (
    AT_DESK,
    CHECKED,
    CLEARANCE_NEEDED,
    CLEARED,
    CONSENT,
    DAY,
    DOUBT,
    SIGNED,
    TALK,
    filed,
)
from tests.services.desks import ADA_KEY, JON_KEY, STRANGER_KEY, House

CHECK = replace(CHECKED, talked=None)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "records")


def done(house: House, name: str, facts, releases=()):
    """From opening the record to sealing, as the command does it."""
    desk = house.desk()
    about = desk.open(name)
    topic = facts.topic if isinstance(facts, Note) else None
    desk.accepts(about, ActKind(type(facts).__name__.lower()), topic, releases)
    act = desk.draft(facts, about)
    desk.consider(act, about)
    return desk.seal(act)


def refused(house: House, name: str, facts, releases=()) -> tuple[int, str]:
    """What an act is refused with."""
    with pytest.raises(ActRefused) as found:
        done(house, name, facts, releases)
    return found.value.exit_code, str(found.value)


def test_a_record_of_somebody_still_thinking_is_called_what_they_answered() -> None:
    waiting = filed(replace(CONSENT, kind=Kind.UNDECIDED), by="front-desk")
    told = acting_reasons.does_not_take(waiting, ActKind.COUNTERSIGNATURE)
    assert told == f'{waiting.number} is an answer "I want to think about it", which cannot be countersigned.'


def test_a_consent_comes_to_be_valid(house: House) -> None:
    house.keep(CLEARANCE_NEEDED)
    assert house.word("front-desk-1") == "awaiting-clearance"
    cleared = done(house, "front-desk-1", CLEARED)
    assert (cleared.by, cleared.sequence) == ("ada", 1)
    assert house.word("front-desk-1") == "awaiting-countersignature"
    done(house, "front-desk-1", CHECK)
    assert house.word("front-desk-1") == "valid"
    report = verify_paths([house.root])
    assert report.exit_code == 0
    assert sorted(each.kind or "" for each in report.records) == ["clearance", "consent", "countersignature"]


def test_an_act_changes_no_earlier_file(house: House) -> None:
    consent = house.keep(TALK)
    before = consent.path.read_bytes()
    done(house, "front-desk-1", CHECKED)
    done(house, "front-desk-1", AT_DESK)
    assert consent.path.read_bytes() == before
    assert house.word("front-desk-1") == "withdrawn"


def test_an_act_says_who_did_it_where_and_when(house: House) -> None:
    house.keep(CONSENT)
    done(house, "front-desk-1", CHECK)
    act = house.shelf.find("ada-1").filed.what
    assert act.practitioner.name == "Ada Sample"
    assert act.about.digest == house.shelf.find("front-desk-1").filed.digest
    assert act.times.zone == "Europe/Vienna"
    assert act.times.written > SIGNED


def test_a_countersignature_needs_the_doctors_answer_first(house: House) -> None:
    house.keep(CLEARANCE_NEEDED)
    code, told = refused(house, "front-desk-1", CHECK)
    assert (code, told) == (
        1,
        "front-desk-1 needs a doctor's answer first: clear it, then countersign it.",
    )


@pytest.mark.parametrize("facts", [CLEARED, CHECK], ids=["clearance", "countersignature"])
def test_what_has_ended_is_not_countersigned(house: House, facts) -> None:
    house.keep(CONSENT)
    done(house, "front-desk-1", AT_DESK)
    code, told = refused(house, "front-desk-1", facts)
    assert code == 1
    assert "it was withdrawn; if the client wants it again, a new consent is needed" in told


def test_after_a_major_release_a_consent_is_not_countersigned(house: House) -> None:
    house.keep(CONSENT)
    old = Release("1.0.0", CONSENT.content.digest, "major", DAY)
    code, told = refused(house, "front-desk-1", CHECK, releases=(old, replace(old, version="2.0.0", digest="x")))
    assert (code, "has changed since" in told) == (1, True)


def test_nothing_is_ended_twice(house: House) -> None:
    house.keep(CONSENT)
    done(house, "front-desk-1", AT_DESK)
    assert refused(house, "front-desk-1", AT_DESK) == (1, "front-desk-1 is withdrawn already.")
    done(house, "front-desk-1", Void(reason="wrong person"))
    assert refused(house, "front-desk-1", Void(reason="again")) == (1, "front-desk-1 is void already.")


def test_everything_that_is_not_right_is_named_at_once(house: House) -> None:
    house.keep(TALK)
    code, told = refused(house, "front-desk-1", replace(CHECK, wanted=False, paper="x", paper_dated=DAY + timedelta(9)))
    assert code == 2
    assert told.splitlines() == [
        "2026-11-30 is still to come; give a day up to today.",
        "Ask the client whether they still want it; then say --wanted.",
        "Something has to be talked about first (see: consent-tui show); then say --talked.",
    ]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (CLEARED, "front-desk-1 is a refusal, which cannot be cleared."),
        (CHECK, "front-desk-1 is a refusal, which cannot be countersigned."),
        (AT_DESK, "front-desk-1 is a refusal, which cannot be withdrawn."),
        (Note(topic=Topic.ANSWER, words="a", question=1), "front-desk-1 is a refusal, which cannot be noted on"),
    ],
    ids=repr,
)
def test_a_refusal_takes_no_act_that_only_a_consent_takes(house: House, facts, told: str) -> None:
    house.keep(replace(CONSENT, kind=Kind.REFUSAL))
    code, said = refused(house, "front-desk-1", facts)
    assert (code, said.startswith(told)) == (2, True)


def test_what_ended_a_consent_is_final(house: House) -> None:
    house.keep(CONSENT)
    done(house, "front-desk-1", AT_DESK)
    done(house, "front-desk-1", Void(reason="wrong person"))
    assert refused(house, "ada-1", Void(reason="slip")) == (
        2,
        "ada-1 is a withdrawal, which is final; it cannot be made void.",
    )
    assert refused(house, "ada-2", Void(reason="slip")) == (
        2,
        "ada-2 is a void, which is final; it cannot be made void.",
    )
    for number, kind in (("ada-1", "withdrawal"), ("ada-2", "void")):
        about = house.desk().open(number)
        with pytest.raises(ActRefused, match=f"{number} is a {kind}; it is erased together with the record"):
            house.desk().accepts(about, ActKind.ERASURE, None)


def test_a_slip_is_made_void_and_done_again(house: House) -> None:
    house.keep(CLEARANCE_NEEDED)
    done(house, "front-desk-1", CLEARED)
    done(house, "ada-1", Void(reason="another client's letter"))
    assert house.word("front-desk-1") == "awaiting-clearance"


def test_a_rehearsal_takes_no_acts(tmp_path: Path) -> None:
    house = House(tmp_path / "records")
    elsewhere = House.__new__(House)
    elsewhere.root, elsewhere.start, elsewhere.minutes = tmp_path / "rehearsed", house.start, house.minutes
    elsewhere.folder = type(house.folder).open(elsewhere.root)
    elsewhere.keep(replace(CONSENT, rehearsal=True), by="rehearsal")
    code, told = refused(elsewhere, "rehearsal-1", CHECK)
    assert (code, told) == (1, "rehearsal-1 is a rehearsal; nothing counts in it, so it takes no acts.")


def test_a_key_that_is_not_on_the_list_may_not_act(house: House) -> None:
    house.keep(CONSENT)
    desk = house.desk("eva", STRANGER_KEY)
    with pytest.raises(ActRefused, match="may not act as eva") as found:
        desk.seal(desk.draft(CHECK, desk.open("front-desk-1")))
    assert found.value.exit_code == 3
    assert not (house.root / "ledger" / "eva").exists()


def test_a_kiosk_key_may_not_act(house: House) -> None:
    house.keep(CONSENT)
    desk = house.desk("front-desk", JON_KEY)
    with pytest.raises(ActRefused, match="may not act as front-desk"):
        desk.seal(desk.draft(CHECK, desk.open("front-desk-1")))


@pytest.mark.parametrize("mark", ["retired-after=1", "revoked 2026-11-21 lost"])
def test_a_retired_or_revoked_key_acts_no_more(house: House, mark: str) -> None:
    """What a retired key sealed before counts; a new act is refused before anything is written."""
    house.keep(CONSENT)
    done(house, "front-desk-1", CHECK)
    listed = house.root / "allowed_signers"
    listed.write_text(re.sub(r"(?m)^(ada .*)$", rf"\1 {mark}", listed.read_text("utf-8")), "utf-8")
    desk = house.desk()
    with pytest.raises(ActRefused, match="may not act as ada"):
        desk.seal(desk.draft(CHECK, desk.open("front-desk-1")))
    assert len((house.root / "ledger" / "ada").read_text("utf-8").splitlines()) == 1


def test_a_folder_that_holds_no_records_takes_no_note(tmp_path: Path, house: House) -> None:
    desk = house.desk()
    desk.shelf.root = tmp_path / "empty"
    with pytest.raises(ActRefused, match="is no records folder"):
        desk.seal(desk.draft(Note(topic=Topic.KEYS, words="a new key"), None))


def test_a_note_of_the_house_is_about_no_record(house: House) -> None:
    desk = house.desk()
    desk.seal(desk.draft(Note(topic=Topic.SETTINGS, words="valid for 6 months"), None))
    assert house.shelf.find("ada-1").filed.what.about is None


def test_an_altered_withdrawal_does_not_make_a_consent_valid_again(house: House) -> None:
    house.keep(CONSENT)
    done(house, "front-desk-1", CHECK)
    withdrawal = done(house, "front-desk-1", AT_DESK)
    withdrawal.path.write_bytes(withdrawal.path.read_bytes().replace(b"spoken", b"Spoken"))
    assert house.word("front-desk-1") == "awaiting-talk"
    code, told = refused(house, "front-desk-1", CHECK)
    assert code == 1
    assert f"{withdrawal.path.relative_to(house.root)} is about it and is not as it was sealed" in told


def test_a_doubt_is_answered_by_a_countersignature_after_it(house: House) -> None:
    house.keep(CONSENT)
    done(house, "front-desk-1", CHECK)
    done(house, "front-desk-1", DOUBT)
    assert house.word("front-desk-1") == "awaiting-talk"
    done(house, "front-desk-1", CHECKED)
    assert house.word("front-desk-1") == "valid"


def test_there_is_no_such_record(house: House) -> None:
    with pytest.raises(NotOnShelf, match="There is no record front-desk-9"):
        house.desk().open("front-desk-9")


def test_a_desk_goes_through_the_folder_once_and_not_at_every_act(house: House, monkeypatch) -> None:
    """What a killed program left is looked for in every month: seconds, at 100,000 records."""
    house.keep(TALK)
    opened, usual = [], Folder.open
    monkeypatch.setattr(Folder, "open", lambda *given: opened.append(given) or usual(*given))
    desk = house.desk()
    about = desk.open("front-desk-1")
    numbers = [desk.with_key(ADA_KEY).seal(desk.draft(AT_DESK, about)).number for _ in range(3)]
    assert numbers == ["ada-1", "ada-2", "ada-3"]
    assert len(opened) == 1
    assert verify_paths([house.root]).exit_code == 0
