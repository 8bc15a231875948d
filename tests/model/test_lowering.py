"""A *stop* or *clearance* taken back after the result was shown: `docs/decisions/014-lowered.md`."""

from __future__ import annotations

from consent_tui.model import acts, moves
from consent_tui.model.acts import AgeBand, Treated
from consent_tui.model.journey import RESULT, Place, Step
from consent_tui.model.recording import conditions_of
from consent_tui.model.screening import Answer, Severity, StopFor, Together
from tests.model.client import mend
from tests.model.finishing import answering, finish
from tests.model.packs import pack, rule
from tests.model.walks import Walk


def test_lowering_an_answer_after_the_result_is_kept_with_both_answers(walk: Walk) -> None:
    answering(walk, "aneurysm", Answer.YES, Place(Step.SCREENING, "head"))
    walk.to(RESULT)
    record = finish(walk, mend)
    assert record.disposition is not None
    assert (record.disposition.result, record.disposition.lowered) == ("talk", ("aneurysm",))
    (aneurysm,) = (s for s in record.screening if s.id == "aneurysm")
    assert (aneurysm.answer, [c.answer for c in aneurysm.changes]) == ("no", ["yes"])
    assert conditions_of(walk.state.case) == ("talk",)


def test_of_a_combination_the_answer_that_was_taken_back_is_lowered_and_no_other(walk: Walk) -> None:
    for question in ("thinners", "surgery"):
        answering(walk, question, Answer.YES)
    walk.to(RESULT)
    assert walk.state.facts.result_shown is not None
    assert walk.state.facts.result_shown.because == ("thinners", "surgery")
    walk.do(moves.GoTo("screening", "body"))
    walk.do(acts.Answered("surgery", Answer.NO))
    walk.to(RESULT)
    shown = walk.state.facts.result_shown
    assert shown is not None
    assert (shown.result.word, shown.lowered, shown.because) == ("talk", ("surgery",), ("thinners", "surgery"))


def test_an_age_corrected_after_the_result_leaves_talk_standing(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Aged(AgeBand.UNDER))
    walk.to(RESULT)
    record = finish(walk, mend)
    assert record.disposition is not None
    assert (record.disposition.result, record.disposition.lowered) == ("talk", ("age",))


def test_an_age_of_a_child_corrected_after_the_result_leaves_talk_standing(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Treat(Treated.CHILD))
    walk.do(acts.Aged(AgeBand.MINOR))
    walk.to(RESULT)
    walk.do(moves.GoTo("deciding", "who"))
    walk.do(acts.Aged(AgeBand.ADULT))
    record = finish(walk)
    assert record.disposition is not None
    assert (record.disposition.result, record.disposition.lowered) == ("talk", ("age",))


def test_a_stop_answer_lowered_to_a_doubt_is_lowered_though_a_combination_with_it_could_stop_too() -> None:
    both = Together(all=("aneurysm", "fear"), leads=Severity.STOP, words="w", stop_for=StopFor.UNTIL)
    walk = Walk.of(pack(questions=(rule("aneurysm", Severity.STOP), rule("fear")), together=(both,)))
    answering(walk, "aneurysm", Answer.YES, Place(Step.SCREENING, "head"))
    walk.to(RESULT)
    walk.do(moves.GoTo("screening", "head"))
    walk.do(acts.Answered("aneurysm", Answer.UNSURE))
    record = finish(walk)
    assert record.disposition is not None
    assert (record.disposition.result, record.disposition.lowered) == ("clearance", ("aneurysm",))
    assert conditions_of(walk.state.case) == ("clearance", "talk")
