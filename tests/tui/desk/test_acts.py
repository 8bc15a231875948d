"""Each act from its record, by keys: shown, asked once, sealed, and what it changes. `docs/practitioners.md`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from consent_tui.model.desk import Page
from consent_tui.model.later import ActKind, Topic
from consent_tui.records.acts_signing import held
from consent_tui.records.verify import verify_paths
from tests.model.later_acts import AT_DESK
from tests.records import openssh
from tests.services.desks import JON_KEY, STRANGER_KEY
from tests.tui.desk.bench import Practice, flat, of, press, reviewing, type_in

PASSPHRASE = "four plain words here"


@pytest.fixture
def practice(tmp_path):
    return Practice(tmp_path / "records")


def acts_of(practice: Practice, name: str = "front-desk-1"):
    """The acts about a record, as they were sealed."""
    return [each.what for each in practice.shelf.find(name).related]


async def test_a_doctors_answer_is_recorded_and_then_countersigned(practice):
    """The two acts that a consent under a condition needs, one after the other, by the main key."""
    practice.keep(of("clearance-pregnancy", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        assert "waits for a doctor" in await press(pilot, "enter")
        await press(pilot, "enter")
        await type_in(pilot, "Dr. Jon Muster")
        await press(pilot, "tab")
        await type_in(pilot, "midwife")
        await press(pilot, "tab")
        await type_in(pilot, "2026-11-20")
        await press(pilot, "tab", "tab", "tab", "space")
        shown = await press(pilot, "enter")
        assert "this will be written" in shown
        assert 'clinician = "Dr. Jon Muster"' in shown
        assert acts_of(practice) == []
        shown = await press(pilot, "enter")
        assert "Sealed as ada-1." in shown
        assert "waits for" in shown
        await press(pilot, "enter", *(str(n) for n in range(1, 5)), "enter")
        assert app.session.desk.page is Page.SEAL
        shown = await press(pilot, "enter")
    assert "May we start?   ● yes" in shown
    assert practice.word("front-desk-1") == "valid"
    assert [act.kind for act in acts_of(practice)] == [ActKind.CLEARANCE, ActKind.COUNTERSIGNATURE]


async def test_a_question_is_answered(practice):
    asked = of("asks-a-question", "Ana Example")
    practice.keep(asked)
    async with reviewing(practice) as (pilot, _, _):
        assert "? question" in await press(pilot, "home")
        assert "Open questions" in await press(pilot, "enter")
        await press(pilot, "q", "1", "tab")
        await type_in(pilot, "It should not hurt.")
        await press(pilot, "enter", "enter", "enter")
        shown = await press(pilot, "end", "home")
        assert "Open questions" in shown
        await press(pilot, "escape")
    (note,) = acts_of(practice)
    assert (note.note.topic, note.note.question, note.note.words) == (Topic.ANSWER, 1, "It should not hurt.")


async def test_a_consent_is_withdrawn_and_nothing_gives_it_back(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, _, _):
        await press(pilot, "enter", "w")
        assert "2026-11-21" in await press(pilot, "tab")  # the usual day stands there
        await press(pilot, "1", "enter")
        shown = await press(pilot, "enter")
        assert "not now: withdrawn" in shown
        shown = await press(pilot, "a")
    assert "Countersign" in shown.split("Not now")[1]
    assert "was withdrawn" in shown.split("Not now")[1]
    assert practice.word("front-desk-1") == "withdrawn"


async def test_a_countersignature_is_undone_by_making_it_void(practice):
    """*Undoable only by another act.*"""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, _, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter", "enter")
        assert practice.word("front-desk-1") == "valid"
        assert "ada-1, countersigned" in await press(pilot, "v")
        await press(pilot, "2", "tab")
        await type_in(pilot, "Another client was here.")
        await press(pilot, "enter", "enter")
        shown = await press(pilot, "enter")
    assert "waits for you to sign" in shown
    assert practice.word("front-desk-1") == "awaiting-countersignature"


async def test_a_doubt_is_noted_and_then_stands_in_the_way(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, _, _):
        shown = await press(pilot, "enter", "n")
        assert "◉" not in shown  # nothing is noted that nobody chose
        await press(pilot, "1", "tab")
        await type_in(pilot, "Was very sleepy.")
        await press(pilot, "enter", "enter")
        shown = await press(pilot, "enter")
    assert "waits for a talk" in shown
    assert acts_of(practice)[0].note.topic is Topic.CAPACITY


async def test_private_answers_that_were_heard_are_no_flag_any_more(practice):
    practice.keep(of("talk-private", "Ana Example"))
    async with reviewing(practice) as (pilot, _, _):
        assert "% private" in await press(pilot, "home")
        await press(pilot, "enter", "n", "shift+tab")
        await press(pilot, "2", "enter")
        await press(pilot, "enter")
        shown = await press(pilot, "escape")
    (note,) = acts_of(practice)
    assert note.note.topic is Topic.PRIVATE
    assert note.note.private
    assert "% private" not in shown


@pytest.mark.parametrize(("name", "whose", "begins"), [("c.txt", "1", "Copy"), ("c.html", "2", "<!doctype html>")])
async def test_a_copy_is_saved_for_the_own_account_and_told_in_the_record(practice, tmp_path, name, whose, begins):
    practice.keep(of("talk-private", "Ana Example"))
    place = tmp_path / name
    async with reviewing(practice) as (pilot, _app, _):
        await press(pilot, "enter", "p", whose, "tab", "tab", "ctrl+u")  # a digit chooses; it gets into no file's name
        await type_in(pilot, str(place))
        await press(pilot, "enter", "enter")
        assert not place.exists()
        shown = await press(pilot, "enter")
    assert "Sealed as ada-1." in shown
    text = place.read_text("utf-8")
    assert begins in text
    assert "Ana Example" in text
    assert place.stat().st_mode & 0o077 == 0
    (note,) = acts_of(practice)
    assert note.note.topic is Topic.COPY
    assert note.note.how.endswith("for the client" if whose == "1" else "for the clinic")


@pytest.mark.parametrize(
    ("name", "told"),
    [("copy.txt", "is there already"), ("none/copy.txt", "folder that is not there"), ("x.doc", ".pdf")],
)
async def test_a_copy_replaces_no_file_and_says_what_it_can_be(practice, tmp_path, name, told):
    practice.keep(of("plain-consent", "Ana Example"))
    there = tmp_path / "copy.txt"
    there.write_text("mine")
    async with reviewing(practice, size=(120, 40)) as (pilot, _, _):
        await press(pilot, "enter", "p", "tab", "tab", "ctrl+u")
        await type_in(pilot, str(tmp_path / name))
        shown = await press(pilot, "enter", "enter")
    assert told in flat(shown)
    assert there.read_text() == "mine"
    assert acts_of(practice) == []


async def test_an_erased_record_is_gone_with_its_acts_and_the_list_says_so(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter", "enter", "e", "1")
        shown = await press(pilot, "enter")
        assert "For good: front-desk-1, ada-1." in shown
        shown = await press(pilot, "enter")
    assert "Erased" in shown
    assert "A. E." not in shown
    assert app.session.desk.open == ""
    assert [path.name for path in practice.root.glob("2*/*/*.toml") if "Ana Example" in path.read_text()] == []


# -- what stands in the way


async def test_what_cannot_be_done_says_why_before_anything_is_typed(practice):
    practice.keep(of("refuses-in-screening-kept", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter")
        shown = await press(pilot, "a")
        assert "which cannot be countersigned" in flat(shown)
        await press(pilot, "s", "c", "w")
        assert app.session.desk.page is Page.DEEDS


async def test_what_would_not_count_is_said_in_words_of_the_desk(practice):
    """`model/later_rules`: the treating practitioner's own word is no clearance."""
    practice.keep(of("clearance-pregnancy", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "enter")
        for words in ("Ada Sample", "osteopath", "2026-12-24"):
            await type_in(pilot, words)
            await press(pilot, "tab")
        await press(pilot, "tab", "tab", "space")
        shown = await press(pilot, "enter", "home")
        assert "own word is no doctor's answer" in shown
        assert "2026-12-24 is still to come" in shown
        assert app.session.desk.page is Page.FORM
    assert acts_of(practice) == []


async def test_what_is_missing_is_named_at_its_place_and_nothing_typed_is_lost(practice):
    practice.keep(of("clearance-pregnancy", "Ana Example"))
    async with reviewing(practice, size=(120, 40)) as (pilot, _, _):
        await press(pilot, "enter", "enter")
        await type_in(pilot, "Dr. Jon Muster")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "yesterday")
        await press(pilot, "tab", "tab", "tab", "2")
        shown = await press(pilot, "enter")
    assert "is missing" in shown
    assert "is no day" in shown
    assert "Dr. Jon Muster" in shown
    assert "yesterday" in shown


async def test_a_key_that_the_folder_does_not_know_seals_nothing(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice, key=STRANGER_KEY) as (pilot, app, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter")
        shown = await press(pilot, "enter")
        assert "may not act as ada" in flat(shown)
        assert app.session.desk.page is Page.SEAL
    assert acts_of(practice) == []


async def test_without_a_practitioner_everything_can_be_read_and_nothing_done(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    unable = "Nobody is set up to act here. Run: consent-tui setup --practitioner"
    async with reviewing(practice, unable=unable) as (pilot, app, _):
        assert "Ana Example" in await press(pilot, "enter")
        await press(pilot, "s")
        assert app.session.desk.page is Page.RECORD
        shown = await press(pilot, "a")
    assert "setup --practitioner" in shown
    assert "P  Print or save a copy" in shown


# -- the key's secret


def locked(path: Path) -> Path:
    """A key with a passphrase, as ssh-keygen makes it."""
    path.parent.mkdir(mode=0o700)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", str(path)], check=True)
    return path


@openssh.needed
async def test_the_passphrase_is_asked_for_at_every_act(practice, tmp_path):
    path = tmp_path / "keys" / "ada"
    key = held(locked(path), practice.root)
    practice.folder.admit("ada-lock", key, "consent-act")
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice, key=key, by="ada-lock") as (pilot, _, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter")
        await type_in(pilot, "wrong")
        shown = await press(pilot, "enter")
        assert "wrong" not in shown
        assert "the passphrase is another one" in shown
        shown = await type_in(pilot, PASSPHRASE)
        assert PASSPHRASE not in shown
        assert "•" * 5 in shown
        assert "Sealed as ada-lock-1." in await press(pilot, "enter")
        await press(pilot, "n", "1", "tab")
        await type_in(pilot, "Again.")
        await press(pilot, "enter", "enter")
        shown = await press(pilot, "enter")
        assert "the passphrase is another one" in shown
    assert len(acts_of(practice)) == 1


async def test_a_pin_is_asked_for_where_the_key_has_no_passphrase(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice, is_pin=lambda typed: typed == "2468") as (pilot, _, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter", "1", "2", "3", "4")
        assert "another PIN" in await press(pilot, "enter")
        await press(pilot, "2", "4", "6", "8")
        assert "Sealed as ada-1." in await press(pilot, "enter")


async def test_an_act_is_sealed_as_any_other(practice):
    """One way of sealing: `verify` finds folder and ledgers whole."""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, _, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter", "enter")
    report = verify_paths([practice.root])
    assert {str(each.status) for each in report.records} <= {"intact"}
    assert {str(each.status) for each in report.ledgers} == {"whole"}
    assert len(report.records) == 2


async def test_what_another_desk_did_meanwhile_is_looked_at_once_more(practice):
    """*Two desks and a kiosk on one folder at once*: a consent that was withdrawn is not countersigned any more."""
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter")
        practice.act("front-desk-1", AT_DESK, "jon", JON_KEY)
        shown = await press(pilot, "enter")
        assert "was withdrawn" in flat(shown)
        assert app.session.desk.page is Page.SEAL
    assert [act.kind for act in acts_of(practice)] == [ActKind.WITHDRAWAL]


async def test_after_a_lock_what_would_be_sealed_is_shown_anew(practice):
    practice.keep(of("plain-consent", "Ana Example"))
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "enter", "1", "2", "3", "enter", "f9", "enter")
        assert app.session.desk.page is Page.FORM
        await press(pilot, "enter")
        assert "Sealed as ada-1." in await press(pilot, "enter")
