"""Health questions, what the answers mean, and the check of our explaining (`walkthrough`: Results)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consent_tui.model.judging import CAPACITY, standing
from consent_tui.model.moves import GoTo
from consent_tui.views.shapes import (
    ChooseSheet,
    FormSheet,
    Mark,
    RowsSheet,
    Tone,
)
from tests.views.sitting import Sitting, choices, plain, result_of, review_of, shown, whole
from tests.views.tours import (
    decided,
    reviewed,
    screened,
    told,
)


def test_no_to_all_is_never_offered_in_groups_asked_one_by_one_nor_beside_another_answer() -> None:
    sitting = told(decided())
    assert isinstance(sitting.sheet, RowsSheet)
    assert sitting.sheet.all is None
    sitting.answer({}).next()
    assert isinstance(sitting.sheet, RowsSheet)
    assert sitting.sheet.all
    sitting.choose("unsure", "fear")
    assert isinstance(sitting.sheet, RowsSheet)
    assert sitting.sheet.all is None


def test_follow_ups_appear_under_their_question() -> None:
    sitting = told(decided()).answer({}).next().choose("yes", "blood-clot")
    assert isinstance(sitting.sheet, RowsSheet)
    assert [(row.id, row.under) for row in sitting.sheet.rows][:2] == [
        ("blood-clot", False),
        ("blood-clot-signs", True),
    ]


def test_a_stop_answer_is_read_back() -> None:
    sitting = told(decided()).choose("yes", "aneurysm")
    assert isinstance(sitting.sheet, ChooseSheet)
    assert sitting.sheet.title == "You answered Yes. Is that right?"
    assert not any(c.chosen for c in choices(sitting.choose("no").view, "aneurysm"))


def test_a_note_stands_beside_an_answer_and_can_be_changed() -> None:
    sitting = told(decided()).choose("yes", "concussion").press("note").write("note", "in May")
    assert isinstance(sitting.sheet, RowsSheet)
    assert [row.noted for row in sitting.sheet.rows] == ["", "Your note: in May"]
    again = sitting.press("note").sheet
    assert isinstance(again, FormSheet)
    assert again.fields[0].value == "in May"


@pytest.mark.parametrize(
    ("given", "tone", "mark", "title"),
    [
        ({}, Tone.PLAIN, Mark.NONE, "Your answers raised none of the concerns we ask about"),
        ({"concussion": "yes"}, Tone.DUSK, Mark.TALK, "Please talk with your practitioner before we start"),
        ({"blood-clot": "yes"}, Tone.OCHRE, Mark.CLEARANCE, "We need a doctor's answer first"),
        ({"blood-clot": "yes", "blood-clot-signs": "yes"}, Tone.CLAY, Mark.STOP, "Please come back when you are well"),
        ({"surgery": "yes"}, Tone.CLAY, Mark.STOP, "No session until a doctor tells us this has healed"),
    ],
)
def test_a_result_has_the_title_that_was_agreed_on(given: dict[str, str], tone: Tone, mark: Mark, title: str) -> None:
    sheet = result_of(screened(given))
    assert (sheet.tone, sheet.mark, sheet.title) == (tone, mark, title)


def test_a_lasting_stop_names_the_condition_and_says_whose_fault_it_is_not() -> None:
    sheet = result_of(screened({"aneurysm": "yes"}))
    assert sheet.title == "We do not offer this to people with a weak blood vessel in the brain (aneurysm)"
    assert "This is not your fault." in " ".join(plain(sheet.why))


@pytest.mark.parametrize(
    ("who", "band", "able", "title"),
    [
        ("child", "under", "yes", "We do not treat children this small"),
        ("self", "minor", "yes", "Please come back with a parent"),
        ("self", "adult", "no", "Let us do this another day"),
        ("represented", "adult", "unsure", "Let us do this another day"),
    ],
)
def test_what_is_decided_at_deciding_has_words_of_its_own(who: str, band: str, able: str, title: str) -> None:
    sitting = decided(who, band, able=able)
    assert result_of(sitting).title == title
    assert [k.act for k in result_of(sitting).corrections] == [GoTo("deciding", "who" if able == "yes" else "able")]


def test_what_is_not_asked_any_more_has_no_way_back_though_it_still_counts() -> None:
    """Every key posts an act that the reducer takes: a way back leads to a place of the journey that there is now."""
    sitting = screened({"surgery": "yes"})
    assert [k.act for k in result_of(sitting).corrections] == [GoTo("screening", "body")]
    sitting.post(GoTo("deciding", "able")).choose("able_no").next()
    assert standing(sitting.state.case).because == (CAPACITY, "surgery")
    assert [(k.cap, k.act) for k in result_of(sitting).corrections] == [("1", GoTo("deciding", "able"))]


def test_a_childs_result_adds_what_its_age_means_where_something_else_asks_for_a_doctor_too() -> None:
    alone = result_of(screened({}, decided("child", "minor")))
    both = result_of(screened({"blood-clot": "yes"}, decided("child", "minor")))
    assert plain(alone.why) == ["For a child we always ask a doctor."]
    assert "The session waits for the doctor." in " ".join(plain(both.now))
    assert "a blood clot and the age of the person" in " ".join(plain(both.why))


def test_a_combination_says_what_it_means_more_strongly() -> None:
    sheet = result_of(screened({"concussion": "yes", "blood-thinners": "yes"}))
    own = whole().words["en"].results["see-a-doctor"]
    assert sheet.title == own.title
    assert (
        plain(sheet.why)[-1] == "You told us about a blow to the head (concussion) and medicine that thins the blood."
    )
    assert (sheet.now[0].kind, sheet.now[0].plain) == ("strong", own.now)


def test_of_combinations_that_share_their_words_only_the_one_that_is_met_is_told() -> None:
    """Several combinations may share their words; what was answered with no is behind none of them."""
    pack = whole()
    other = replace(pack.together[0], all=("blood-thinners", "blood-clot"))
    sitting = Sitting.of(replace(pack, together=(*pack.together, other)))
    sheet = result_of(screened({"concussion": "yes", "blood-thinners": "yes"}, decided(sitting=sitting)))
    assert "clot" not in " ".join([sheet.title, *plain(sheet.why)])
    assert len(sheet.why) == 1


def test_of_several_stops_the_title_names_those_that_last_and_the_reasons_are_told_once() -> None:
    """ "We do not offer this therapy to people with …": a fever is no reason for that."""
    sheet = result_of(screened({"surgery": "yes", "aneurysm": "yes"}))
    assert sheet.title == "We do not offer this to people with a weak blood vessel in the brain (aneurysm)"
    told = [p.plain for p in sheet.why if p.kind == "point"]
    assert len(told) == 2
    alone = result_of(screened({"aneurysm": "yes"}))
    assert [p for p in alone.why if p.kind == "point"] == []


def test_private_answers_are_covered_on_result_and_review() -> None:
    sitting = screened({"fear": "yes", "blood-thinners": "yes"})
    sheet = result_of(sitting)
    assert plain(sheet.why) == ["You told us about medicine that thins the blood and a private answer."]
    assert [k.word for k in sheet.corrections] == [
        "Change answer: medicine that thins the blood",
        "Change answer: a private answer",
    ]
    assert "fear" not in shown(reviewed({"fear": "yes"}).view).lower()


def test_the_review_shows_a_private_yes_as_it_shows_a_private_no() -> None:
    yes, no = review_of(reviewed({"fear": "yes"})), review_of(reviewed({}))
    assert {label for label in yes if yes[label] != no.get(label)} == {"Result"}


def test_a_lowered_answer_is_said() -> None:
    sitting = screened({"blood-clot": "yes"}).press("change-1").choose("no", "blood-clot").next()
    assert "You changed an answer after the first result." in " ".join(plain(result_of(sitting).now))


def test_a_miss_shows_the_very_passage_and_asks_once_more_then_passage_and_answer() -> None:
    sitting = screened().next()
    first = sitting.sheet
    assert isinstance(first, ChooseSheet)
    assert first.before == ()
    again = sitting.choose("never").sheet
    assert isinstance(again, ChooseSheet)
    assert plain(again.before) == ["You can stop at any time."]
    assert [(c.id, c.hint) for c in again.choices] == [("any-time", ""), ("never", "your first answer")]
    assert not any(c.chosen for c in again.choices)
    shown_now = sitting.choose("never").sheet
    assert isinstance(shown_now, ChooseSheet)
    assert plain(shown_now.before) == ["You can stop at any time."]
    assert "when you can stop" in plain(shown_now.prose)
    assert sitting.next().state.place.step == "teach-back"
