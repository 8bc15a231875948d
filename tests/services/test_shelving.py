"""Lists say what the records say: nothing of an index is the truth, and whatever it says can be read anew."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from consent_tui.archive.searching import FIELDS
from consent_tui.model.entry import Order, Query, State
from consent_tui.model.flags import Flag
from consent_tui.model.later import Note, Topic, Void
from consent_tui.model.record import Kind, Record, Reference, Times
from consent_tui.model.standing import Word
from consent_tui.records import layout
from consent_tui.records.shelf import NotOnShelf
from consent_tui.records.shelf_mentions import Mentions
from consent_tui.services.shelving_folder import FolderShelves
from tests.model.later_acts import (
    ASKED,
    AT_DESK,
    CHECKED,
    CLEARANCE_NEEDED,
    CLEARED,
    CONSENT,
    DOUBT,
    FOR_A_CHILD,
    SIGNED,
    TALK,
)
from tests.services.desks import JON_KEY, STRANGER_KEY, House
from tests.services.shelved import entry, keys, named, shelves

CHECK = replace(CHECKED, talked=None)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "records")


def test_a_consent_is_listed_with_what_a_practitioner_needs_and_without_a_name(house: House) -> None:
    house.keep(named(TALK, "Zoë Müller-Muster"))
    with shelves(house) as found:
        (one,) = found.list(Query()).entries
    assert (one.key, one.kind, one.initials, one.standing) == (
        "front-desk-1",
        Kind.CONSENT,
        "Z. M.",
        Word.AWAITING_TALK,
    )
    assert (one.flags, one.outcome, one.pack, one.version) == ((Flag.TALK,), "agree", "tiny", "1.0.0")
    assert one.time == SIGNED
    assert "Müller" not in repr(one)


@pytest.mark.parametrize("record", [CONSENT, TALK, CLEARANCE_NEEDED, FOR_A_CHILD, ASKED])
@pytest.mark.parametrize(
    "facts",
    [
        (),
        (CHECK,),
        (CHECKED,),
        (CLEARED, CHECKED),
        (CHECKED, CLEARED),
        (CHECKED, DOUBT),
        (CHECKED, AT_DESK),
        (Void(reason="wrong person"), CHECKED),
        (replace(CLEARED, until=SIGNED.date() - timedelta(days=1)), CHECKED),
    ],
)
def test_a_list_says_of_every_consent_what_its_file_and_acts_say(house: House, record: Record, facts) -> None:
    house.keep(record)
    with shelves(house) as found:
        for each in facts:
            house.act("front-desk-1", each)
            found.refresh()
            assert entry(found, "front-desk-1").standing == house.word("front-desk-1")
    with shelves(house, index=house.root.parent / "another") as anew:
        assert entry(anew, "front-desk-1").standing == house.word("front-desk-1")


def test_an_act_whose_act_was_made_void_counts_no_more(house: House) -> None:
    house.keep(TALK)
    house.act("front-desk-1", CHECKED)
    with shelves(house) as found:
        assert entry(found, "front-desk-1").standing is Word.VALID
        house.act("ada-1", Void(reason="slip"))
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.AWAITING_TALK


def test_a_newer_consent_takes_the_place_of_one_that_it_names(house: House) -> None:
    first = house.keep(CONSENT)
    with shelves(house) as found:
        house.keep(replace(CONSENT, supersedes=Reference(id=first.id, digest=first.digest)))
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.SUPERSEDED
        assert entry(found, "front-desk-2").standing is Word.AWAITING_COUNTERSIGNATURE


def test_deleting_the_index_loses_nothing(house: House) -> None:
    house.keep(TALK)
    house.act("front-desk-1", CHECKED)
    with shelves(house) as found:
        before = found.list(Query())
    shutil.rmtree(house.root.parent / "index")
    with shelves(house) as found:
        assert found.list(Query()) == before


def test_a_second_look_reads_nothing_again(house: House) -> None:
    for record in (TALK, CONSENT, ASKED):
        house.keep(record)
    with shelves(house) as found:
        assert found.refresh(thorough=True) == 0
    again = FolderShelves(house.root, now=house.now, index=house.root.parent / "index")
    assert again.refresh(thorough=True) == 0
    again.close()


def test_what_was_stopped_while_it_was_built_goes_on_where_it_was(house: House) -> None:
    for _ in range(250):
        house.keep(CONSENT)
    index, steps = house.root.parent / "index", list[tuple[int, int]]()

    def stop(done: int, total: int) -> None:
        steps.append((done, total))
        raise KeyboardInterrupt

    first = FolderShelves(house.root, now=house.now, index=index)
    with pytest.raises(KeyboardInterrupt):
        first.refresh(stop)
    first.close()
    second = FolderShelves(house.root, now=house.now, index=index)
    assert steps == [(100, 250)]
    assert second.refresh() == 150
    assert second.count(Query()) == 250
    second.close()


def test_two_desks_and_a_kiosk_on_one_folder_see_the_same(house: House) -> None:
    house.keep(TALK)
    with shelves(house) as one, shelves(house) as other, shelves(house, house.root.parent / "elsewhere") as third:
        house.keep(CONSENT)
        house.act("front-desk-1", CHECKED)
        for desk in (other, one, third):
            assert desk.changes()
            desk.refresh()
        assert one.list(Query()) == other.list(Query()) == third.list(Query())
        assert entry(one, "front-desk-1").standing is Word.VALID
        assert not any(desk.changes() for desk in (one, third))


def test_desks_that_build_the_same_index_at_once_end_with_the_same(house: House) -> None:
    for _ in range(150):
        house.keep(CONSENT)
    house.act("front-desk-7", CHECK)

    def built(_: int) -> tuple[int, dict[str, int]]:
        with shelves(house) as found:
            return found.count(Query()), dict(found.tally(Query(), "standing"))

    with ThreadPoolExecutor(3) as desks:
        told = list(desks.map(built, range(3)))
    assert told == [(150, {"awaiting-countersignature": 149, "valid": 1})] * 3


def test_desks_that_find_nothing_new_leave_each_other_alone(house: House) -> None:
    house.keep(CONSENT)
    with shelves(house) as one, shelves(house) as other:
        for _ in range(2):
            for desk in (one, other):
                desk.refresh(thorough=True)
        one.refresh()
        assert not other.changes()
        other.refresh(thorough=True)
        assert not one.changes()


@pytest.mark.parametrize("kept", [True, False])
def test_counts_are_those_of_now(house: House, tmp_path: Path, *, kept: bool) -> None:
    (tmp_path / "file").write_text("")
    house.keep(TALK)
    with shelves(house, None if kept else tmp_path / "file") as found:
        for _ in range(2):
            assert (found.count(Query()), found.tally(Query(), "standing")) == (1, {"awaiting-talk": 1})
        house.act("front-desk-1", CHECKED)
        house.keep(CONSENT)
        found.refresh()
        expected = {"awaiting-countersignature": 1, "valid": 1}
        for _ in range(2):
            assert (found.count(Query()), found.tally(Query(), "standing")) == (2, expected)
        assert found.count(Query(standings=frozenset({"valid"}))) == 1
        assert found.count(Query(text="front-desk-2")) == 1


def test_a_record_that_was_sealed_just_now_is_noticed(house: House) -> None:
    with shelves(house) as found:
        found.refresh()
        assert not found.changes()
        house.keep(CONSENT)
        assert found.changes()
        assert found.refresh() == 1
        assert keys(found) == ["front-desk-1"]
        assert not found.changes()


def test_other_files_are_listed_as_what_they_are_and_harm_nothing(house: House) -> None:
    whole = house.keep(CONSENT)
    month = whole.path.parent
    data = whole.path.read_bytes()
    (month / "letter.docx").write_bytes(b"PK")
    (month / "notes.toml").write_text('title = "none of ours"\n')
    (month / "half.toml").write_bytes(data[: len(data) // 2])
    (month / "copy of it.toml").write_bytes(data)
    (month / "=cmd().toml").write_bytes(b"\0\xff" * 100)
    with (month / "huge.toml").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    (month / "nothing.toml").symlink_to(month / "gone")
    os.mkfifo(month / "pipe.toml")
    (month / ".hidden.toml").write_text("left by an editor")
    with shelves(house) as found:
        states = {each.key.rpartition("/")[2]: each.state for each in found.list(Query()).entries}
        assert states == {
            "front-desk-1": State.WHOLE,
            "letter.docx": State.FOREIGN,
            "notes.toml": State.FOREIGN,
            "half.toml": State.ALTERED,
            "copy of it.toml": State.COPY,
            "=cmd().toml": State.FOREIGN,
            "huge.toml": State.FOREIGN,
            "nothing.toml": State.FOREIGN,
            "pipe.toml": State.FOREIGN,
        }
        assert found.refresh(thorough=True) == 0
        assert entry(found, "front-desk-1").standing is Word.AWAITING_COUNTERSIGNATURE
        assert keys(found, flags=frozenset({"seal"})) == [f"{month.relative_to(house.root).as_posix()}/half.toml"]


def test_what_is_no_whole_record_opens_to_a_sentence_and_nothing_else_is_read_for_it(house: House, monkeypatch) -> None:
    """A folder of many thousands is not gone through for a file that its own bytes condemn."""
    whole = house.keep(CONSENT)
    month, data = whole.path.parent, whole.path.read_bytes()
    (month / "half.toml").write_bytes(data[: len(data) // 2])
    (month / "letter.docx").write_bytes(b"PK")
    (month / "copy.toml").write_bytes(data)
    (month / "pipe.toml").symlink_to("/dev/zero")
    monkeypatch.setattr(Mentions, "of", None)
    told = {}
    with shelves(house) as found:
        for one in found.list(Query()).entries:
            try:
                told[one.key.rpartition("/")[2]] = found.find(one.key).filed.number
            except NotOnShelf as why:
                told[one.key.rpartition("/")[2]] = why.sentence.removeprefix(f"{month}/")
    assert told["letter.docx"] == "letter.docx is no record."
    assert told["pipe.toml"] == "pipe.toml is no record."
    assert told["half.toml"].startswith("half.toml is altered: ")
    assert told["copy.toml"] == told["front-desk-1"] == "front-desk-1"


def test_a_copy_is_a_copy_until_its_record_is_gone(house: House) -> None:
    whole = house.keep(CONSENT)
    copy = house.root / "backup" / whole.path.name
    copy.parent.mkdir()
    shutil.copy(whole.path, copy)
    with shelves(house) as found:
        assert entry(found, "front-desk-1").path == whole.path.relative_to(house.root).as_posix()
        assert entry(found, f"backup/{copy.name}").state is State.COPY
        whole.path.unlink()
        found.refresh()
        assert entry(found, f"backup/{copy.name}").state is State.WHOLE


def test_a_byte_changed_in_place_is_seen_on_the_page_that_shows_it(house: House) -> None:
    path = house.keep(CONSENT).path
    with shelves(house) as found:
        path.write_bytes(path.read_bytes().replace(b"Ana", b"Eva"))
        (one,) = found.list(Query()).entries
        assert (one.state, one.standing, one.flags) == (State.ALTERED, None, (Flag.SEAL,))


def test_a_byte_changed_in_an_act_leaves_nothing_valid(house: House) -> None:
    house.keep(TALK)
    house.act("front-desk-1", CHECKED)
    withdrawn = house.act("front-desk-1", AT_DESK)
    with shelves(house) as found:
        withdrawn.path.write_bytes(withdrawn.path.read_bytes().replace(b"spoken", b"letter"))
        found.refresh(thorough=True)
        assert entry(found, "front-desk-1").standing == house.word("front-desk-1") == Word.AWAITING_TALK


def test_a_record_other_than_its_ledger_names_is_altered(house: House) -> None:
    kept = house.keep(CONSENT)
    line = layout.ledger_path(house.root, "front-desk")
    line.write_text(line.read_text().replace(kept.digest, "sha256:" + "0" * 64))
    with shelves(house) as found:
        assert entry(found, kept.id).state is State.ALTERED


def test_a_record_whose_file_is_gone_is_missing_until_it_is_back(house: House) -> None:
    path = house.keep(CONSENT).path
    data = path.read_bytes()
    with shelves(house) as found:
        path.unlink()
        found.refresh()
        (one,) = found.list(Query()).entries
        assert (one.key, one.state, one.flags) == ("front-desk-1", State.MISSING, (Flag.SEAL,))
        with pytest.raises(NotOnShelf, match="its file is not here"):
            found.find("front-desk-1")
        path.write_bytes(data)
        found.refresh()
        assert [(each.key, each.state) for each in found.list(Query()).entries] == [("front-desk-1", State.WHOLE)]


def test_what_was_erased_is_forgotten_to_the_last_byte(house: House) -> None:
    house.keep(named(CONSENT, "Xaverine Example"))
    house.keep(CONSENT)
    with shelves(house) as found:
        desk = house.desk()
        desk.erase(desk.open("front-desk-1"), "request")
        found.refresh()
        assert "front-desk-2" in keys(found)
        assert "front-desk-1" not in keys(found)
        assert keys(found, "xaverine") == []
        left = b"".join(each.read_bytes() for each in (house.root.parent / "index").iterdir())
    assert b"xaverine" not in left.lower()


def test_keys_that_count_no_more_are_noticed_and_those_that_count_again(house: House) -> None:
    house.keep(TALK)
    house.act("front-desk-1", CHECKED)
    allowed = house.root / layout.SIGNERS
    before = allowed.read_text()
    with shelves(house) as found:
        allowed.write_text(
            "".join(line for line in before.splitlines(keepends=True) if not line.startswith("front-desk"))
        )
        assert found.changes()
        found.refresh()
        (one,) = found.list(Query(kinds=frozenset({"consent"}))).entries
        assert (one.state, one.initials, one.standing) == (State.UNKNOWN_KEY, "", None)
        allowed.write_text(before)
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.VALID


def test_an_act_under_an_unknown_key_makes_nothing_valid_and_is_listed_as_such(house: House) -> None:
    house.keep(TALK)
    pinned = (house.root / layout.SIGNERS).read_text().splitlines()
    house.folder.admit("stranger", STRANGER_KEY, "consent-act")
    house.act("front-desk-1", CHECKED, by="stranger", own=STRANGER_KEY)
    with shelves(house, pinned=pinned) as found:
        assert entry(found, "front-desk-1").standing is Word.AWAITING_TALK
        assert [each.state for each in found.list(Query(flags=frozenset({"seal"}))).entries] == [State.UNKNOWN_KEY]


def test_a_standing_changes_with_the_day_although_nothing_is_written(house: House) -> None:
    decision = CONSENT.decision
    assert decision
    house.keep(replace(CONSENT, decision=replace(decision, valid_until=date(2026, 12, 24))))
    house.act("front-desk-1", CHECK)
    days = [SIGNED + timedelta(hours=2)]
    with shelves(house, now=lambda: days[-1]) as found:
        assert entry(found, "front-desk-1").standing is Word.VALID
        days.append(SIGNED.replace(month=12, day=24, hour=23, minute=59))
        assert not found.changes()
        days.append(SIGNED.replace(month=12, day=25, hour=0, minute=1))
        assert found.changes()
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.EXPIRED


def test_a_withdrawal_that_fits_no_record_stands_in_the_list_and_one_that_fits_does_not(house: House) -> None:
    house.keep(CONSENT)
    house.act("front-desk-1", AT_DESK)
    with shelves(house) as found:
        assert keys(found) == ["front-desk-1"]
        assert keys(found, kinds=frozenset({"withdrawal"})) == ["ada-1"]
        assert entry(found, "ada-1").initials == "A. E."
        house.root.joinpath(entry(found, "front-desk-1").path).unlink()
        found.refresh()
        assert entry(found, "ada-1").flags == (Flag.UNMATCHED,)


def test_everything_asked_for_is_found_and_nothing_else(house: House) -> None:
    house.keep(named(TALK, "Zoë Müller"))
    house.keep(named(replace(ASKED, language="de"), "Jon Muster"))
    house.keep(replace(CONSENT, kind=Kind.REFUSAL, decision=None, times=Times(written=SIGNED)))
    house.act("front-desk-1", CHECKED)
    with shelves(house) as found:
        assert keys(found, "mueller") == keys(found, "zo mül") == ["front-desk-1"]
        assert keys(found, "hurt") == keys(found, "asks") == ["front-desk-2"]
        assert keys(found, standings=frozenset({"valid"})) == ["front-desk-1"]
        assert keys(found, languages=frozenset({"de"})) == ["front-desk-2"]
        assert keys(found, kinds=frozenset({"refusal"})) == ["front-desk-3"]
        assert keys(found, people=frozenset({"Ada Sample"})) == ["front-desk-1"]
        assert keys(found, flagged=True) == ["front-desk-2"]
        assert keys(found, since=SIGNED.date(), until=SIGNED.date(), order=Order.OLDEST)[0] == "front-desk-1"
        assert keys(found, until=SIGNED.date() - timedelta(days=1)) == []
        assert keys(found, order=Order.NAME)[:2] == ["front-desk-3", "front-desk-2"]
        assert keys(found, order=Order.FLAGS)[0] == "front-desk-2"
        assert keys(found, limit=1, offset=1) == ["front-desk-2"]
        assert found.tally(Query(), "standing") == {"": 1, "awaiting-talk": 1, "valid": 1}
        assert found.count(Query(text="front")) == 3


def test_a_note_in_confidence_is_no_word_to_search_by(house: House) -> None:
    told = replace(TALK.screening[0], answer="yes", note="Quandary")
    house.keep(replace(TALK, screening=(told,)))
    with shelves(house) as found:  # no copy of the pack is here, so nobody can tell which questions are private
        assert keys(found, "quandary") == []


def test_a_record_is_opened_from_the_shelf_as_from_the_folder(house: House) -> None:
    first = house.keep(TALK)
    house.act("front-desk-1", CHECKED)
    house.act("front-desk-1", Note(topic=Topic.COPY, how="print"))
    house.keep(replace(CONSENT, supersedes=Reference(id=first.id, digest=first.digest)))
    with shelves(house) as found:
        one, other = found.find("front-desk-1"), house.shelf.find("front-desk-1")
        assert {each.number for each in one.related} == {each.number for each in other.related}
        assert replace(one, related=()) == replace(other, related=())
        house.act("front-desk-1", AT_DESK, by="jon", own=JON_KEY)
        assert "jon-1" in {each.number for each in found.find("front-desk-1").related}
        with pytest.raises(NotOnShelf, match="no record"):
            found.find("front-desk-9")


def test_where_no_index_can_be_kept_everything_is_read_anew(house: House, tmp_path: Path) -> None:
    house.keep(CONSENT)
    (tmp_path / "file").write_text("")
    with shelves(house, tmp_path / "file") as found:
        assert not found.is_kept
        assert keys(found) == ["front-desk-1"]


def test_a_month_that_was_taken_away_is_missed_and_comes_back(house: House, tmp_path: Path) -> None:
    month = house.keep(CONSENT).path.parent
    with shelves(house) as found:
        shutil.move(month, tmp_path / "aside")
        assert found.changes()
        found.refresh()
        assert [each.state for each in found.list(Query()).entries] == [State.MISSING]
        shutil.move(tmp_path / "aside", month)
        found.refresh()
        assert [each.state for each in found.list(Query()).entries] == [State.WHOLE]


def test_a_ledger_that_was_written_anew_is_read_anew(house: House) -> None:
    for _ in range(3):
        house.keep(CONSENT)
    ledger = layout.ledger_path(house.root, "front-desk")
    whole = ledger.read_text()
    with shelves(house) as found:
        other = whole.replace(whole.split()[5], "sha256:" + "0" * 64)
        ledger.write_text(other[: other.rindex("3 ")])
        found.refresh()
        states = [each.state for each in found.list(Query(order=Order.OLDEST)).entries]
        assert states == [State.WHOLE, State.ALTERED, State.WHOLE]
        ledger.write_text(whole + "no line of a ledger\n")
        found.refresh()
        assert found.tally(Query(), "state") == {"whole": 3}


def test_a_new_release_of_the_pack_asks_clients_again(house: House, tmp_path: Path) -> None:
    house.keep(CONSENT)
    house.act("front-desk-1", CHECK)
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.toml").write_text('id = "tiny"\n')
    first = f'[[release]]\nversion = "1.0.0"\ndigest = "{"sha256:" + "ab" * 32}"\nchange = "major"\ndate = 2026-01-01\n'
    later = '[[release]]\nversion = "2.0.0"\ndigest = "sha256:2"\nchange = "major"\ndate = 2026-11-22\n'
    days = [SIGNED + timedelta(hours=2)]
    (pack / "releases.toml").write_text(first)
    with shelves(house, pack=pack, now=lambda: days[-1]) as found:
        assert entry(found, "front-desk-1").standing is Word.VALID
        (pack / "releases.toml").write_text(first + later)
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.VALID  # it begins tomorrow
        days.append(SIGNED + timedelta(days=1))
        assert found.changes()
        found.refresh()
        assert entry(found, "front-desk-1").standing is Word.RE_CONSENT
        assert found.tally(Query(), "flag") == {"re-consent": 1}


def test_counts_by_flag_month_and_day(house: House) -> None:
    house.keep(ASKED)
    house.keep(TALK)
    with shelves(house) as found:
        assert found.tally(Query(), "flag") == {"talk": 2, "question": 1}
        assert found.tally(Query(), "month") == {"2026-11": 2}
        assert found.tally(Query(text="hurt"), "day") == {"2026-11-21": 1}
        for field in FIELDS:
            assert sum(found.tally(Query(text="front"), field).values()) == 2
        assert found.count(Query.of_day(SIGNED.date())) == 2
        assert found.count(Query.of_day(SIGNED.date() + timedelta(days=1))) == 0
        assert found.figures(Query()).encounters is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_may_not_be_looked_into_is_as_if_it_were_empty(house: House) -> None:
    house.keep(CONSENT)
    closed = house.root / "closed"
    closed.mkdir(0o000)
    try:
        with shelves(house) as found:
            assert keys(found) == ["front-desk-1"]
    finally:
        closed.chmod(0o700)


def test_an_index_that_breaks_is_made_anew(house: House) -> None:
    for _ in range(40):
        house.keep(CONSENT)
    with shelves(house):
        pass
    (index,) = (house.root.parent / "index").iterdir()
    data = index.read_bytes()
    index.write_bytes(data[:100] + b"\x7f" * (len(data) - 100))  # its beginning says that it is a database
    with shelves(house) as found:
        assert found.count(Query()) == 40
    index.write_bytes(data[: len(data) // 2] + b"\x7f" * (len(data) - len(data) // 2))
    (house.root / "2026" / "11" / "new.txt").write_text("")
    with shelves(house) as found:
        found.refresh(thorough=True)
        assert found.count(Query()) == 41
