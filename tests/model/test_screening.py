"""What answers lead to: the table of the walkthrough's *Results*, line by line, and the same by an oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.model.pack import Pack
from consent_tui.model.screening import (
    Answer,
    Disposition,
    Severity,
    StopFor,
    Together,
    Urgent,
    asked,
    dispose,
    longest,
    weigh,
)
from tests.model import oracle
from tests.model.packs import packs, rule
from tests.model.profiles import walked

NONE, TALK, CLEARANCE, STOP = Severity
YES, NO, UNSURE, PERSON = Answer


@pytest.mark.parametrize(
    ("yes", "unsure", "answer", "leads"),
    [
        (STOP, None, YES, STOP),
        (STOP, None, NO, NONE),
        (STOP, None, UNSURE, CLEARANCE),
        (STOP, STOP, UNSURE, STOP),
        (STOP, None, PERSON, CLEARANCE),
        (CLEARANCE, None, YES, CLEARANCE),
        (CLEARANCE, None, UNSURE, CLEARANCE),
        (CLEARANCE, TALK, UNSURE, CLEARANCE),  # at least clearance, whatever the pack says
        (STOP, NONE, UNSURE, CLEARANCE),
        (CLEARANCE, None, PERSON, CLEARANCE),
        (TALK, None, YES, TALK),
        (TALK, None, UNSURE, TALK),
        (TALK, STOP, UNSURE, STOP),
        (TALK, None, PERSON, TALK),
        (NONE, None, YES, NONE),
        (NONE, None, UNSURE, NONE),
        (NONE, None, PERSON, TALK),  # somebody wants to tell a person: then a person has to be told
        (NONE, None, NO, NONE),
    ],
)
def test_what_one_answer_leads_to(yes: Severity, unsure: Severity | None, answer: Answer, leads: Severity) -> None:
    assert rule("q", yes, unsure).severity(answer) is leads


@walked
@given(packs(), st.data())
def test_the_strictest_of_all_answers_follow_ups_and_combinations_decides(pack: Pack, data: st.DataObject) -> None:
    switches = {"crisis_question": True}
    given_ = {q.id: data.draw(st.sampled_from(q.choices())) for q in pack.questions}
    here = list(asked(pack.questions, given_, switches))
    assert {q.id for q in here} == oracle.asked(pack, given_, switches)
    assert len({q.id for q in here}) == len(here)
    found = dispose(here, given_, pack.together)
    assert found.result is oracle.strictest(pack, given_, switches)
    assert found.may_sign is (found.result is not STOP)
    assert bool(found.because) is (found.result is not NONE)
    assert (found.stop_for is not None) is (found.result is STOP)
    assert set(found.because) <= oracle.asked(pack, given_, switches)


@walked
@given(packs(), st.data())
def test_a_no_is_never_a_reason_by_itself(pack: Pack, data: st.DataObject) -> None:
    given_ = {q.id: data.draw(st.sampled_from(q.choices())) for q in pack.questions}
    here = list(asked(pack.questions, given_, {}))
    assert not {q for q in dispose(here, given_, pack.together).because if given_[q] is NO}
    everything = {q.id: NO for q in pack.questions}
    assert dispose(asked(pack.questions, everything, {}), everything, pack.together) == Disposition(result=NONE)


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_a_follow_up_never_replaces_its_parent(answer: Answer) -> None:
    rules = (rule("stroke", CLEARANCE, follow={answer: ("recent",)}), rule("recent", STOP, stop_for=StopFor.UNTIL))
    assert [r.id for r in asked(rules, {}, {})] == ["stroke"]
    assert [r.id for r in asked(rules, {"stroke": NO}, {})] == ["stroke"]
    assert [r.id for r in asked(rules, {"stroke": answer}, {})] == ["stroke", "recent"]
    assert dispose(rules, {"stroke": YES, "recent": NO}).because == ("stroke",)
    assert dispose(rules, {"stroke": YES, "recent": YES}) == Disposition(
        result=STOP, stop_for=StopFor.UNTIL, because=("recent",)
    )


def test_a_follow_up_of_two_questions_is_asked_once_under_the_first() -> None:
    rules = (rule("a", follow={YES: ("c",)}), rule("b", follow={YES: ("c",)}), rule("c"))
    assert [r.id for r in asked(rules, {"a": YES, "b": YES}, {})] == ["a", "c", "b"]
    assert [r.id for r in asked(rules, {"a": NO, "b": YES}, {})] == ["a", "b", "c"]


def test_a_question_that_a_setting_switches_off_is_not_asked_nor_what_follows_from_it() -> None:
    rules = (rule("crisis", follow={YES: ("now",)}, needs="crisis_question"), rule("now"))
    assert [r.id for r in asked(rules, {"crisis": YES}, {})] == []
    assert [r.id for r in asked(rules, {"crisis": YES}, {"crisis_question": True})] == ["crisis", "now"]


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        (YES, YES, True),
        (YES, UNSURE, True),
        (UNSURE, UNSURE, True),
        (YES, PERSON, False),
        (YES, NO, False),
        (NO, NO, False),
    ],
)
def test_a_combination_is_met_by_yes_or_not_sure(first: Answer, second: Answer, met: bool) -> None:
    rules = (rule("thinners", TALK), rule("surgery", TALK))
    both = (Together(all=("thinners", "surgery"), leads=CLEARANCE, words="see-a-doctor"),)
    found = dispose(rules, {"thinners": first, "surgery": second}, both)
    assert (found.result is CLEARANCE) is met
    assert found.together == (("see-a-doctor",) if met else ())
    assert not met or found.because == ("thinners", "surgery")


def test_a_combination_with_a_question_that_was_not_asked_is_not_met() -> None:
    both = (Together(all=("thinners", "recent"), leads=STOP, words="w"),)
    assert dispose((rule("thinners"),), {"thinners": YES, "recent": YES}, both).result is TALK
    assert weigh((rule("thinners"),), {"thinners": YES, "recent": YES}, both) == {"thinners": TALK}


@pytest.mark.parametrize(
    ("lengths", "told"),
    [
        (("today", "until"), "until"),
        (("until", "today"), "until"),
        (("today", "lasting", "until"), "lasting"),
        (("today",), "today"),
    ],
)
def test_of_several_stops_the_longest_names_it(lengths: tuple[str, ...], told: str) -> None:
    rules = [rule(f"q{n}", STOP, stop_for=StopFor(length)) for n, length in enumerate(lengths)]
    assert dispose(rules, {r.id: YES for r in rules}).stop_for == told
    assert longest((None, *map(StopFor, lengths))) == told
    assert longest(()) is None


def test_a_lasting_combination_names_a_stop_that_one_of_its_answers_is_already() -> None:
    rules = (rule("fever", STOP, stop_for=StopFor.TODAY), rule("stroke", CLEARANCE))
    both = (Together(all=("fever", "stroke"), leads=STOP, words="w", stop_for=StopFor.LASTING),)
    found = dispose(rules, {"fever": YES, "stroke": YES}, both)
    assert (found.stop_for, found.because) == ("lasting", ("fever", "stroke"))


def test_a_lowered_answer_leaves_talk_standing_and_weakens_nothing() -> None:
    rules = (rule("aneurysm", STOP), rule("stroke", CLEARANCE))
    taken_back = dispose(rules, {"aneurysm": NO, "stroke": NO}, (), ("aneurysm",))
    assert (taken_back.result, taken_back.because, taken_back.lowered) == (TALK, ("aneurysm",), ("aneurysm",))
    doubted = dispose(rules, {"aneurysm": UNSURE, "stroke": NO}, (), ("aneurysm",))
    assert (doubted.result, doubted.because) == (CLEARANCE, ("aneurysm",))


@pytest.mark.parametrize("missing", ["aneurysm", "stroke"])
def test_an_unanswered_question_is_never_a_no(missing: str) -> None:
    answers = {"aneurysm": NO, "stroke": NO}
    del answers[missing]
    with pytest.raises(KeyError, match=missing):
        dispose((rule("aneurysm", STOP), rule("stroke", CLEARANCE)), answers)


@pytest.mark.parametrize("urgent", [None, *Urgent])
def test_only_yes_and_not_sure_interrupt_and_only_where_it_is_urgent(urgent: Urgent | None) -> None:
    interrupting = {answer for answer in Answer if rule("q", STOP, urgent=urgent).interrupts(answer)}
    assert interrupting == ({YES, UNSURE} if urgent else set())


def test_severities_are_spelled_as_packs_and_records_spell_them() -> None:
    assert [severity.word for severity in Severity] == ["none", "talk", "clearance", "stop"]
