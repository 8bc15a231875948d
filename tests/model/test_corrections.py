"""Rules 4, 7 and 8: what a changed answer, a change after signing and another language open again, and what stays."""

from __future__ import annotations

from hypothesis import given

from consent_tui.model import acts
from consent_tui.model.acts import Outcome
from consent_tui.model.journey import DONE, KEEP, SIGN
from consent_tui.model.judging import teach_back
from consent_tui.model.record import Kind
from consent_tui.model.recording import conditions_of, recorded
from consent_tui.model.screening import Answer, Severity
from tests.model import oracle
from tests.model.profiles import walked
from tests.model.walks import Turn, Walk, walks


def changed(turn: Turn) -> str | None:
    """Return the question whose answer this turn changed, if one was given before."""
    before, after = turn.before.facts, turn.after.facts
    if len(after.trail) == len(before.trail) + 1 and isinstance(act := after.trail[-1].act, acts.Answered):
        was = before.given.get(act.question)
        return act.question if was is not None and was is not act.answer else None
    return None


@walked
@given(walks())
def test_a_changed_answer_reopens_its_follow_ups_and_the_result(walk: Walk) -> None:
    for turn in walk.turns:
        if question := changed(turn):
            assert turn.after.facts.result_shown is None
            assert not oracle.below(turn.after.case.pack, question) & set(turn.after.facts.given)


@walked
@given(walks())
def test_a_changed_answer_leaves_teach_back_and_choices(walk: Walk) -> None:
    for turn in walk.turns:
        if changed(turn):
            before, after = turn.before.facts, turn.after.facts
            assert after.teach_back == before.teach_back
            assert (after.areas, after.permissions) == (before.areas, before.permissions)
            assert after.text("goals") == before.text("goals")


@walked
@given(walks())
def test_the_first_answer_stays_in_the_trail(walk: Walk) -> None:
    for turn in walk.turns:
        if question := changed(turn):
            was = turn.before.facts.answers[question]
            assert (was.answer, was.at) == turn.after.facts.answers[question].before[-1]
            assert turn.after.facts.trail[: len(turn.before.facts.trail)] == turn.before.facts.trail


@walked
@given(walks())
def test_statements_decision_and_signature_fall_if_the_disposition_changed(walk: Walk) -> None:
    for turn in walk.turns:
        before, after = turn.before.facts, turn.after.facts
        new = after.trail[len(before.trail) :]
        if any(isinstance(trace.act, acts.ResultShown) for trace in new) and before.last_shown is not None:
            if after.last_shown == before.last_shown:
                assert after.statements == before.statements
            else:
                assert not after.statements
                assert after.decision is None
                assert not after.signing


@walked
@given(walks())
def test_newly_chosen_teach_back_questions_are_asked(walk: Walk) -> None:
    for turn in walk.turns:
        if turn.after.kind is Kind.CONSENT and turn.before.kind is None:
            case = turn.after.case
            tried = {t.id for t in recorded(case, Kind.CONSENT).teach_back}
            wanted = {t.id for t in case.pack.teach_back if t.always or oracle.doubted(case.facts.given, t.when)}
            assert wanted <= tried
            assert len(tried) >= min(case.pack.teach_back_asked, len(case.pack.teach_back))
            assert {t.id for t in teach_back(case)} == tried


@walked
@given(walks())
def test_lowering_a_stop_or_clearance_answer_after_the_result_was_shown_leaves_talk_standing(walk: Walk) -> None:
    worst: dict[str, Severity] = {}
    for turn in walk.turns:
        case, facts = turn.after.case, turn.after.facts
        if facts.result_shown is not None and turn.before.facts.result_shown is None:
            for question in oracle.asked(case.pack, facts.given, case.visit.switches) & set(facts.given):
                grave = oracle.severity(case.pack, question, facts.given[question])
                worst[question] = max(grave, worst.get(question, Severity.NONE))
        if turn.after.kind is Kind.CONSENT and turn.before.kind is None:
            disposed = recorded(case, Kind.CONSENT).disposition
            assert disposed is not None
            for question, was in worst.items():
                now = oracle.severity(case.pack, question, facts.given.get(question, Answer.NO))
                if was >= Severity.CLEARANCE and now < was:
                    assert question in disposed.lowered
                    assert disposed.result != "none"
                    assert "talk" in conditions_of(case)
                    assert facts.answers[question].before


@walked
@given(walks())
def test_any_change_after_a_signature_or_leaving_the_screen_removes_it_and_says_so(walk: Walk) -> None:
    by_hand = (acts.Certified, acts.Drew, acts.Signed)
    for turn in walk.turns:
        before, after = turn.before, turn.after
        if not before.facts.signing or before.kind or after.place == DONE:
            continue
        said = "" if after.place == KEEP else "signature-removed"  # who has just said no is told nothing of it
        new = [trace.act for trace in after.facts.trail[len(before.facts.trail) :]]
        changes = [
            a for a in new if not isinstance(a, by_hand) and not (isinstance(a, acts.Wrote) and a.field == "signature")
        ]
        if changes or after.place != SIGN:
            assert not after.facts.signing
            assert after.notice == said
        elif before.facts.certified and not isinstance(turn.act, acts.Certified) and new:
            assert after.facts.certified is None
            assert after.notice == said


@walked
@given(walks())
def test_switching_language_keeps_every_answer_and_asks_statements_and_signature_again(walk: Walk) -> None:
    for turn in walk.turns:
        before, after = turn.before.facts, turn.after.facts
        if before.opened and before.language != after.language:
            assert after.given == before.given
            assert (after.permissions, after.teach_back, after.areas) == (
                before.permissions,
                before.teach_back,
                before.areas,
            )
            assert (after.treated, after.band, after.able, after.assent) == (
                before.treated,
                before.band,
                before.able,
                before.assent,
            )
            assert not after.statements
            assert not after.signing
            assert after.decision is not Outcome.AGREE


@walked
@given(walks())
def test_each_page_question_and_statement_is_marked_with_the_language_it_was_answered_in(walk: Walk) -> None:
    spoken: dict[object, str] = {}
    for turn in walk.turns:
        language = turn.before.facts.language
        for trace in turn.after.facts.trail[len(turn.before.facts.trail) :]:
            match trace.act:
                case acts.Answered(question):
                    spoken["question", question] = language
                case acts.PageEnded(page):
                    spoken["page", page] = language
                case acts.Stated(statement):
                    spoken["statement", statement] = language
                case acts.Permitted(permission):
                    spoken["permission", permission] = language
        if turn.after.kind is Kind.CONSENT and turn.before.kind is None:
            record = recorded(turn.after.case, Kind.CONSENT)
            assert {s.language for s in record.statements} <= {record.language}
            for screened in record.screening:
                assert screened.language == spoken["question", screened.id]
                assert screened.words.split()[-3] == screened.language
            for seen in record.pages:
                assert seen.language == spoken["page", seen.id]
                assert seen.title.startswith(seen.language)
            for said in record.statements:
                assert said.language == spoken["statement", said.id]
            for given_ in record.choices.permissions if record.choices else ():
                assert given_.language == spoken["permission", given_.id]
