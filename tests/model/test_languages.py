"""Another language on the way: what is asked again, and where that leads."""

from __future__ import annotations

import pytest

from consent_tui.model import acts, moves
from consent_tui.model.acts import Outcome
from consent_tui.model.journey import DECISION, INTRO, KEEP, REVIEW, SIGN, Place, Step, journey
from consent_tui.model.pack import StatementRule
from consent_tui.model.record import Kind
from consent_tui.model.screening import Answer, Severity
from tests.model.packs import pack, rule
from tests.model.walks import Walk

HEAD = Place(Step.SCREENING, "head")


def test_another_language_at_the_sign_sheet_leads_back_to_the_statements(at_sign: Walk) -> None:
    at_sign.until(lambda state: state.facts.certified is not None)
    at_sign.do(moves.Open("look"))
    state = at_sign.do(acts.Speak("es"))
    assert (state.place, state.notice) == (Place(Step.STATEMENTS, "choice"), "signature-removed")
    assert state.facts.decision is None
    at_sign.until(lambda state: state.kind is Kind.CONSENT)
    assert {said.language for said in at_sign.state.facts.statements.values()} == {"es"}


def test_another_language_at_the_review_says_that_statements_are_asked_again(walk: Walk) -> None:
    walk.to(REVIEW)
    state = walk.do(acts.Speak("es"))
    assert (state.place.step, state.notice) == (Step.STATEMENTS, "statements-again")


def test_another_language_with_no_statements_leads_back_to_the_decision() -> None:
    walk = Walk.of(pack(statements=()))
    walk.to(SIGN)
    state = walk.do(acts.Speak("es"))
    assert (state.place, state.facts.decision) == (DECISION, None)
    walk.until(lambda state: state.kind is Kind.CONSENT)


@pytest.mark.parametrize("place", [REVIEW, DECISION, SIGN])
def test_another_language_where_a_statement_is_no_longer_asked_leads_nowhere_else(place: Place) -> None:
    """It was said while an answer asked for it; now there is none to say again."""
    walk = Walk.of(
        pack(
            questions=(rule("fear", Severity.NONE),),
            statements=(StatementRule(id="talk", group="last", when=("fear",)),),
        )
    )
    walk.to(HEAD)
    walk.do(acts.Answered("fear", Answer.YES))
    walk.to(REVIEW)
    walk.do(moves.GoTo("screening", "head"))
    walk.do(acts.Answered("fear", Answer.NO))
    walk.to(place)
    assert [str(p) for p in journey(walk.state.case)][-4:] == ["review", "decide/decision", "decide/sign", "done"]
    assert walk.do(acts.Speak("es")).place == (DECISION if place == SIGN else place)
    walk.until(lambda state: state.kind is Kind.CONSENT)


def test_another_language_while_a_no_is_kept_takes_nothing_back(walk: Walk) -> None:
    walk.to(DECISION)
    walk.do(acts.Decided(Outcome.REFUSE))
    state = walk.do(acts.Speak("es"))
    assert (state.place, state.facts.decision, state.notice) == (KEEP, Outcome.REFUSE, "")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_language_that_the_pack_lacks_or_that_is_spoken_changes_nothing(walk: Walk, language: str) -> None:
    walk.to(INTRO)
    trail = walk.state.facts.trail
    assert walk.do(acts.Speak(language)).facts.trail == trail
