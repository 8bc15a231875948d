"""Sentences of the storyboard, one by one, on a small fixed pack."""

from __future__ import annotations

import pytest

from consent_tui.model import acts, moves
from consent_tui.model.acts import AgeBand, Outcome, Touch, Treated
from consent_tui.model.facts import Facts
from consent_tui.model.journey import INTRO, KEEP, RESULT, REVIEW, START, Block, Place, Step, journey
from consent_tui.model.pack import Group, Pack
from consent_tui.model.record import Kind
from consent_tui.model.screening import Answer, Severity
from consent_tui.model.state import Ending, Layer, Over
from tests.model.client import CERTIFIED, onward
from tests.model.packs import pack, rule
from tests.model.walks import Walk

HEAD, BODY = (Place(Step.SCREENING, item) for item in ("head", "body"))
AREAS = Place(Step.CHOICES, "areas")


def deciding(walk: Walk) -> list[str]:
    return [place.item for place in journey(walk.state.case) if place.step is Step.DECIDING]


def test_before_all_else_the_emergency_question(walk: Walk) -> None:
    walk.do(acts.Speak("en"))
    assert walk.do(moves.Next()).place == Place(Step.WELCOME, "emergency")
    assert walk.do(moves.Next()).blocked == (Block("question", ("emergency",)),)


def test_who_is_asked_what_at_deciding(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "who"))
    assert deciding(walk) == ["who", "help", "able"]
    walk.do(acts.Treat(Treated.CHILD))
    walk.do(acts.Aged(AgeBand.MINOR))
    walk.to(Place(Step.DECIDING, "role"))
    assert walk.do(acts.StandFor("aunt")).facts.guardian is None
    assert walk.do(moves.Next()).blocked == (Block("choice", ("role",)),)
    walk.to(Place(Step.DECIDING, "help"))
    walk.do(acts.Help("language", wanted=True))
    assert deciding(walk) == ["who", "role", "help", "able", "interpreter", "assent"]
    walk.to(Place(Step.DECIDING, "assent"))
    assert walk.do(acts.Assented(Answer.UNSURE)).facts.assent is None


def test_no_to_all_only_once_every_row_was_on_screen(walk: Walk) -> None:
    walk.to(BODY)
    assert walk.do(moves.NoToAll("body")).facts.given == {"emergency": "no", "aneurysm": "no", "stroke": "no"}
    walk.do(moves.RowsSeen(("fever", "thinners", "surgery", "trauma")))
    assert "fever" not in walk.do(moves.NoToAll("body")).facts.given
    walk.do(moves.RowsSeen(("crisis", "aneurysm")))
    assert walk.state.seen == {"fever", "thinners", "surgery", "trauma", "crisis"}
    filled = walk.do(moves.NoToAll("body")).facts
    assert {q for q, given in filled.answers.items() if given.how == "group"} == walk.state.seen
    changed = walk.do(acts.Answered("thinners", Answer.YES)).facts.answers["thinners"]
    assert (changed.answer, changed.how) == ("yes", "own")


def test_no_to_all_never_in_groups_marked_one_by_one_nor_beside_another_answer(walk: Walk) -> None:
    walk.to(HEAD)
    walk.do(moves.RowsSeen(("aneurysm", "stroke")))
    assert "aneurysm" not in walk.do(moves.NoToAll("head")).facts.given
    walk.to(BODY)
    walk.do(moves.RowsSeen(("fever", "thinners", "surgery", "trauma", "crisis")))
    walk.do(acts.Answered("thinners", Answer.YES))
    assert "fever" not in walk.do(moves.NoToAll("body")).facts.given


def test_the_end_of_a_page_that_is_not_on_screen_was_not_shown(walk: Walk) -> None:
    walk.to(Place(Step.PAGES, "page-1"))
    walk.do(moves.Back())
    assert not walk.do(acts.PageEnded("page-1")).facts.pages["page-1"].ended
    walk.do(moves.Next())
    assert walk.do(moves.Next()).blocked == (Block("page", ("page-1",)),)
    assert walk.do(acts.PageEnded("page-1")).facts.pages["page-1"].ended


def test_a_stop_answer_is_read_back(walk: Walk) -> None:
    walk.to(HEAD)
    state = walk.do(acts.Answered("aneurysm", Answer.YES))
    assert (state.over, state.facts.given.get("aneurysm")) == ((Layer(Over.CONFIRM, "aneurysm", Answer.YES),), None)
    assert walk.do(moves.Close()).facts.given.get("aneurysm") is None
    walk.do(acts.Answered("aneurysm", Answer.YES))
    state = walk.do(moves.Confirm())
    assert (state.over, state.facts.given.get("aneurysm")) == ((), "yes")
    assert walk.do(acts.Answered("aneurysm", Answer.YES)).over == ()  # it is, and stays


def test_a_stop_leads_to_the_result_and_on_to_no_consent(walk: Walk) -> None:
    walk.to(HEAD)
    walk.do(acts.Answered("aneurysm", Answer.YES))
    walk.do(moves.Confirm())
    walk.to(RESULT)
    assert [place.step for place in journey(walk.state.case)][-3:] == [Step.DECIDE, Step.DECIDE, Step.DONE]
    assert walk.do(moves.Next()).place == KEEP
    assert walk.state.facts.decision is Outcome.DEFERRAL
    assert walk.do(moves.Back()).place == RESULT
    assert walk.state.facts.decision is None


def test_a_correction_from_the_review_leads_back_by_way_of_what_it_opened(walk: Walk) -> None:
    walk.to(REVIEW)
    walk.do(moves.GoTo("screening", "head"))
    walk.do(acts.Answered("stroke", Answer.YES))
    assert walk.do(moves.Next()).blocked == (Block("question", ("stroke-recent",)),)
    walk.do(acts.Answered("stroke-recent", Answer.NO))
    places = [walk.state.place]
    while places[-1] != REVIEW:
        if walk.do(onward(walk.state)).place != places[-1]:
            places.append(walk.state.place)
    # the other group is answered already; the result changed, a teach-back question came, the statements fell
    assert places == [HEAD, RESULT, Place(Step.TEACH_BACK, "doctor"), Place(Step.STATEMENTS, "choice"), REVIEW]
    assert walk.state.returning is None


def test_a_correction_that_changes_nothing_leads_straight_back(walk: Walk) -> None:
    walk.to(REVIEW)
    walk.do(moves.GoTo("choices", "areas"))
    assert walk.state.place == AREAS
    assert walk.do(moves.Next()).place == REVIEW


@pytest.mark.parametrize(
    ("step", "item"), [("done", ""), ("decide", "sign"), ("screening", "feet"), ("start", ""), ("review", "")]
)
def test_the_review_leads_only_to_what_it_lists(walk: Walk, step: str, item: str) -> None:
    walk.to(REVIEW)
    assert walk.do(moves.GoTo(step, item)).place == REVIEW


def test_the_same_answer_once_more_opens_nothing(walk: Walk) -> None:
    walk.to(REVIEW)
    walk.do(moves.GoTo("deciding", "able"))
    walk.do(acts.Able(Answer.YES))
    assert walk.do(moves.Next()).place == REVIEW
    walk.do(moves.GoTo("screening", "head"))
    walk.do(acts.Answered("stroke", Answer.NO))
    assert walk.do(moves.Next()).place == REVIEW


def test_what_was_missing_is_no_longer_said_once_it_is_there(walk: Walk) -> None:
    walk.to(Place(Step.STATEMENTS, "choice"))
    assert walk.do(moves.Next()).blocked == (Block("statement-open", ("free-choice",)),)
    assert walk.do(acts.Stated("free-choice", agreed=True)).blocked == ()


def test_the_result_leads_back_to_answers_only(walk: Walk) -> None:
    walk.to(RESULT)
    assert walk.do(moves.GoTo("pages", "page-0")).place == RESULT
    assert walk.do(moves.GoTo("welcome", "emergency")).place == Place(Step.WELCOME, "emergency")
    assert walk.do(moves.Next()).place == RESULT


def test_a_question_opened_behind_the_client_is_asked_before_the_result() -> None:
    """A follow-up of questions in two groups stands with the first; an answer further on may open it again."""
    of_two = pack(
        groups=(Group(id="head"), Group(id="body")),
        questions=(
            rule("early", follow={Answer.YES: ("both",)}),
            rule("both"),
            rule("late", group="body", follow={Answer.YES: ("both",)}),
        ),
    )
    walk = Walk.of(of_two)
    walk.to(BODY)
    walk.do(acts.Answered("late", Answer.YES))
    assert walk.do(moves.Next()).place == HEAD
    walk.do(acts.Answered("both", Answer.NO))
    assert walk.do(moves.Next()).place == RESULT
    assert walk.state.facts.result_shown is not None


def test_from_do_not_touch_never_straight_to_may_touch(walk: Walk) -> None:
    walk.to(AREAS)
    assert walk.do(acts.Marked("head", Touch.AVOID)).facts.areas == {"head": "avoid"}
    assert walk.do(acts.Marked("head", Touch.TOUCH)).facts.areas == {"head": "avoid"}
    assert walk.do(acts.Marked("head", None)).facts.areas == {}
    assert walk.do(acts.Marked("head", Touch.TOUCH)).facts.areas == {"head": "touch"}
    assert walk.do(acts.Marked("tail", Touch.TOUCH)).facts.areas == {"head": "touch"}
    assert walk.do(acts.Marked("head", Touch.AVOID)).facts.areas == {"head": "avoid"}


def test_what_was_said_about_one_person_is_asked_again_about_another(walk: Walk) -> None:
    walk.to(AREAS)
    walk.do(acts.Marked("head", Touch.TOUCH))
    walk.to(REVIEW)
    walk.do(moves.GoTo("deciding", "who"))
    before = walk.state.facts
    facts = walk.do(acts.Treat(Treated.CHILD)).facts
    assert facts.given == {"emergency": "no"}
    assert (facts.areas, facts.permissions, facts.statements, facts.assent) == ({}, {}, {}, None)
    assert (facts.pages, facts.teach_back) == (before.pages, before.teach_back)
    assert facts.answers["stroke"].before[0][0] == "no"
    assert facts.band is None
    assert walk.do(moves.Next()).blocked == (Block("choice", ("who",)),)
    walk.do(acts.Aged(AgeBand.MINOR))
    walk.until(lambda state: state.kind is Kind.CONSENT)
    shown = {turn.after.place for turn in walk.turns[-40:]}
    assert {Place(Step.DECIDING, "role"), Place(Step.DECIDING, "assent"), HEAD, BODY, AREAS, RESULT} <= shown
    assert walk.state.facts.answers["stroke"].worded_for is Treated.CHILD


def test_the_same_person_named_again_changes_nothing(walk: Walk) -> None:
    walk.to(REVIEW)
    walk.do(moves.GoTo("deciding", "who"))
    given = walk.state.facts.given
    walk.do(acts.Treat(Treated.SELF))
    assert walk.state.facts.given == given
    assert walk.do(moves.Next()).place == REVIEW


def test_start_again_in_the_same_language_goes_on_where_it_was(walk: Walk) -> None:
    walk.to(Place(Step.WELCOME, "emergency"))
    walk.do(acts.Answered("emergency", Answer.NO))
    walk.do(moves.Back())
    assert walk.do(moves.Back()).place == START
    state = walk.do(acts.Speak("en"))
    assert (state.place, state.facts.given) == (INTRO, {"emergency": "no"})


def test_a_signature_changed_after_certifying_is_certified_again(at_sign: Walk) -> None:
    at_sign.until(lambda state: state.facts.certified is not None)
    state = at_sign.do(acts.Wrote("signature", "ANA EXAMPLE"))
    assert (state.facts.certified, state.notice) == (None, "signature-removed")
    at_sign.do(CERTIFIED)
    state = at_sign.do(acts.Certified(on=False, line="", meaning=""))
    assert (state.facts.certified, state.facts.text("signature")) == (None, "ANA EXAMPLE")
    state = at_sign.do(acts.Wrote("signature", ""))
    assert (state.facts.signing, state.notice) == (False, "")  # by their own hand


def test_stop_offers_six_ways(walk: Walk) -> None:
    """Go back, talk to a person, paper, think about it, do not agree, leave and save nothing."""
    walk.to(HEAD)
    walk.do(moves.Open("stop"))
    assert walk.do(moves.Close()).over == ()
    walk.do(moves.Open("stop"))
    assert walk.do(moves.Open("desk")).over == (Layer(Over.DESK),)
    walk.do(moves.Close())
    walk.do(moves.Close())
    walk.do(moves.Open("stop"))
    assert walk.do(acts.Decided(Outcome.AGREE)).over == (Layer(Over.STOP, "head"),)
    assert walk.do(acts.Decided(Outcome.UNDECIDED)).place == KEEP
    walk.do(moves.Open("stop"))
    assert walk.do(acts.Decided(Outcome.REFUSE)).facts.decision is Outcome.REFUSE
    assert walk.do(moves.Back()).place == HEAD
    walk.do(moves.Open("stop"))
    state = walk.do(moves.Leave("paper"))
    assert (state.ending, state.closed, state.facts) == (Ending.PAPER, False, Facts(language="en"))
    assert walk.do(acts.Speak("en")).ending is Ending.PAPER
    assert walk.do(moves.Next()).closed


@pytest.mark.parametrize(
    ("place", "opened", "there"),
    [
        (Place(Step.PAGES, "page-0"), moves.Open("more"), True),
        (Place(Step.PAGES, "page-0"), moves.Open("sources"), True),
        (HEAD, moves.Open("more"), False),
        (HEAD, moves.Open("why", "aneurysm"), True),
        (HEAD, moves.Open("why", "fever"), False),
        (HEAD, moves.Open("note", "aneurysm"), False),  # not answered yet
        (HEAD, moves.Open("urgent"), False),
        (HEAD, moves.Open("confirm"), False),
        (HEAD, moves.Open("ask-note"), False),
    ],
)
def test_what_can_be_laid_over_a_screen(walk: Walk, place: Place, opened: moves.Open, there: bool) -> None:
    walk.to(place)
    assert bool(walk.do(opened).over) is there
    assert walk.do(moves.Open("stop")).over[-1].kind is Over.STOP
    assert walk.do(moves.Back()).over == ()


def test_a_question_for_us_is_noted_with_its_place(walk: Walk) -> None:
    walk.to(RESULT)
    walk.do(moves.Open("ask"))
    walk.do(moves.Open("ask-note"))
    assert walk.do(acts.AskedUs("", "lost")).facts.questions == ()
    assert walk.do(acts.AskedUs("result", "  ")).facts.questions == ()
    walk.do(moves.Open("ask"))
    walk.do(moves.Open("ask-note"))
    assert [q[:2] for q in walk.do(acts.AskedUs("result", "Why?")).facts.questions] == [("result", "Why?")]


def test_age_and_capacity_stand_with_a_longer_stop_of_the_answers(walk: Walk, small: Pack) -> None:
    walk.to(HEAD)
    walk.do(acts.Answered("aneurysm", Answer.YES))
    walk.do(moves.Confirm())
    walk.to(RESULT)
    walk.do(moves.GoTo("deciding", "able"))
    walk.do(acts.Able(Answer.NO))
    walk.to(RESULT)
    shown = walk.state.facts.result_shown
    assert shown is not None
    assert (shown.result, shown.stop_for, shown.because) == (Severity.STOP, "lasting", ("capacity", "aneurysm"))
    assert small.ages.adult == 18
