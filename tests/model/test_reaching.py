"""Every step can be reached; every block names its code and ids and can be lifted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from consent_tui.model import acts, moves
from consent_tui.model.acts import AgeBand, Outcome, Treated
from consent_tui.model.blocking import before_signing, blocks
from consent_tui.model.journey import DECISION, DONE, IDENTITY, KEEP, REVIEW, SIGN, Block, Place, Step, open_at
from consent_tui.model.record import Kind
from consent_tui.model.screening import Answer
from consent_tui.model.state import State
from tests.model.client import TODAY, mend
from tests.model.profiles import walked
from tests.model.walks import Walk, walks

WITH_IDS = {
    "stop",
    "page",
    "question",
    "teach-back",
    "permission",
    "statement-open",
    "statement",
    "age",
    "choice",
    "identity",
}
ALONE = {
    *("assent", "result", "language", "decision"),
    *("name", "birth-date", "signer", "relationship", "authority", "signature", "signature-differs", "certify"),
}


def test_every_step_can_be_reached(walk: Walk) -> None:
    walk.until(lambda state: state.closed)
    assert {place.step for place in walk.places} == set(Step)


@walked
@given(walks())
def test_every_block_names_its_code_and_ids(walk: Walk) -> None:
    pack = walk.state.case.pack
    ids = {q.id for q in pack.questions} | {p.id for p in pack.pages} | {t.id for t in pack.teach_back}
    ids |= {s.id for s in pack.statements} | set(pack.permissions) | {"age", "capacity", "birth-date", "name", "keep"}
    ids |= {"who", "role", "able", "interpreter", "assent", "answers"}
    for turn in walk.turns:
        found = (*blocks(turn.after.case, TODAY), *turn.after.blocked)
        for block in found:
            assert bool(block.ids) is (block.code in WITH_IDS), block
            assert block.code in WITH_IDS | ALONE
            assert set(block.ids) <= ids
            assert len(block.spelled()) == max(1, len(block.ids))


@walked
@given(walks())
def test_every_block_can_be_lifted(walk: Walk) -> None:
    """From wherever a walk has led, a client who corrects what stands in the way comes to a consent."""
    on_the_way = [turn.after for turn in walk.turns if turn.after.place != DONE and not turn.after.closed]
    if on_the_way:
        again = Walk(on_the_way[-1])
        again.until(lambda state: state.kind is Kind.CONSENT, mend)
        assert not blocks(again.state.case, TODAY)


@walked
@given(walks())
def test_what_keeps_a_client_at_a_place_is_said_and_nothing_else_moves(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.before
        waits = open_at(state.case, state.place) if state.top is None else None
        if isinstance(turn.act, moves.Next) and turn.event.revision == state.revision and waits and state.place != DONE:
            if state.place.step is not Step.START:
                assert turn.after.blocked == (waits,)
            assert turn.after.place == state.place


Lift = Callable[[Walk], object]


def sign_for_child(walk: Walk) -> State:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Treat(Treated.CHILD))
    walk.do(acts.Aged(AgeBand.MINOR))
    walk.do(moves.Next())
    walk.do(acts.StandFor("guardian"))
    return walk.to(SIGN)


def test_the_sign_sheet_says_in_order_what_is_missing_for_another_person(walk: Walk) -> None:
    sign_for_child(walk)
    told = []
    while waits := before_signing(walk.state.case, TODAY):
        told.append(waits[0].code)
        walk.do(mend(walk.state))
    assert told == ["name", "birth-date", "signer", "relationship", "authority", "signature", "certify"]
    assert walk.do(acts.Signed()).kind is Kind.CONSENT


def test_a_birth_date_must_fit_the_age_band(at_sign: Walk) -> None:
    at_sign.do(acts.Wrote("born", "2016-02-29"))
    assert Block("age", ("birth-date",)) in before_signing(at_sign.state.case, TODAY)
    at_sign.do(acts.Wrote("born", "1980-02-29"))
    assert Block("age", ("birth-date",)) not in before_signing(at_sign.state.case, TODAY)


def test_a_signature_must_be_the_printed_name(at_sign: Walk) -> None:
    at_sign.do(acts.Wrote("name", "Ana Example"))
    at_sign.do(acts.Wrote("signature", "Jon Muster"))
    assert Block("signature-differs") in before_signing(at_sign.state.case, TODAY)
    at_sign.do(acts.Wrote("signature", "ana  EXAMPLE"))
    assert Block("signature-differs") not in before_signing(at_sign.state.case, TODAY)


def test_sign_stays_dark_until_all_is_there_and_says_what_is_missing(at_sign: Walk) -> None:
    for act in (acts.Signed(), moves.Next(), acts.Certified(on=True, line="l", meaning="m")):
        state = at_sign.do(act)
        assert state.place == SIGN
        assert [block.code for block in state.blocked][:3] == ["name", "birth-date", "signature"]


def test_next_on_a_complete_sign_sheet_does_not_sign(at_sign: Walk) -> None:
    at_sign.until(lambda state: state.facts.certified is not None)
    state = at_sign.do(moves.Next())
    assert (state.place, state.kind, state.facts.signed) == (SIGN, None, None)


def test_a_statement_not_agreed_blocks_the_decision_by_its_name(walk: Walk) -> None:
    walk.until(lambda state: state.place.step is Step.STATEMENTS)
    walk.do(acts.Stated("free-choice", agreed=False))
    walk.to(DECISION)
    state = walk.do(acts.Decided(Outcome.AGREE))
    assert state.place == DECISION
    assert [spelled for block in state.blocked for spelled in block.spelled()] == ["statement:free-choice"]


def test_a_childs_no_ends_as_a_refusal_and_can_be_taken_back(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Treat(Treated.CHILD))
    walk.do(acts.Aged(AgeBand.MINOR))
    walk.to(Place(Step.DECIDING, "assent"))
    walk.do(acts.Assented(Answer.NO))
    assert Block("assent") in blocks(walk.state.case, TODAY)
    state = walk.do(moves.Next())
    assert (state.place, state.facts.decision) == (KEEP, Outcome.REFUSE)
    assert walk.do(moves.Back()).place == Place(Step.DECIDING, "assent")
    walk.until(lambda state: state.kind is Kind.CONSENT, mend)


@pytest.mark.parametrize(
    ("treated", "band", "able", "because", "stop_for"),
    [
        (Treated.CHILD, AgeBand.UNDER, None, ("age",), "lasting"),
        (Treated.SELF, AgeBand.UNDER, None, ("age",), "lasting"),
        (Treated.SELF, AgeBand.MINOR, None, ("age",), "today"),
        (Treated.SELF, AgeBand.ADULT, Answer.NO, ("capacity",), "today"),
        (Treated.REPRESENTED, AgeBand.ADULT, Answer.UNSURE, ("capacity",), "today"),
    ],
)
def test_decided_already_at_deciding_straight_to_the_result(
    walk: Walk, treated: Treated, band: AgeBand, able: Answer | None, because: tuple[str, ...], stop_for: str
) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Treat(treated))
    walk.do(acts.Aged(band))
    if able is not None:
        walk.to(Place(Step.DECIDING, "able"))
        walk.do(acts.Able(able))
    state = walk.do(moves.Next())
    assert state.place.step is Step.RESULT
    shown = state.facts.result_shown
    assert shown is not None
    assert (shown.because, shown.stop_for) == (because, stop_for)
    assert blocks(state.case, TODAY)[0] == Block("stop", because)
    assert walk.do(moves.Next()).place == KEEP
    assert walk.do(moves.Next()).blocked == (Block("choice", ("keep",)),)
    walk.to(IDENTITY)
    assert walk.do(moves.Next()).blocked == (Block("identity", ("name", "birth-date")),)
    walk.until(lambda state: state.kind is Kind.DEFERRAL)


@pytest.mark.parametrize("answer", [Answer.PERSON])
def test_only_the_answers_offered_at_deciding_are_taken(walk: Walk, answer: Answer) -> None:
    walk.to(Place(Step.DECIDING, "help"))
    assert walk.do(acts.Help("singing", wanted=True)).facts.help == frozenset()
    walk.to(Place(Step.DECIDING, "able"))
    assert walk.do(acts.Able(answer)).facts.able is None
    assert walk.do(moves.Next()).blocked == (Block("choice", ("able",)),)


def test_an_interpreter_has_a_name_and_a_language(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "help"))
    walk.do(acts.Help("language", wanted=True))
    walk.to(Place(Step.DECIDING, "interpreter"))
    walk.do(acts.Interpreted(present=True))
    assert walk.do(moves.Next()).blocked == (Block("choice", ("interpreter",)),)
    walk.to(REVIEW)
    assert walk.state.facts.text("interpreter-language") == "Deutsch"
