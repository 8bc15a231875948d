"""Withdrawing a consent at the kiosk: number and birth date are taken, read back, and handed on to be sealed.

It shares the screen's covers and layers with an encounter and nothing else: no facts, no trail, and what was typed is
gone with the state once it is sealed or left (`docs/decisions/120-withdrawing-at-the-kiosk.md`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act, Committed
from consent_tui.model.journey import DONE, Place, Step
from consent_tui.model.later import ActKind
from consent_tui.model.moves import Event
from consent_tui.model.state import Ending, State, TextRefused, Withdrawing, ended
from consent_tui.model.text import LIMITS, Refused, take, take_birth_date

LANGUAGE = Place(Step.START, "withdraw-language")
TOLD = Place(Step.START, "withdraw-told")
ASKED = Place(Step.START, "withdraw-asked")
CONFIRM = Place(Step.START, "withdraw-confirm")

_FOREIGN = (moves.Open("ask-note"), moves.Leave("paper"))  # there is no record to hold a question, and no form to sign


def begin(state: State) -> State:
    """From Start: in which language, or, where there is but one, what withdrawing means."""
    return replace(state, place=_places(state)[0], withdrawing=Withdrawing())


def foreign(act: Act) -> bool:
    """Whether an act belongs to an encounter alone: whoever withdraws answers, decides and signs nothing."""
    return act in _FOREIGN or (isinstance(act, Committed) and not isinstance(act, acts.Speak))


def do(state: State, act: Act, event: Event) -> State:
    """Do an act at the place where it belongs; elsewhere return the state as it is."""
    match act:
        case acts.Speak(language) if language in state.case.pack.languages:
            spoken = replace(state, case=replace(state.case, facts=replace(state.facts, language=language)))
            return _to(spoken, TOLD) if state.place == LANGUAGE else spoken
        case moves.Give(field, text) if state.place == ASKED:
            return _give(state, field, text, event)
        case moves.Next():
            return _next(state)
        case moves.Back():
            return _back(state)
        case moves.Withdraw() if state.place == CONFIRM:
            return replace(_to(state, DONE), kind=ActKind.WITHDRAWAL)
    return state


def _places(state: State) -> tuple[Place, ...]:
    choice = (LANGUAGE,) if len(state.case.pack.languages) > 1 else ()
    return (*choice, TOLD, ASKED, CONFIRM)


def _to(state: State, place: Place) -> State:
    return replace(state, place=place, refused=None)


def _next(state: State) -> State:
    """Go on; where a language is chosen and where it is confirmed another key leads on."""
    if state.place == TOLD:
        return _to(state, ASKED)
    whole = state.place == ASKED and state.withdrawing and state.withdrawing.whole
    return _to(state, CONFIRM) if whole else state


def _back(state: State) -> State:
    """Go back; what was typed stays until Start."""
    places = _places(state)
    here = places.index(state.place)
    return _to(state, places[here - 1]) if here else ended(state, Ending.NOT_WITHDRAWING, closed=True)


def _give(state: State, field: str, text: str, event: Event) -> State:
    """Take what was typed; what cannot be a record number or a birth date is refused, and what stood there stays."""
    taken = state.withdrawing or Withdrawing()
    try:
        typed = take(text, LIMITS["number"])
        match field:
            case "number":
                taken = replace(taken, number=_number(typed))
            case "born":
                taken = replace(taken, born=take_birth_date(typed, event.at.date()) if typed else None)
            case _:
                return state
    except Refused as why:
        return replace(state, refused=TextRefused(field, why.code, why.detail))
    return replace(state, withdrawing=taken, refused=None)


def _number(typed: str) -> str:
    """Return what may be the number of a record: any text with a digit in it. Raises `Refused`: no-digit."""
    if typed and not any(unicodedata.category(sign) == "Nd" for sign in typed):
        raise Refused("no-digit")
    return typed
