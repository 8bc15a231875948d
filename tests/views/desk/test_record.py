"""What stands first on a record, in this order, and what of it is covered. Pure: values in, blocks out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from consent_tui.copies.shown import Shown
from consent_tui.model.later import Note, Topic
from consent_tui.model.record import (
    AskedQuestion,
    Assent,
    Attempt,
    Change,
    Choices,
    Disposed,
    PageSeen,
    PermissionGiven,
    Screened,
    TaughtBack,
)
from consent_tui.model.standing import standing
from consent_tui.views.desk import record
from consent_tui.views.desk.shapes import Badge, Heading, Line
from consent_tui.words import load
from tests.model.later_acts import CLEARANCE_NEEDED, CLEARED, FOR_A_CHILD, SIGNED, act, filed

SAY = load("en")
EVERYTHING = replace(
    CLEARANCE_NEEDED,
    screening=(
        Screened(
            id="trauma", words="Have you had a knock?", language="en", answer="unsure", note="a bicycle",
            changes=(Change(answer="no", at=SIGNED - timedelta(minutes=5)),),
        ),
        Screened(id="crisis", words="Do you think of harm?", language="en", answer="yes"),
        Screened(id="fever", words="Do you have a fever?", language="en", answer="no"),
        Screened(
            id="fall", words="Did you fall?", language="en", answer="no", changes=(Change(answer="yes", at=None),)
        ),
    ),
    disposition=Disposed(result="clearance", because=("trauma", "crisis"), lowered=("fall",)),
    choices=Choices(
        touch=("hands",), avoid=("low-back",), goals="Fewer headaches", matters="No music",
        permissions=(PermissionGiven(id="mouth", words="A finger in my mouth", language="en", given=False),),
    ),
    questions=(AskedQuestion(place="touch", words="Does it hurt?"), AskedQuestion(place="after", words="And then?")),
    teach_back=(
        TaughtBack(
            id="proof", words="Does it work?", language="en", flagged=True,
            attempts=(Attempt(chosen="surely", right=False), Attempt(chosen="mostly", right=False)),
        ),
        TaughtBack(id="stop", words="When can I stop?", language="en", attempts=(Attempt(chosen="x", right=True),)),
    ),
)  # fmt: skip


def shown(what, *related, private=frozenset({"crisis"}), **more) -> Shown:
    consent = filed(what, by="front-desk")
    stands = standing(consent, related, SIGNED + timedelta(hours=1))
    print4 = "7F3A 91C2 0BE4 55D8"
    return Shown(
        filed=consent, key="SHA256:x", fingerprint=print4, trust="folder", related=related, standing=stands,
        private=private, previous="", asked=SIGNED.date(), **more,
    )  # fmt: skip


def told(found: Shown) -> list[str]:
    """Every block as one line of text."""
    lines = []
    for block in record.first(found, SAY):
        match block:
            case Heading(words):
                lines.append(f"== {words}")
            case Badge(asks, sign, words):
                lines.append(f"{asks} {sign} {words}")
            case Line(words, sign, label, _):
                lines.append(" ".join(part for part in (label, sign, words) if part))
    return lines


def test_the_order_is_that_of_the_two_minutes_between_clients() -> None:
    lines = told(shown(EVERYTHING))
    heads = [line for line in lines if line.startswith("== ")]
    assert lines[0] == "May we start? ▲ not now: waits for a doctor"
    assert heads == [
        "== Why a doctor",
        "== Do not touch",
        "== Open questions",
        "== In their own words",
        "== Not clear at first",
        "== What else they allow",
        "== Seal",
    ]


def test_a_changed_answer_is_told_with_both_values() -> None:
    lines = told(shown(EVERYTHING))
    assert '- Not sure, before that No until 11:55: Have you had a knock? "a bicycle"' in lines
    assert "< No, before that Yes: Did you fall?" in lines  # lowered after the result
    assert not any("fever" in line for line in lines)


def test_private_answers_are_covered_until_they_are_asked_for() -> None:
    covered, revealed = told(shown(EVERYTHING)), told(shown(EVERYTHING, revealed=True))
    assert "% a private answer" in covered
    assert "% Private answers other than no: 1. R shows them." in covered
    assert not any("harm" in line for line in covered)
    assert [line for line in revealed if "harm" in line] == ["% Yes: Do you think of harm? (private)"]


def test_where_nobody_can_tell_what_is_private_every_answer_is_covered() -> None:
    lines = told(shown(EVERYTHING, private=None))
    assert not any("knock" in line or "harm" in line or "fall" in line for line in lines)
    assert lines.count("% a private answer") == 3


def test_what_must_not_be_touched_stands_apart_from_what_may() -> None:
    lines = told(shown(EVERYTHING))
    at = lines.index("== Do not touch")
    assert lines[at + 1 : at + 3] == ["■ low back", "May be touched hands"]
    nothing = told(shown(replace(EVERYTHING, choices=Choices())))
    assert "No area is named. What is not chosen is not touched." in nothing


def test_what_was_chosen_stands_in_the_words_of_the_pack_as_far_as_it_is_here() -> None:
    """*missed teach-back with attempts*: an id tells nobody what was not clear, nor where not to touch."""
    choices = {("proof", "surely"): "Yes, for everybody", ("other", "mostly"): "No"}
    lines = told(shown(EVERYTHING, areas={"low-back": "Unterer Rücken"}, choices=choices))
    assert "■ Unterer Rücken" in lines
    assert "May be touched hands" in lines
    assert '↻ Does it work? not clear ("Yes, for everybody"), then not clear ("mostly")' in lines


def test_open_questions_come_before_answered_ones() -> None:
    consent = filed(EVERYTHING, by="front-desk")
    note = filed(act(Note(topic=Topic.ANSWER, question=1, words="No."), about=consent.reference))
    lines = told(shown(EVERYTHING, note))
    at = lines.index("== Open questions")
    assert lines[at + 1] == "Question 2 ? And then? (asked at: after)"
    assert lines[at + 2] == "Question 1 Does it hurt? Answered: No."
    untrusted = told(shown(EVERYTHING, replace(note, trusted=False)))
    assert "Question 1 ? Does it hurt? (asked at: touch)" in untrusted


def test_a_page_is_called_by_its_title_and_a_step_by_its_name() -> None:
    seen = PageSeen(id="after", title="What may come after", language="en", digest="sha256:" + "0" * 64)
    asked = (AskedQuestion(place="after", words="And then?"), AskedQuestion(place="screening", words="Why that?"))
    lines = told(shown(replace(EVERYTHING, pages=(seen,), questions=asked)))
    assert "Question 1 ? And then? (asked at: What may come after)" in lines
    assert "Question 2 ? Why that? (asked at: Your health)" in lines


def test_a_form_on_paper_is_told_first_since_it_may_say_otherwise() -> None:
    """*a practitioner can enter that a paper form exists*: whoever opens the record has to know of it."""
    consent = filed(EVERYTHING, by="front-desk")
    scan = "sha256:" + "1" * 64
    note = filed(act(Note(topic=Topic.PAPER, scan=scan, words="craniosacral 5.0.0"), about=consent.reference), by="ada")
    lines = told(shown(EVERYTHING, note))
    at = lines.index("== On paper")
    assert lines[at + 1].startswith(f"& A form on paper exists: {note.number} of ")
    assert at < lines.index("== Do not touch")
    assert "== On paper" not in told(shown(EVERYTHING, replace(note, trusted=False)))


def test_what_was_not_clear_is_told_with_each_attempt_and_what_was_clear_is_not() -> None:
    lines = told(shown(EVERYTHING))
    assert '↻ Does it work? not clear ("surely"), then not clear ("mostly")' in lines
    assert not any("stop" in line for line in lines)


def test_who_decides_for_another_person_stands_where_it_is_seen() -> None:
    lines = told(shown(replace(FOR_A_CHILD, assent=Assent(answer="yes"))))
    assert "& Eva Example decides (parent): see a paper" in lines
    assert "- The child's own answer: Yes" in lines


def test_a_record_that_is_no_consent_says_that_there_is_no_session() -> None:
    refusal = replace(EVERYTHING, kind="refusal")
    assert told(shown(refusal))[0].endswith("no session on this record: said no")


def test_a_seal_never_claims_who_typed_and_says_what_is_missing() -> None:
    lines = told(shown(EVERYTHING, damaged=("2026/11/x.toml",), missing=2))
    assert "It shows that this key wrote these words. It does not show who typed." in lines
    assert "! not as sealed: 2026/11/x.toml" in lines
    assert "! files of this folder that are missing: 2" in lines


def test_what_the_doctor_limits_stands_on_the_first_page_while_it_counts() -> None:
    """Somebody who may start has to know what not to do."""
    limited = act(
        replace(CLEARED, limits="No pressure on the head"), about=filed(EVERYTHING, by="front-desk").reference
    )
    lines = told(shown(EVERYTHING, filed(limited)))
    at = lines.index("== What the doctor said")
    assert lines[at + 1] == "Limits ▲ No pressure on the head"
    assert lines[at + 2].startswith("By Dr. Jon Muster, neurologist, ")
    assert at < lines.index("== Why a doctor")
    for other in (filed(limited, trusted=False), filed(replace(limited, about=filed(EVERYTHING).reference))):
        assert "== What the doctor said" not in told(shown(EVERYTHING, other))
