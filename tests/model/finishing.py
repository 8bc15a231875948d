"""To the end of a walk, and to an answer on the way."""

from __future__ import annotations

from collections.abc import Callable

from consent_tui.model import acts, moves
from consent_tui.model.journey import Place, Step
from consent_tui.model.record import Record
from consent_tui.model.recording import recorded
from consent_tui.model.screening import Answer
from consent_tui.model.state import State
from tests.model.client import onward
from tests.model.walks import Walk

BODY = Place(Step.SCREENING, "body")


def finish(walk: Walk, how: Callable[[State], acts.Act] = onward) -> Record:
    """Go on to the end and return the record that is due there."""
    walk.until(lambda state: state.kind is not None, how)
    assert walk.state.kind is not None
    return recorded(walk.state.case, walk.state.kind)


def answering(walk: Walk, question: str, answer: Answer, place: Place = BODY) -> None:
    walk.to(place)
    walk.do(acts.Answered(question, answer))
    walk.do(moves.Confirm())
