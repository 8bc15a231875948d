"""Rule 10: urgent wins over everything, at any step; and what covers, warns and wipes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from consent_tui.model import acts, moves
from consent_tui.model.encounter import update
from consent_tui.model.facts import Facts
from consent_tui.model.journey import DONE, REVIEW, START, Place, Step, questions_at
from consent_tui.model.moves import Event
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Urgent
from consent_tui.model.state import Ending, Layer, Over, State
from tests.model import oracle
from tests.model.client import otherwise
from tests.model.packs import VISIT
from tests.model.profiles import walked
from tests.model.walks import OPENED, Walk, foreign, walks


def press(state: State, act: acts.Act) -> State:
    return update(state, Event(act, state.revision, OPENED))


@walked
@given(walks())
def test_urgent_wins_over_everything_at_any_step(walk: Walk) -> None:
    """While an urgent answer stands, its screen lies on top, and nothing moves it but the two keys on it."""
    strange = foreign(walk.state.case.pack)
    for number, turn in enumerate(walk.turns):
        state = turn.after
        urgent = oracle.interrupting(state.case.pack, state.facts.given)
        assert bool(urgent) is (state.top is not None and state.top.kind is Over.URGENT)
        if urgent:
            assert state.over == (Layer(Over.URGENT, urgent[0]),)
            machine = (moves.Idle(), moves.Hide(), moves.Expire(), moves.Sealed("n", "f"), moves.Close(), moves.Back())
            for act in (*machine, *otherwise(state), strange[number % len(strange)], acts.TakenBack("another")):
                if act not in (moves.Leave("urgent"), acts.TakenBack(urgent[0])):
                    assert press(state, act) is state, act


@walked
@given(walks())
def test_urgent_questions_interrupt_at_once_on_yes_or_not_sure(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.after
        if state.top is None and not state.closed:
            for rule in questions_at(state.case, state.place):
                for answer in rule.choices():
                    told = press(state, acts.Answered(rule.id, answer))
                    wins = rule.urgent is not None and answer in (Answer.YES, Answer.UNSURE)
                    assert (told.over == (Layer(Over.URGENT, rule.id),)) is wins


@walked
@given(walks())
def test_after_an_urgent_screen_nothing_is_saved(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.after
        if state.top is not None and state.top.kind is Over.URGENT:
            left = press(state, moves.Leave("urgent"))
            assert (left.ending, left.kind, left.closed) == (Ending.URGENT, None, True)
            assert left.facts == Facts(language=state.facts.language)
            back = press(state, acts.TakenBack(state.top.subject))
            assert (back.place, back.over) == (state.place, ())
            assert state.top.subject not in back.facts.given


@walked
@given(walks())
def test_nothing_of_a_client_is_left_after_the_end(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.after
        if state.closed or state.ending or state.receipt:
            assert state.facts == Facts(language=turn.before.facts.language)
            bare = State(case=state.case, place=DONE)
            kept = {"revision", "kind", "receipt", "conditions", "ending", "closed"}
            assert replace(state, **{name: getattr(bare, name) for name in kept}) == bare


@walked
@given(walks())
def test_rather_tell_a_person_is_not_offered_for_emergency_signs(walk: Walk) -> None:
    for rule in walk.state.case.pack.questions:
        assert (Answer.PERSON in rule.choices()) is oracle.offers_a_person(walk.state.case.pack, rule.id)
    for turn in walk.turns:
        for rule in turn.after.case.pack.questions:
            if rule.urgent is Urgent.EMERGENCY:
                assert turn.after.facts.given.get(rule.id) is not Answer.PERSON


@pytest.mark.parametrize("on", [True, False])
def test_the_crisis_question_is_asked_only_where_the_settings_say_so(small: Pack, on: bool) -> None:
    walk = Walk.of(small, replace(VISIT, switches={"crisis_question": on}))
    walk.to(REVIEW)
    assert ("crisis" in walk.state.facts.given) is on


def hidden(walk: Walk) -> State:
    walk.to(Place(Step.SCREENING, "body"))
    return walk.do(moves.Hide(), late=99)


def test_hide_covers_at_once_and_coming_back_shows_a_page_without_answers(walk: Walk) -> None:
    facts = hidden(walk).facts
    assert walk.do(moves.Next()).over == (Layer(Over.HIDDEN),)
    assert walk.do(moves.Hide()).over == (Layer(Over.HIDDEN),)
    assert walk.do(moves.Close()).over == (Layer(Over.BACK),)
    assert walk.do(moves.Hide()).over == (Layer(Over.HIDDEN),)
    walk.do(moves.Close())
    state = walk.do(moves.Next())
    assert (state.over, state.facts) == ((), facts)


def test_hide_covers_a_warning_too(walk: Walk) -> None:
    walk.to(Place(Step.SCREENING, "body"))
    assert walk.do(moves.Idle()).over == (Layer(Over.IDLE),)
    assert walk.do(moves.Hide()).over == (Layer(Over.HIDDEN),)
    assert walk.do(moves.Idle()).over == (Layer(Over.HIDDEN),)


def test_hidden_too_long_wipes_and_saves_nothing(walk: Walk) -> None:
    hidden(walk)
    state = walk.do(moves.Expire())
    assert (state.ending, state.closed, state.kind, state.begun) == (Ending.HIDDEN, True, None, False)
    assert walk.do(moves.Next()) is state


def test_the_desk_covers_the_answers_for_as_long(walk: Walk) -> None:
    walk.to(Place(Step.SCREENING, "body"))
    walk.do(moves.Open("ask"))
    assert walk.do(moves.Open("desk")).over == (Layer(Over.DESK),)
    assert walk.do(moves.Expire()).ending is Ending.HIDDEN


def test_after_a_while_a_warning_then_wipe(walk: Walk) -> None:
    walk.to(Place(Step.PAGES, "page-1"))
    assert walk.do(moves.Expire()).over == ()
    assert walk.do(moves.Idle()).over == (Layer(Over.IDLE),)
    assert walk.do(moves.Close()).over == ()
    walk.do(moves.Idle())
    assert walk.do(moves.Expire()).ending is Ending.IDLE


def test_start_has_nothing_to_cover(walk: Walk) -> None:
    for act in (moves.Hide(), moves.Idle(), moves.Open("stop"), moves.Open("ask"), moves.Next(), moves.Back()):
        assert walk.do(act).place == START
        assert walk.state.over == ()
    assert walk.do(moves.Open("look")).over == (Layer(Over.LOOK),)


def test_a_record_that_could_not_be_written_stays_until_its_time_is_over(at_sign: Walk) -> None:
    at_sign.until(lambda state: state.kind is not None)
    facts = at_sign.state.facts
    state = at_sign.do(moves.SealFailed("disk-full"))
    assert (state.trouble, state.facts) == ("disk-full", facts)
    assert at_sign.do(moves.Idle()) is state
    assert at_sign.do(moves.Next()).trouble == ""
    at_sign.do(moves.SealFailed("disk-full"))
    lost = at_sign.do(moves.Expire())
    assert (lost.ending, lost.closed, lost.trouble, lost.begun) == (Ending.LOST, False, "", False)
    assert at_sign.do(moves.Next()).closed


def test_a_sealed_record_leaves_its_number_and_nothing_else(at_sign: Walk) -> None:
    at_sign.until(lambda state: state.kind is not None)
    assert at_sign.do(moves.Next()).closed is False
    state = at_sign.do(moves.Sealed("front-desk-42", "SHA256:abc"))
    assert (state.receipt, state.begun) == (("front-desk-42", "SHA256:abc"), False)
    assert at_sign.do(moves.SealFailed("disk-full")) is state
    assert at_sign.do(moves.Expire()).closed
