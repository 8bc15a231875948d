"""What a finished encounter leaves in its record, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from consent_tui.model import acts, moves
from consent_tui.model.acts import AgeBand, Outcome, Treated
from consent_tui.model.journey import KEEP, REVIEW, Place, Step
from consent_tui.model.pack import Pack
from consent_tui.model.record import Kind
from consent_tui.model.recording import conditions_of, digest, recorded
from consent_tui.model.screening import Answer
from consent_tui.model.state import Ending, Over, TextRefused
from tests.model import oracle
from tests.model.finishing import answering, finish
from tests.model.packs import VISIT
from tests.model.profiles import walked
from tests.model.walks import Walk, walks

ANSWERS = (
    *("screening", "teach_back", "statements", "events", "pages", "questions", "choices", "disposition"),
    *("capacity", "assent", "interpreter"),
)


@walked
@given(walks())
def test_a_kept_outcome_holds_no_answers_unless_the_client_said_so_separately(walk: Walk) -> None:
    for turn in walk.turns:
        if (kind := turn.after.kind) not in (None, Kind.CONSENT) and turn.before.kind is None:
            assert kind is not None
            record, facts = recorded(turn.after.case, kind), turn.after.facts
            assert facts.keep is True
            assert record.client is not None
            assert record.decision is not None
            assert record.content is not None
            assert record.times.opened
            assert (record.signature, record.times.signed, record.signatory) == (None, None, None)
            assert record.decision.conditions == ()
            assert record.decision.valid_until is None
            if not facts.keep_answers:
                assert [name for name in ANSWERS if getattr(record, name)] == []
            else:
                assert record.events
                assert record.disposition is not None


@walked
@given(walks())
def test_a_record_holds_every_answer_that_was_ever_given(walk: Walk) -> None:
    for turn in walk.turns:
        if (kind := turn.after.kind) and turn.before.kind is None:
            record, facts = recorded(turn.after.case, kind), turn.after.facts
            if record.events:
                asked = oracle.asked(walk.state.case.pack, facts.given, walk.state.case.visit.switches)
                assert {s.id for s in record.screening if s.asked} == asked & set(facts.given)
                assert {s.id for s in record.screening} == set(facts.answers)
                for screened in record.screening:
                    given_ = facts.answers[screened.id]
                    assert (screened.answer is None) is not screened.asked
                    assert len(screened.changes) == len(given_.before) + (
                        given_.answer is not None and not screened.asked
                    )
            else:
                assert kind is not Kind.CONSENT


def test_the_same_answers_give_the_same_record(small: Pack) -> None:
    assert finish(Walk.of(small)) == finish(Walk.of(small))


def test_a_plain_consent_holds_all_that_was_shown_asked_and_agreed(walk: Walk) -> None:
    record = finish(walk)
    assert record.kind is Kind.CONSENT
    assert record.client is not None
    assert (record.client.name, record.client.born) == ("Ana Example", date(1980, 2, 29))
    assert record.signatory is not None
    assert (record.signatory.role, record.signatory.typed_by) == ("self", "client")
    assert (record.signatory.relationship, record.signatory.authority) == (None, None)
    assert record.signature is not None
    assert (record.signature.method, record.signature.strokes) == ("typed", ())
    assert record.decision is not None
    assert (record.decision.outcome, record.decision.conditions) == ("agree", ())
    assert record.decision.valid_until == date(2027, 11, 21)
    assert record.disposition is not None
    assert (record.disposition.result, record.disposition.because) == ("none", ())
    assert record.clinic == VISIT.clinic
    assert record.practitioner == VISIT.practitioner
    assert record.copy == {"offered": True}
    assert record.content is not None
    assert record.content.filled == {"emergency": "112"}
    page = record.pages[0]
    assert page.digest == digest("en page-0 112\nen page-0 112")
    assert page.title == "en page-0 112"
    assert record.screening[0].words == "You: en emergency 112"
    assert record.teach_back[0].words == "en stopping 112"


def test_the_number_of_an_earlier_record_is_kept_as_typed(walk: Walk) -> None:
    walk.do(acts.Speak("en"))
    assert walk.do(acts.CameWith("front-desk-7")).facts.earlier == ""  # nothing was opened to type it in
    walk.do(moves.Open("earlier"))
    assert walk.do(acts.CameWith("front-desk-\x1b")).refused == TextRefused("note", "character", "U+001B")
    assert walk.do(acts.CameWith(" front-desk-7 ")).over == ()
    trail = walk.state.facts.trail
    walk.do(moves.Open("earlier"))
    assert walk.do(acts.CameWith("front-desk-7")).facts.trail == trail
    client = finish(walk).client
    assert client is not None
    assert client.reference == "front-desk-7"


def test_who_came_without_a_number_has_none(walk: Walk) -> None:
    walk.to(REVIEW)
    assert walk.do(moves.Open("earlier")).over == ()
    client = finish(walk).client
    assert client is not None
    assert client.reference is None


@pytest.mark.parametrize("months", [None, 1])
def test_without_a_setting_a_consent_has_no_end(small: Pack, months: int | None) -> None:
    visit = VISIT if months else replace(VISIT, valid_for=None)
    decision = finish(Walk.of(small, visit)).decision
    assert decision is not None
    assert (decision.valid_until is None) is (months is None)


@pytest.mark.parametrize(
    ("question", "answer", "conditions", "because"),
    [
        ("thinners", Answer.YES, ("talk",), ("thinners",)),
        ("thinners", Answer.PERSON, ("talk",), ("thinners",)),
        ("trauma", Answer.YES, ("talk",), ()),  # private, though a concern of none
        ("trauma", Answer.NO, (), ()),
        ("fever", Answer.PERSON, ("clearance",), ("fever",)),
        ("fever", Answer.UNSURE, ("clearance",), ("fever",)),
        ("crisis", Answer.PERSON, ("clearance", "talk"), ("crisis",)),
    ],
)
def test_what_must_happen_before_a_consent_is_valid(
    walk: Walk, question: str, answer: Answer, conditions: tuple[str, ...], because: tuple[str, ...]
) -> None:
    answering(walk, question, answer)
    record = finish(walk)
    assert record.decision is not None
    assert record.decision.conditions == conditions
    assert record.disposition is not None
    assert record.disposition.because == because


def test_a_question_for_the_practitioner_has_to_be_talked_about(walk: Walk) -> None:
    walk.to(Place(Step.PAGES, "page-0"))
    for act in (moves.Open("ask"), moves.Open("ask-note"), acts.AskedUs("page-0", " What does it cost? ")):
        walk.do(act)
    record = finish(walk)
    assert [(q.place, q.words) for q in record.questions] == [("page-0", "What does it cost?")]
    assert conditions_of(walk.state.case) == ("talk",)


def test_teach_back_missed_twice_is_flagged_and_talked_about(walk: Walk) -> None:
    walk.to(Place(Step.TEACH_BACK, "stopping"))
    assert walk.do(acts.TaughtBack("stopping", "never")).facts.teach_back["stopping"].settled is False
    walk.do(moves.Next())
    assert walk.state.place == Place(Step.TEACH_BACK, "stopping")
    walk.do(acts.TaughtBack("stopping", "never"))
    walk.do(acts.TaughtBack("stopping", "any-time"))  # settled: on we go
    record = finish(walk)
    assert record.teach_back[0].flagged
    assert [(a.chosen, a.right) for a in record.teach_back[0].attempts] == [("never", False), ("never", False)]
    assert conditions_of(walk.state.case) == ("talk",)


def test_a_childs_consent_names_who_signs_and_needs_clearance(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Treat(Treated.CHILD))
    walk.do(acts.Aged(AgeBand.MINOR))
    record = finish(walk)
    assert record.signatory is not None
    assert (record.signatory.role, record.signatory.name) == ("parent", "Jon Muster")
    assert (record.signatory.relationship, record.signatory.authority) == ("mother", None)
    assert record.assent is not None
    assert record.assent.answer == "yes"
    assert record.disposition is not None
    assert (record.disposition.result, record.disposition.because) == ("clearance", ("age",))
    assert record.decision is not None
    assert record.decision.conditions == ("clearance",)
    assert record.screening[0].words == "You: en emergency 112"  # asked before it was said who is to be treated
    assert record.screening[1].words == "your child: en aneurysm 112"
    assert record.statements[0].words == "my child: en free-choice 112"  # said by the one who decides


def test_an_adult_who_is_represented_is_so_by_a_representative_with_authority(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    walk.do(acts.Treat(Treated.REPRESENTED))
    record = finish(walk)
    assert record.signatory is not None
    assert (record.signatory.role, record.signatory.authority) == ("representative", "court paper of 2020")


def test_an_interpreter_stands_in_the_record_while_one_is_wanted(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "help"))
    walk.do(acts.Help("language", wanted=True))
    walk.to(REVIEW)
    interpreter = recorded(walk.state.case, Kind.CONSENT).interpreter
    assert interpreter is not None
    assert (interpreter.name, interpreter.language) == ("Ada Sample", "Deutsch")
    walk.do(moves.GoTo("deciding", "help"))
    walk.do(acts.Help("language", wanted=False))
    record = finish(walk)
    assert record.interpreter is None
    assert record.capacity is not None
    assert (record.capacity.able, record.capacity.help) == ("yes", ())


def test_a_follow_up_no_longer_asked_stays_with_its_earlier_answers(walk: Walk) -> None:
    head = Place(Step.SCREENING, "head")
    answering(walk, "stroke", Answer.YES, head)
    walk.do(acts.Answered("aneurysm", Answer.NO))
    walk.do(acts.Answered("stroke-recent", Answer.NO))
    walk.do(acts.Answered("stroke", Answer.NO))
    record = finish(walk)
    (gone,) = (s for s in record.screening if s.id == "stroke-recent")
    assert (gone.asked, gone.answer, gone.how, gone.at) == (False, None, None, None)
    assert [change.answer for change in gone.changes] == ["no"]


def stopped(walk: Walk) -> Walk:
    answering(walk, "fever", Answer.YES)
    walk.to(KEEP)
    return walk


def test_a_deferral_is_kept_with_or_without_its_answers_or_not_at_all(small: Pack) -> None:
    kept = finish(stopped(Walk.of(small)))
    assert (kept.kind, kept.decision and kept.decision.outcome) == (Kind.DEFERRAL, "deferral")
    assert kept.disposition is not None
    assert (kept.disposition.result, kept.disposition.stop_for, kept.disposition.because) == (
        "stop",
        "today",
        ("fever",),
    )

    bare = stopped(Walk.of(small))
    bare.to(Place(Step.DECIDE, "answers"))
    bare.do(acts.KeptAnswers(keep=False))
    assert finish(bare) == replace(
        kept,
        capacity=None,
        choices=None,
        disposition=None,
        pages=(),
        screening=(),
        teach_back=(),
        questions=(),
        statements=(),
        events=(),
    )

    not_kept = stopped(Walk.of(small))
    not_kept.do(acts.Kept(keep=False))
    state = not_kept.do(moves.Next())
    assert (state.kind, state.ending, state.begun) == (None, Ending.UNKEPT, False)


def test_a_refusal_at_the_first_step_asks_for_name_and_birth_date_and_nothing_else(walk: Walk) -> None:
    walk.do(acts.Speak("en"))
    walk.do(moves.Open("stop"))
    walk.do(acts.Decided(Outcome.REFUSE))
    walk.do(acts.Wrote("reason", "too far away"))
    record = finish(walk)
    assert record.kind is Kind.REFUSAL
    assert {place.item for place in walk.places if place.step is Step.DECIDE} == {"keep", "identity"}
    assert record.decision is not None
    assert record.decision.reason == "too far away"
    assert record.events == ()


def test_the_reason_of_a_no_that_was_taken_back_is_no_reason_of_a_yes(walk: Walk) -> None:
    walk.to(REVIEW)
    walk.do(moves.Open("stop"))
    walk.do(acts.Decided(Outcome.REFUSE))
    walk.do(acts.Wrote("reason", "too far away"))
    walk.do(moves.Back())
    decision = finish(walk).decision
    assert decision is not None
    assert (decision.outcome, decision.reason) == ("agree", None)


def test_before_a_decision_and_a_name_a_record_names_none(walk: Walk) -> None:
    walk.to(REVIEW)
    record = recorded(walk.state.case, Kind.CONSENT)
    assert (record.decision, record.client, record.signature) == (None, None, None)


def test_a_question_open_again_is_recorded_as_not_answered(walk: Walk) -> None:
    answering(walk, "crisis", Answer.UNSURE)
    assert walk.state.top is not None
    assert walk.state.top.kind is Over.URGENT
    walk.do(acts.TakenBack("crisis"))
    walk.do(moves.Open("stop"))
    walk.do(acts.Decided(Outcome.UNDECIDED))
    record = finish(walk)
    (crisis,) = (s for s in record.screening if s.id == "crisis")
    assert (crisis.asked, crisis.answer, [c.answer for c in crisis.changes]) == (False, None, ["unsure"])
