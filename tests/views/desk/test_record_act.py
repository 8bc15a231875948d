"""An act that is opened by itself: a client's own withdrawal says what to do, and no act says what is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consent_tui.copies.shown import Shown
from consent_tui.model.later import Note, Topic, Withdrawal
from tests.model.later_acts import AT_DESK, AT_KIOSK, BORN, CONSENT, act, filed
from tests.views.desk.test_record import told

RECORD = filed(CONSENT, 42, "front-desk")
TYPED = Withdrawal(born=BORN, number="front-desk-99")


def opened(facts, about=RECORD.reference, here=RECORD, **changes) -> list[str]:
    """The first page of an act; `here` is what it is about, if that is in the folder."""
    done = replace(act(facts, about=about), **changes)
    return told(
        Shown(
            filed=filed(done, 9, "front-desk"),
            key="SHA256:x",
            fingerprint="7F3A 91C2 0BE4 55D8",
            trust="folder",
            about=here,
        )
    )


def test_a_withdrawal_that_fits_nothing_says_what_was_typed_and_what_to_do() -> None:
    """Somebody withdrew, and does not know that the program cannot tell from what: the practitioner has to."""
    lines = opened(TYPED, about=None, here=None)
    assert lines[0] == "! A client withdrew at the kiosk, and it fits no record here."
    assert "Number front-desk-99, as it was typed; no record here has it" in lines
    assert "Birth date 29 February 1980, as it was typed" in lines
    at = lines.index("== What to do")
    assert "/ and 1980-02-29 shows who has this birth date" in lines[at + 1]
    assert lines[at + 2] == "- Open the record of this person and withdraw there: W."
    assert lines[at + 3].startswith("- Begin no session with them meanwhile.")
    assert "stays in the list with its flag" in lines[at + 4]
    assert not any("at the desk" in line for line in lines)


def test_a_number_that_is_that_of_somebody_else_is_told_with_both_birth_dates() -> None:
    lines = opened(replace(AT_KIOSK, born=date(1981, 3, 1)))
    assert lines[0] == "! A client withdrew at the kiosk, and it fits no record here."
    assert "Number that of front-desk-42" in lines
    assert "Birth date 1 March 1981, as it was typed; the record says 29 February 1980" in lines
    assert "- Or open front-desk-42 and ask this client: the birth date may be a slip." in lines


def test_a_withdrawal_of_a_record_that_is_gone_says_so() -> None:
    lines = opened(AT_KIOSK, here=None)
    assert f"Number that of a record whose file is not here ({CONSENT.id})" in lines
    assert "== What to do" in lines


def test_a_withdrawal_that_fits_needs_nobody() -> None:
    lines = opened(AT_KIOSK)
    assert lines[0] == "A client withdrew at the kiosk. It stands at front-desk-42, which it is about."
    assert "Birth date 29 February 1980, as in the record" in lines
    assert "== What to do" not in lines


def test_an_act_at_the_desk_names_the_record_that_it_is_about() -> None:
    assert opened(AT_DESK)[0] == "This is an act at the desk. It stands at front-desk-42, which it is about."
    assert opened(AT_DESK, here=None)[0] == "This is an act at the desk. What it is about is not here."


def test_a_note_of_the_house_is_about_no_record_wherever_it_was_made() -> None:
    note = Note(topic=Topic.KEYS, words="a new key")
    assert opened(note, about=None, here=None)[0] == "This is an act at the desk. It is about no record."
    kiosk = opened(note, about=None, here=None, practitioner=None)
    assert kiosk[0] == "This is an act at the kiosk. It is about no record."


def test_a_rehearsed_withdrawal_counts_for_nothing_and_says_so_first() -> None:
    assert opened(TYPED, about=None, here=None, rehearsal=True)[0] == "! This is a rehearsal. Nothing counts."
