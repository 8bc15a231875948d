"""What a later act must hold, and what a record takes (docs/record-format.md, Later acts)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consent_tui.model.later import (
    ActKind,
    Clearance,
    Countersignature,
    Note,
    Topic,
    Withdrawal,
    lacks,
)
from consent_tui.model.later_rules import Fault, faults, for_another, needs_clearance, needs_talk, outlives, takes
from consent_tui.model.record import Disposed, Kind, TaughtBack
from tests.model.later_acts import (
    ADA,
    ASKED,
    AT_DESK,
    AT_KIOSK,
    BORN,
    CHECKED,
    CLEARANCE_NEEDED,
    CLEARED,
    CONSENT,
    DAY,
    DOUBT,
    FACTS,
    FOR_A_CHILD,
    TALK,
    act,
)

SCAN = "sha256:" + "0a" * 32
NOTES = {
    Topic.ANSWER: Note(topic=Topic.ANSWER, question=1, words="It should not hurt."),
    Topic.PRIVATE: Note(topic=Topic.PRIVATE, private=("trauma",)),
    Topic.CAPACITY: DOUBT,
    Topic.PAPER: Note(topic=Topic.PAPER, scan=SCAN),
    Topic.COPY: Note(topic=Topic.COPY, how="print"),
    Topic.SETTINGS: Note(topic=Topic.SETTINGS, words="valid_for is 6 months now"),
    Topic.KEYS: Note(topic=Topic.KEYS, words="a new key of the front desk"),
    Topic.PACK: Note(topic=Topic.PACK, words="craniosacral 1.1.0"),
}


def whole(facts):
    at_house = isinstance(facts, Note) and facts.topic.of_the_house
    return act(facts, about=None) if at_house else act(facts)


@pytest.mark.parametrize("facts", [*FACTS, AT_KIOSK, *NOTES.values()], ids=repr)
def test_an_act_of_each_kind_is_whole(facts) -> None:
    assert lacks(whole(facts)) == ()


@pytest.mark.parametrize("facts", [each for each in FACTS if each is not AT_DESK], ids=repr)
def test_each_is_about_a_record(facts) -> None:
    assert "about" in lacks(act(facts, about=None))


def test_what_a_practitioner_does_names_the_practitioner() -> None:
    assert lacks(act(CLEARED, practitioner=None)) == ("practitioner",)
    assert lacks(act(AT_DESK, practitioner=None)) == ("withdrawal.born",)  # then it would be a client's, at a kiosk


def test_a_withdrawal_at_the_kiosk_that_matched_nothing_is_whole_without_about() -> None:
    assert lacks(act(replace(AT_KIOSK, number="front-desk-99"), about=None)) == ()


def test_a_withdrawal_at_the_desk_says_when_and_how() -> None:
    assert lacks(act(Withdrawal(), practitioner=ADA)) == ("withdrawal.said", "withdrawal.how")


def test_an_act_holds_the_table_of_its_kind_and_no_other() -> None:
    assert lacks(act(CLEARED, kind=ActKind.VOID)) == ("clearance", "void")
    assert lacks(act(CLEARED, note=DOUBT)) == ("note",)


@pytest.mark.parametrize("topic", Topic)
def test_a_note_needs_what_its_topic_is_about(topic: Topic) -> None:
    bare = act(Note(topic=topic), about=None)
    assert len(lacks(bare)) >= 1 + (not topic.of_the_house)
    assert ("about" in lacks(bare)) is not topic.of_the_house


@pytest.mark.parametrize("facts", [*FACTS, NOTES[Topic.PRIVATE]], ids=repr)
def test_acts_that_fit_have_no_fault(facts) -> None:
    assert faults(act(facts), CONSENT, today=DAY) == ()


def codes(facts, about=CONSENT, **changes) -> list[str]:
    return [fault.code for fault in faults(act(facts, **changes), about, today=DAY)]


TOMORROW = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    "facts",
    [
        replace(CLEARED, dated=TOMORROW),
        replace(CHECKED, paper="a court paper", paper_dated=TOMORROW),
        replace(AT_DESK, said=TOMORROW),
    ],
    ids=repr,
)
def test_no_day_of_an_act_lies_in_the_future(facts) -> None:
    assert faults(act(facts), CONSENT, today=DAY) == (Fault("future", str(TOMORROW)),)


def test_the_treating_practitioners_own_word_is_no_clearance() -> None:
    assert codes(replace(CLEARED, clinician=" ada  SAMPLE")) == ["own-word"]
    treated_by_jon = replace(CONSENT, practitioner=replace(ADA, name="Dr. Jon Muster"))
    assert codes(CLEARED, treated_by_jon) == ["own-word"]


def test_a_clearance_does_not_end_before_it_was_given() -> None:
    assert codes(replace(CLEARED, until=DAY - timedelta(days=1))) == ["end-before-date"]
    assert codes(replace(CLEARED, until=DAY)) == []


def test_a_countersignature_names_all_that_was_not_done_at_once() -> None:
    undone = Countersignature(name_checked=False, born_checked=False, wanted=False)
    assert codes(undone, replace(TALK, signatory=FOR_A_CHILD.signatory)) == [
        "unchecked-name",
        "unchecked-born",
        "unchecked-wanted",
        "not-talked",
        "no-paper",
        "no-paper-day",
    ]


def test_a_paper_is_seen_for_another_person_only() -> None:
    assert for_another(FOR_A_CHILD)
    assert not for_another(CONSENT)
    assert codes(CHECKED, FOR_A_CHILD) == ["no-paper", "no-paper-day"]
    seen = replace(CHECKED, paper="birth certificate", paper_dated=date(2020, 1, 2))
    assert codes(seen, FOR_A_CHILD) == []


def test_a_withdrawal_at_the_desk_is_not_older_than_the_consent() -> None:
    assert codes(replace(AT_DESK, said=DAY - timedelta(days=1))) == ["before-consent"]


@pytest.mark.parametrize("question", [0, 2, None])
def test_an_answer_is_to_a_question_that_was_asked(question: int | None) -> None:
    assert codes(replace(NOTES[Topic.ANSWER], question=question), ASKED) == ["no-such-question"]
    assert codes(NOTES[Topic.ANSWER], ASKED) == []


def test_a_private_answer_heard_is_one_of_the_record() -> None:
    asked = Note(topic=Topic.PRIVATE, private=("trauma", "aneurysm"))
    assert faults(act(asked), CONSENT, today=DAY) == (Fault("no-such-answer", "aneurysm"),)


def test_what_has_to_happen_first_is_read_from_the_whole_record() -> None:
    """The kiosk wrote it into the conditions; a record that shows it otherwise needs it all the same."""
    assert not needs_talk(CONSENT)
    assert not needs_clearance(CONSENT)
    assert needs_talk(TALK)
    assert needs_talk(ASKED)
    assert needs_talk(replace(CONSENT, disposition=Disposed(result="talk")))
    assert needs_talk(replace(CONSENT, disposition=Disposed(result="none", lowered=("trauma",))))
    assert needs_talk(replace(CONSENT, teach_back=(TaughtBack(id="a", words="…", language="en", flagged=True),)))
    assert needs_clearance(CLEARANCE_NEEDED)
    assert needs_clearance(replace(CONSENT, disposition=Disposed(result="clearance")))
    assert not needs_talk(replace(CONSENT, disposition=None, decision=None))
    assert not needs_clearance(replace(CONSENT, disposition=None, decision=None))


def test_a_clearance_has_its_own_days() -> None:
    assert Clearance(clinician="a", profession="b", dated=DAY, how="call", limits="").days == (DAY,)
    assert AT_KIOSK.days == ()
    assert AT_KIOSK.born == BORN


@pytest.mark.parametrize("kind", [ActKind.CLEARANCE, ActKind.COUNTERSIGNATURE, ActKind.WITHDRAWAL])
def test_only_a_consent_is_cleared_countersigned_or_withdrawn(kind: ActKind) -> None:
    assert takes(CONSENT, kind)
    assert not any(takes(replace(CONSENT, kind=other), kind) for other in Kind if other is not Kind.CONSENT)
    assert not any(takes(act(facts), kind) for facts in FACTS)


def test_a_slip_can_be_made_void_and_an_end_can_not() -> None:
    assert takes(replace(CONSENT, kind=Kind.REFUSAL), ActKind.VOID)
    assert [takes(act(facts), ActKind.VOID) for facts in FACTS] == [True, True, False, False, False, True]


def test_everything_but_an_erasure_can_be_erased() -> None:
    assert takes(CONSENT, ActKind.ERASURE)
    assert [takes(act(facts), ActKind.ERASURE) for facts in FACTS] == [True, True, True, True, False, True]


def test_what_ends_a_consent_is_erased_only_together_with_it() -> None:
    """Else a withdrawn consent would stand as if nobody had withdrawn it."""
    assert [outlives(act(facts)) for facts in FACTS] == [False, False, True, True, False, True]
    assert outlives(act(AT_KIOSK))
    assert not outlives(act(AT_KIOSK, about=None))
    assert not outlives(act(NOTES[Topic.COPY]))


def test_an_answer_needs_a_question() -> None:
    assert takes(ASKED, ActKind.NOTE, Topic.ANSWER)
    assert not takes(CONSENT, ActKind.NOTE, Topic.ANSWER)
    assert takes(CONSENT, ActKind.NOTE, Topic.COPY)
    assert not takes(act(CLEARED), ActKind.NOTE, Topic.COPY)
