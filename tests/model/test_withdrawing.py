"""Withdrawing at the kiosk: it makes a withdrawal or nothing, and nothing of what was typed outlives it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act
from consent_tui.model.encounter import start, update
from consent_tui.model.facts import Facts
from consent_tui.model.journey import DONE, START, Place
from consent_tui.model.later import ActKind
from consent_tui.model.moves import Event
from consent_tui.model.pack import Pack
from consent_tui.model.state import Ending, Layer, Over, State, Withdrawing
from consent_tui.model.withdrawing import ASKED, CONFIRM, LANGUAGE, TOLD
from tests.model.client import otherwise
from tests.model.packs import VISIT, packs
from tests.model.profiles import walked
from tests.model.walks import OPENED, Turn, Walk, foreign, walks

NUMBER, BORN = "front-desk-42", date(1980, 2, 29)
WITHDRAWING = (
    moves.ToWithdraw(),
    moves.Withdraw(),
    *(moves.Give("number", text) for text in (NUMBER, "", "Ana Example", "7" * 61, "4\u202e2")),
    *(moves.Give("born", text) for text in ("29 2 1980", "", "31 2 1980", "soon")),
    moves.Give("name", "Ana Example"),
)
LEADING = {  # what leads on from a place
    START: moves.ToWithdraw(),
    TOLD: moves.Next(),
    CONFIRM: moves.Withdraw(),
    DONE: moves.Sealed("front-desk-43", "7F3A"),
}
AHEAD = 130  # of 256; below it the way on is taken


def onward(state: State) -> Act:
    if state.top is not None:
        return moves.Close()
    if state.place == LANGUAGE:
        return acts.Speak(state.case.pack.languages[0])
    typed = state.withdrawing
    if state.place == ASKED and typed and not typed.whole:
        return moves.Give("born", "29 2 1980") if typed.number else moves.Give("number", NUMBER)
    return LEADING.get(state.place, moves.Next())


@st.composite
def withdrawals(draw: st.DrawFn) -> Walk:
    """A walk from Start into withdrawing and about in it, with acts of every other screen thrown in."""
    pack = draw(packs())
    walk = Walk(start(pack, VISIT))
    walk.do(moves.ToWithdraw())
    dice = Random(draw(st.integers(0, 2**64))).randbytes(120)
    for which, fell in zip(dice[::2], dice[1::2], strict=True):
        if walk.state.closed:
            break
        strange = (WITHDRAWING, otherwise(walk.state), foreign(pack))[which % 3]
        walk.do(onward(walk.state) if which < AHEAD else strange[fell % len(strange)], late=int(which == 255))
    return walk


def held(thing: object) -> str:
    """Everything that a state holds besides the pack and the clinic, as text."""
    if isinstance(thing, State):
        kept = (getattr(thing, field.name) for field in fields(thing) if field.name != "case")
        return " ".join(map(held, (*kept, thing.facts)))
    if is_dataclass(thing):
        return " ".join(held(getattr(thing, field.name)) for field in fields(thing))
    return repr(thing)


@walked
@given(withdrawals())
def test_a_walk_through_withdrawing_makes_a_withdrawal_or_nothing(walk: Walk) -> None:
    """*Record number and birth date are taken … a `withdrawal` with the birth date as given is sealed.*"""
    for turn in walk.turns:
        state = turn.after
        assert state.kind in (None, ActKind.WITHDRAWAL)
        assert state.facts == Facts(language=state.facts.language), "no answer, no trail: nothing for any record"
        assert state.conditions == ()
        if state.kind and not state.receipt:
            assert state.place == DONE
            assert state.withdrawing
            assert state.withdrawing.whole


@walked
@given(withdrawals())
def test_it_is_sealed_only_after_it_was_read_back_and_confirmed(walk: Walk) -> None:
    due = [turn for turn in walk.turns if turn.after.kind and not turn.before.kind]
    for turn in due:
        assert (turn.before.place, turn.before.over, turn.act) == (CONFIRM, (), moves.Withdraw())
        assert turn.after.withdrawing == turn.before.withdrawing


@walked
@given(withdrawals())
def test_nothing_of_number_or_birth_date_is_left_after_the_end(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.after
        if state.closed or state.ending or state.receipt:
            assert state.withdrawing is None
            assert NUMBER not in held(state)
            assert "1980" not in held(state)


@walked
@given(withdrawals())
def test_it_stands_apart_from_every_place_of_an_encounter(walk: Walk) -> None:
    known = {START, LANGUAGE, TOLD, ASKED, CONFIRM, DONE}
    over = {Over.LOOK, Over.ASK, Over.STOP, Over.HIDDEN, Over.DESK, Over.BACK, Over.IDLE}
    assert walk.places <= known
    for turn in walk.turns:
        assert {layer.kind for layer in turn.after.over} <= over
        assert turn.after.ending in (None, *ENDINGS)


ENDINGS = (Ending.NOT_WITHDRAWING, Ending.NOT_WITHDRAWN, Ending.IDLE, Ending.HIDDEN)


@walked
@given(walks(), st.sampled_from(WITHDRAWING))
def test_nothing_in_an_encounter_leads_to_a_withdrawal(walk: Walk, act: Act) -> None:
    for turn in walk.turns:
        state = turn.after
        assert state.withdrawing is None
        if state.place != START:
            assert update(state, Event(act, state.revision, OPENED)) is state


@walked
@given(withdrawals(), st.data())
def test_whoever_withdraws_answers_decides_and_signs_nothing(walk: Walk, data: st.DataObject) -> None:
    turn: Turn = data.draw(st.sampled_from(walk.turns))
    state = turn.after
    if state.withdrawing:
        for act in foreign(state.case.pack):
            if isinstance(act, acts.Committed) and not isinstance(act, acts.Speak):
                assert update(state, Event(act, state.revision, OPENED)) is state, act


@pytest.fixture
def asked(small: Pack) -> Walk:
    walk = Walk.of(small)
    for act in (moves.ToWithdraw(), acts.Speak(small.languages[0]), moves.Next()):
        walk.do(act)
    assert walk.state.place == ASKED
    return walk


def test_next_waits_for_both(asked: Walk) -> None:
    for act in (moves.Next(), moves.Give("number", NUMBER), moves.Next()):
        assert asked.do(act).place == ASKED
    asked.do(moves.Give("born", "29.2.1980"))
    assert asked.state.withdrawing == Withdrawing(NUMBER, BORN)
    assert asked.do(moves.Next()).place == CONFIRM


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("number", "Ana Example", "no-digit"),
        ("number", "7" * 61, "too-long"),
        ("number", "front-desk-4\u202e2", "character"),
        ("born", "29 2 80", "date-year"),
        ("born", "31 2 1980", "date-impossible"),
        ("born", "1 1 2027", "date-future"),
        ("born", "Ana", "date-unreadable"),
    ],
)
def test_what_cannot_be_a_number_or_a_date_is_refused_and_what_stood_there_stays(
    asked: Walk, field: str, text: str, code: str
) -> None:
    asked.do(moves.Give("number", NUMBER))
    before = asked.do(moves.Give("born", "29 2 1980")).withdrawing
    state = asked.do(moves.Give(field, text))
    assert (state.withdrawing, state.refused and (state.refused.field, state.refused.code)) == (before, (field, code))
    assert text not in held(state), "a text that was refused is kept nowhere"
    assert asked.do(moves.Give(field, "")).refused is None


@pytest.mark.parametrize("typed", ["42", "front desk 42", "FRONT-DESK-42", "0190f2b4-6c1e-7a3b"])
def test_a_number_is_taken_as_it_was_typed(asked: Walk, typed: str) -> None:
    """*One that matches nothing holds the number as typed.*"""
    assert asked.do(moves.Give("number", f" {typed} ")).withdrawing == Withdrawing(typed)


def test_back_keeps_what_was_typed_until_start(asked: Walk) -> None:
    asked.do(moves.Give("number", NUMBER))
    places: list[Place] = []
    while not asked.state.closed:
        places.append(asked.state.place)
        assert asked.state.withdrawing == Withdrawing(NUMBER)
        asked.do(moves.Back())
    assert places == [ASKED, TOLD, LANGUAGE]
    assert (asked.state.withdrawing, asked.state.kind) == (None, None)


def test_where_one_language_is_spoken_none_is_asked_for(small: Pack) -> None:
    alone = replace(small, languages=small.languages[:1])
    walk = Walk.of(alone)
    assert walk.do(moves.ToWithdraw()).place == TOLD
    assert walk.do(moves.Back()).closed


def test_another_language_keeps_the_place_and_what_was_typed(asked: Walk) -> None:
    asked.do(moves.Give("number", NUMBER))
    asked.do(moves.Open("look"))
    other = asked.state.case.pack.languages[-1]
    state = asked.do(acts.Speak(other))
    assert (state.place, state.facts.language, state.withdrawing, state.over) == (ASKED, other, Withdrawing(NUMBER), ())
    assert asked.do(acts.Speak("xx")) is state


@pytest.mark.parametrize("cover", [moves.Hide(), moves.Idle()])
def test_it_is_covered_warned_and_wiped_as_everywhere(asked: Walk, cover: Act) -> None:
    asked.do(moves.Give("number", NUMBER))
    under = asked.do(cover)
    assert under.top in (Layer(Over.HIDDEN), Layer(Over.IDLE))
    state = asked.do(moves.Expire())
    assert (state.closed, state.withdrawing, state.kind) == (True, None, None)


def test_stop_offers_to_leave_and_nothing_that_an_encounter_has(asked: Walk) -> None:
    stopped = asked.do(moves.Open("stop"))
    for act in (moves.Leave("paper"), acts.Decided(acts.Outcome.REFUSE), acts.Decided(acts.Outcome.UNDECIDED)):
        assert asked.do(act) is stopped
    state = asked.do(moves.Leave("stop"))
    assert (state.ending, state.withdrawing, state.about_withdrawing) == (Ending.NOT_WITHDRAWING, None, True)
