"""What the craniosacral pack asks, tells and lets a client agree to; and the answer sheets that prove its rules."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

from consent_tui import words
from consent_tui.content.reading import read
from consent_tui.content.scenario import read_scenario
from consent_tui.model.pack import Pack, Words
from consent_tui.model.screening import Answer, StopFor
from consent_tui.model.state import State
from consent_tui.services.rehearsing import Rehearsed, directly, rehearse
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from consent_tui.views import view

FOLDER = Path(__file__).parents[2] / "content" / "craniosacral"
SHEETS = sorted(FOLDER.glob("scenarios/*.toml"))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
IN_ANY_CASE = ("stop-today", "stop-until", "stop-lasting", "capacity", "see-a-doctor-today")


@cache
def pack() -> Pack:
    found = read(FOLDER).pack
    assert found is not None
    return found


@cache
def english() -> Words:
    return pack().words["en"]


def certify(state: State):
    return view(state, words.load("en", english().messages)).sheet.certify.act


@cache
def rehearsals() -> dict[str, Rehearsed]:
    visit = visit_of(Settings(), pack(), zone="UTC", clock=None)
    return {
        path.stem: rehearse(read_scenario(path), pack(), visit, directly, certify=certify, clock=lambda: NOW)
        for path in SHEETS
    }


# -- scenarios


def test_there_are_at_least_40_scenarios_and_each_says_what_it_proves() -> None:
    assert len(SHEETS) >= 40
    assert [path.name for path in SHEETS if not read_scenario(path).sheet.about] == []


def test_every_answer_to_every_question_is_given_in_a_scenario() -> None:
    """ "Scenarios >= 40, every rule of `screening.toml` exercised by at least one." """
    given = set().union(*(r.exercised for r in rehearsals().values()))
    assert {f"{rule.id}:{a}" for rule in pack().questions for a in rule.choices()} - given == set()


def test_every_answer_but_no_is_expected_by_name_in_a_scenario_that_it_decides() -> None:
    """An expectation without the question in `because` would stay true if the class of its answer were lowered."""
    proven = {
        f"{question}:{answer}"
        for path in SHEETS
        for question in read_scenario(path).sheet.expect.because or ()
        for answer in Answer
        if f"{question}:{answer}" in rehearsals()[path.stem].exercised
    }
    raised = {f"{r.id}:{a}" for r in pack().questions for a in r.choices() if a is not Answer.NO}
    assert raised - proven == set()


def test_every_stop_decides_how_long_it_lasts_in_a_scenario_of_its_own() -> None:
    stopped = {(r.because[0], r.stop_for) for r in rehearsals().values() if len(r.because) == 1 and r.stop_for}
    mixed = {("brain-bleed", StopFor.LASTING)}  # stops-of-each-length: the only lasting one there
    fixed = {(rule.id, rule.stop_for) for rule in pack().questions if rule.stop_for}
    assert fixed - stopped - mixed == set()


def test_every_combination_is_met_in_a_scenario() -> None:
    met = set().union(*(r.exercised for r in rehearsals().values()))
    assert {f"together:{'+'.join(t.all)}" for t in pack().together} - met == set()


def test_no_scenario_ends_otherwise_than_its_author_expects() -> None:
    assert {name: r.differences for name, r in rehearsals().items() if r.differences} == {}


# -- questions and results


def test_questions_about_another_person_name_that_person_or_nobody() -> None:
    """Those that name nobody are follow-ups: they stand under a question that does."""
    follow_ups = {child for rule in pack().questions for children in rule.follow.values() for child in children}
    nameless = {q for q, w in english().questions.items() if "{person}" not in w.ask_other}
    assert nameless <= follow_ups
    assert {q for q in nameless if english().questions[q].ask != english().questions[q].ask_other} == set()


def test_why_we_ask_gives_no_rule() -> None:
    """ "Why we ask: the health reason, never the rule." """
    rule = re.compile(r"\b(must|may not|cannot have|not allowed|session|doctor's answer|rule|policy)\b", re.IGNORECASE)
    assert {q: w.why for q, w in english().questions.items() if rule.search(w.why) or not w.why} == {}


def test_a_reason_can_be_put_into_the_sentence_of_a_result() -> None:
    """`told` completes "This is about …": no capital, no full stop, no second person."""
    for question, written in english().questions.items():
        assert not written.told[0].isupper(), question
        assert not re.search(r"[.?]|\byou", written.told), question


def test_where_help_may_be_needed_a_result_names_the_emergency_number() -> None:
    assert {name for name in IN_ANY_CASE if "{emergency}" not in english().results[name].now} == set()


# -- check of our explaining


def test_each_check_question_is_about_a_friend() -> None:
    assert len(pack().teach_back) == 8
    assert {q for q, w in english().teach_back.items() if " friend " not in w.ask} == set()


def test_right_answers_stand_in_changing_places() -> None:
    """In all three, and never twice running in the same when all are asked."""
    places = [rule.choices.index(rule.right) for rule in pack().teach_back]
    assert set(places) == {0, 1, 2}
    assert all(one != following for one, following in pairwise(places))


def test_about_five_are_asked() -> None:
    assert pack().teach_back_asked == 5
    assert sum(rule.always for rule in pack().teach_back) < 5


# -- statements, permissions, areas


def test_twelve_statements_three_or_four_on_a_screen() -> None:
    groups = [statement.group for statement in pack().statements]
    assert len(groups) == 12
    assert all(3 <= groups.count(group) <= 4 for group in groups)


def test_statements_say_only_what_has_happened() -> None:
    """No talk with a practitioner, no answered question and no promise can lie behind the client here."""
    ahead = re.compile(r"\b(I will|we will|was answered|were answered|I have talked|told the practitioner)\b")
    written = [t for w in english().statements.values() for t in (w.words, w.words_other)]
    assert [t for t in written if ahead.search(t)] == []
    assert [t for t in written if not re.match(r"I (know|answered|allow|choose)\b", t)] == []


def test_breasts_and_genitals_are_no_areas_and_the_mouth_is_asked_for_again() -> None:
    """ "We never touch breasts or genitals; inside the mouth only if agreed here and again in the session." """
    named = " ".join([*pack().areas, *english().areas.values()]).lower()
    assert not re.search(r"breast|chest|genital|private|groin|buttock|mouth", named)
    mouth = english().permissions["inside-mouth"]
    assert all("again in the session" in text for text in (mouth.words, mouth.words_other))
