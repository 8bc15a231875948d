"""Moves from place to place. Back never loses an answer; forward never passes a place that is still open (rule 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from consent_tui.model import acts, moves
from consent_tui.model.acts import Committed, Outcome
from consent_tui.model.blocking import blocks
from consent_tui.model.committing import commit
from consent_tui.model.facts import Facts
from consent_tui.model.journey import (
    ASSENT,
    DECISION,
    DONE,
    IDENTITY,
    KEEP,
    KEEP_ANSWERS,
    RESULT,
    REVIEW,
    SIGN,
    Place,
    Step,
    assent_refused,
    journey,
    open_at,
    unable,
)
from consent_tui.model.moves import Event
from consent_tui.model.record import Kind
from consent_tui.model.state import Ending, State, ended

KINDS: Mapping[Outcome | None, Kind] = {
    Outcome.REFUSE: Kind.REFUSAL,
    Outcome.UNDECIDED: Kind.UNDECIDED,
    Outcome.DEFERRAL: Kind.DEFERRAL,
}
_CORRECTED_FROM = {RESULT: (Step.WELCOME, Step.DECIDING, Step.SCREENING), REVIEW: tuple(Step)[1:9]}


def committed(state: State, act: Committed, event: Event) -> State:
    """Do and keep an act; a signature that fell by it is said."""
    was = state.facts
    case = commit(state.case, act, event.at, event.actor)
    fell = _fell(was, case.facts) and not isinstance(act, acts.Certified)
    return replace(state, case=case, notice="signature-removed" if fell else state.notice)


def _fell(was: Facts, now: Facts) -> bool:
    """Whether a certified or typed signature is gone without having been taken away by hand."""
    if was.certified and not now.certified:
        return True
    return was.signing and not now.signing and now.trail[-1].act != acts.Wrote("signature", "")


def arrive(state: State, place: Place, event: Event) -> State:
    """Leave the present place for another: time what was read, mark what is now shown.

    No way leads from the sign sheet but by an act that takes the signature away (rule 7).
    """
    left = state.place
    if left.step is Step.PAGES and event.seconds is not None and left.item in state.facts.pages:
        state = committed(state, acts.PageRead(left.item, event.seconds), event)
    visited = state.visited | {place}
    state = replace(
        state, place=place, over=(), seen=frozenset(), visited=visited, refused=None, staff_types=False, blocked=()
    )
    if place == state.returning:
        state = replace(state, returning=None)
    if place.step is Step.PAGES:
        state = committed(state, acts.PageShown(place.item), event)
    if place == RESULT and open_at(state.case, RESULT):
        state = committed(state, acts.ResultShown(), event)
    return state


def forward(state: State, event: Event) -> State:
    """Go on, if nothing at this place is open; a correction leads back, by way of whatever it opened."""
    if block := open_at(state.case, state.place):
        return replace(state, blocked=(block,))
    place = state.place
    if place == ASSENT and assent_refused(state.case):
        return close_with(state, Outcome.REFUSE, event)
    if place == RESULT and unable(state.case):
        return close_with(state, Outcome.DEFERRAL, event)
    if place in (KEEP, IDENTITY, KEEP_ANSWERS):
        return _forward_in_closing(state, event)
    if place == SIGN:  # the way on is to sign
        return replace(state, blocked=blocks(state.case, event.at.date()))
    places = journey(state.case)
    here = places.index(place)
    if state.returning in places:
        between = places[here + 1 : places.index(state.returning)]
        target = next((p for p in between if p not in state.visited or open_at(state.case, p)), state.returning)
    else:
        target = places[here + 1]
    if target == RESULT and (behind := next((p for p in places[:here] if open_at(state.case, p)), None)):
        return replace(arrive(state, behind, event), returning=RESULT)  # opened by an answer further on
    return arrive(state, target, event)


def _forward_in_closing(state: State, event: Event) -> State:
    facts = state.facts
    if state.place == KEEP and not facts.keep:
        return ended(state, Ending.UNKEPT)
    if state.place == KEEP:
        return arrive(state, IDENTITY, event)
    if state.place == IDENTITY and facts.answers:
        return arrive(state, KEEP_ANSWERS, event)
    return finish(state, KINDS[facts.decision], event)


def back(state: State, event: Event) -> State:
    if state.place == KEEP:
        return _take_back(state, state.origin or REVIEW, event)
    if state.place == IDENTITY:
        return arrive(state, KEEP, event)
    if state.place == KEEP_ANSWERS:
        return arrive(state, IDENTITY, event)
    if state.place == SIGN:
        return arrive(committed(state, acts.DecisionTakenBack(), event), DECISION, event)
    places = journey(state.case)
    return arrive(state, places[places.index(state.place) - 1], event)


def _take_back(state: State, origin: Place, event: Event) -> State:
    """Back from "keep a record?" to where that was said, or to statements that another language has opened since."""
    state = committed(state, acts.DecisionTakenBack(), event)
    places = journey(state.case)
    again = next((place for place in places[: places.index(origin)] if open_at(state.case, place)), None)
    state = arrive(replace(state, origin=None), again or origin, event)
    return replace(state, notice="statements-again") if again else state


def go_to(state: State, act: moves.GoTo, event: Event) -> State:
    """Correct something: from the result an answer, from the review anything that it lists."""
    steps = _CORRECTED_FROM.get(state.place, ())
    target = Place(Step(act.step), act.item)
    if target.step not in steps or target not in journey(state.case):
        return state
    return replace(arrive(state, target, event), returning=state.place)


def close_with(state: State, outcome: Outcome, event: Event) -> State:
    """Refuse, think about it or stop: from anywhere, and never with a reason asked for."""
    origin = state.place if state.place not in (KEEP, IDENTITY, KEEP_ANSWERS) else state.origin
    state = committed(state, acts.Decided(outcome), event)
    return replace(arrive(state, KEEP, event), origin=origin, notice="")


def finish(state: State, kind: Kind, event: Event) -> State:
    return replace(arrive(state, DONE, event), kind=kind, returning=None, origin=None)
