"""Rule 1, and what a consent holds: nothing that was not shown, asked, answered, agreed and signed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from consent_tui.model import acts
from consent_tui.model.acts import AgeBand, Outcome, Treated
from consent_tui.model.facts import Case
from consent_tui.model.record import Kind
from consent_tui.model.recording import recorded
from consent_tui.model.screening import Answer, Severity
from tests.model import oracle
from tests.model.profiles import walked
from tests.model.walks import OPENED, Turn, Walk, walks


def signed(walk: Walk) -> Iterator[Case]:
    """Yield the case of a consent at the moment it comes about; before and after there is none."""
    for turn in walk.turns:
        if turn.after.kind is Kind.CONSENT and turn.before.kind is None:
            assert isinstance(turn.act, acts.Signed)
            yield turn.after.case


@walked
@given(walks())
def test_no_path_leads_to_a_consent_with_a_stop_standing(walk: Walk) -> None:
    for case in signed(walk):
        assert oracle.strictest(case.pack, case.facts.given, case.visit.switches) is not Severity.STOP
        disposed = recorded(case, Kind.CONSENT).disposition
        assert disposed is not None
        assert disposed.result in ("none", "talk", "clearance")


@walked
@given(walks())
def test_no_path_leads_to_a_consent_with_a_page_whose_end_was_never_shown(walk: Walk) -> None:
    for case in signed(walk):
        ended = {turn.act.page for turn in walk.turns if isinstance(turn.act, acts.PageEnded) and on_screen(turn)}
        assert {page.id for page in case.pack.pages} <= ended
        assert all(page.reached_end for page in recorded(case, Kind.CONSENT).pages)


def on_screen(turn: Turn) -> bool:
    assert isinstance(turn.act, acts.PageEnded)
    return turn.before.place.item == turn.act.page


@walked
@given(walks())
def test_no_path_leads_to_a_consent_with_a_question_statement_or_permission_unanswered(walk: Walk) -> None:
    for case in signed(walk):
        record = recorded(case, Kind.CONSENT)
        answered = {s.id for s in record.screening if s.asked and s.answer is not None}
        assert answered == oracle.asked(case.pack, case.facts.given, case.visit.switches)
        assert record.choices is not None or not case.pack.permissions
        permitted = {p.id for p in record.choices.permissions} if record.choices else set()
        assert permitted == set(case.pack.permissions)
        wanted = {s.id for s in case.pack.statements if not s.when or oracle.doubted(case.facts.given, s.when)}
        assert wanted <= {s.id for s in record.statements}


@walked
@given(walks())
def test_no_path_leads_to_a_consent_with_a_statement_not_agreed(walk: Walk) -> None:
    for case in signed(walk):
        wanted = {s.id for s in case.pack.statements if not s.when or oracle.doubted(case.facts.given, s.when)}
        assert all(s.agreed for s in recorded(case, Kind.CONSENT).statements if s.id in wanted)


@walked
@given(walks())
def test_no_path_leads_to_a_consent_with_a_failed_age_or_capacity_rule(walk: Walk) -> None:
    for case in signed(walk):
        facts, pack = case.facts, case.pack
        assert facts.born is not None
        assert facts.signed is not None
        old = oracle.years(facts.born, facts.signed.date())
        bands = {
            AgeBand.MINOR: range(pack.ages.stop_under, pack.ages.adult),
            AgeBand.ADULT: range(pack.ages.adult, 131),
        }
        assert facts.band in bands
        assert old in bands[facts.band]
        assert facts.able is Answer.YES
        if facts.band is AgeBand.MINOR:
            assert facts.treated is not Treated.SELF
            assert facts.assent in (Answer.YES, Answer.PERSON)
            least = recorded(case, Kind.CONSENT).disposition
            assert least is not None
            assert Severity[least.result.upper()] >= pack.ages.minor


@walked
@given(walks())
def test_no_path_leads_to_a_consent_with_a_signature_without_name_birth_date_date_and_meaning(walk: Walk) -> None:
    for case in signed(walk):
        record = recorded(case, Kind.CONSENT)
        assert record.signature is not None
        assert record.client is not None
        assert record.signatory is not None
        assert record.client.name
        assert record.client.born == case.facts.born
        assert record.signatory.name
        assert record.signature.name.casefold() == record.signatory.name.casefold()
        assert record.signature.meaning
        assert record.signature.certified
        assert record.times.signed == walk_time(walk)
        if case.facts.for_other:
            assert record.signatory.relationship
            assert record.signatory.role in ("parent", "guardian", "representative")
            assert record.signatory.authority or record.signatory.role == "parent"


def walk_time(walk: Walk) -> object:
    return next(turn.event.at for turn in walk.turns if turn.after.kind is Kind.CONSENT)


@walked
@given(walks())
def test_a_record_is_due_only_after_a_decision(walk: Walk) -> None:
    outcomes = {
        Kind.CONSENT: Outcome.AGREE,
        Kind.REFUSAL: Outcome.REFUSE,
        Kind.UNDECIDED: Outcome.UNDECIDED,
        Kind.DEFERRAL: Outcome.DEFERRAL,
    }
    for turn in walk.turns:
        if turn.after.kind is not None and turn.before.kind is None:
            assert turn.after.facts.decision is outcomes[turn.after.kind]
            assert turn.after.kind is Kind.CONSENT or turn.after.facts.keep is True


@pytest.mark.parametrize("missing", ["line", "meaning"])
def test_a_certify_line_without_its_words_certifies_nothing(missing: str, at_sign: Walk) -> None:
    words = {"line": "I certify this.", "meaning": "I choose freely."} | {missing: ""}
    state = at_sign.until(lambda s: s.facts.text("signature") != "")
    assert at_sign.do(acts.Certified(on=True, **words)) is state
    assert OPENED.tzinfo is not None
