"""Decide, sign, keep and done (`walkthrough`: Outcomes and what is written)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consent_tui.model.journey import DECISION, Block
from consent_tui.model.moves import SealFailed
from consent_tui.model.state import Ending
from consent_tui.views.shapes import (
    ChooseSheet,
    DoneSheet,
    FormSheet,
)
from tests.views.sitting import choice, drawn, plain, shown
from tests.views.tours import (
    NAME,
    SCREENS,
    SIGNER,
    TOURS,
    decided,
    filled_in,
    receipt,
    reviewed,
    screened,
    signing,
    understood,
)


def test_what_agreeing_waits_for_is_said_before_it_is_agreed_to() -> None:
    both = reviewed({"blood-clot": "yes", "fear": "yes"}).next().sheet
    assert isinstance(both, ChooseSheet)
    assert plain(both.prose)[1:] == [
        "If you agree, your session waits for a doctor's answer.",
        "If you agree, your practitioner talks with you before you start.",
    ]
    neither = reviewed().next().sheet
    assert isinstance(neither, ChooseSheet)
    assert len(neither.prose) == 1


BLOCKS = {
    "stop": "no session now",
    "assent": "The child said no",
    "choice": "first questions",
    "page": "What gentle touch is and Your rights",
    "question": "health questions",
    "result": "has changed",
    "teach-back": "check questions",
    "permission": "permissions",
    "statement-open": "statements are still open",
    "statement": "“I know that I keep my clothes on.”",
}


@pytest.mark.parametrize("code", BLOCKS)
def test_why_it_cannot_be_agreed_to_now_is_said_in_words(code: str) -> None:
    ids = {"page": ("touch", "rights"), "statement": ("clothes-on",)}.get(code, ())
    state = reviewed().next().state
    view = drawn(replace(state, blocked=(Block(code, ids),)))
    assert view.frame.notice.startswith("You cannot agree yet: ")
    assert BLOCKS[code] in view.frame.notice


def test_a_statement_that_was_not_agreed_is_named_when_agreeing() -> None:
    sitting = understood(screened()).next().answer({}).next().next().choose("false", "clothes-on").answer({}).next()
    sitting.answer({}).next().next().choose("agree")
    assert sitting.state.place == DECISION
    assert sitting.view.frame.notice == (
        "You cannot agree yet: You did not agree with: “I know that I keep my clothes on.”"
    )


def test_the_sign_sheet_says_one_thing_after_another_that_is_missing() -> None:
    sitting = signing(sitting=decided("represented"))
    typed = {
        "name": NAME,
        "birth date": "29 2 1980",
        "your own name": SIGNER,
        "relationship": "aunt",
        "your authority": "court paper",
        "typed name": "Jon",
        "names differ": SIGNER,
    }
    field_of = {"birth date": "born", "your own name": "signer", "your authority": "authority"}
    field_of |= {"typed name": "signature", "names differ": "signature"}
    said = []
    for word, text in typed.items():
        main = sitting.view.frame.main
        assert main
        said.append(main.word)
        sitting.write(field_of.get(word, word), text)
    assert said == [f"Sign: {word}" for word in typed]
    main = sitting.view.frame.main
    assert main
    assert main.word == "Sign: tick the line"
    main = sitting.choose("certify").view.frame.main
    assert main
    assert main.word == "Sign"


def test_a_birth_date_must_fit_the_age_that_was_chosen_and_is_read_back_in_words() -> None:
    sitting = signing().write("name", NAME).write("born", "1.1.2020")
    main = sitting.view.frame.main
    assert main
    assert main.word == "Sign: check the date"
    sheet = sitting.write("born", "1980-02-29").sheet
    assert isinstance(sheet, FormSheet)
    assert (sheet.fields[1].value, sheet.fields[1].hint) == ("29 2 1980", "29 February 1980")


def test_signing_means_the_same_at_every_size() -> None:
    sheet = signing().sheet
    assert isinstance(sheet, FormSheet)
    assert plain(sheet.meaning) == [
        (
            "Signing means: I was shown this information. I answered as well as I can. I choose freely. "
            "I can stop or withdraw at any time, without a reason."
        )
    ]
    assert sheet.certify
    assert sheet.certify.word == "I am the person named above, and I sign for myself."


def test_a_parent_may_leave_out_the_paper_a_guardian_may_not() -> None:
    labels = {
        tour: drawn(next(s for s in TOURS[tour]().states if s.place.item == "sign"))
        for tour in ("child", "represented")
    }
    assert "if there is a paper" in shown(labels["child"])
    assert "a power of attorney" in shown(labels["represented"])


def test_who_signs_for_whom_is_a_dash_until_it_is_typed() -> None:
    sitting = signing(sitting=decided("represented"))
    words = [choice(sitting.view, "certify").word]
    words.append(choice(sitting.write("name", NAME).view, "certify").word)
    assert words == ["I am –, and I may decide for –.", f"I am –, and I may decide for {NAME}."]


def test_a_text_that_is_not_taken_says_why_and_what_stood_there_stays() -> None:
    sitting = signing().write("born", "29 2 1980").write("born", "31 2 1980")
    sheet = sitting.sheet
    assert isinstance(sheet, FormSheet)
    assert sheet.fields[1].problem == "There is no such day. Please check day, month and year."
    assert sheet.fields[1].value == "29 2 1980"
    assert {f.problem for f in sheet.fields if f.id != "born"} == {""}


def test_any_change_after_the_signature_removes_it_and_says_so() -> None:
    sitting = filled_in(signing())
    assert sitting.view.frame.main
    assert sitting.view.frame.main.act
    view = sitting.write("name", SIGNER).view
    assert view.frame.notice == "Something changed, so your signature was taken away. You can sign again."
    assert not choice(view, "certify").chosen


@pytest.mark.parametrize(
    ("tour", "title"), [("refusal", "refuse"), ("undecided", "undecided"), ("stop until", "deferral")]
)
def test_a_record_of_a_no_is_asked_for_once_and_without_a_reason(tour: str, title: str) -> None:
    titles = {
        "refuse": "Thank you. Your no is a good answer",
        "undecided": "Take your time. You can come back",
        "deferral": "There is no session today",
    }
    keep = next(drawn(s).sheet for s in TOURS[tour]().states if s.place.item == "keep")
    assert isinstance(keep, ChooseSheet)
    assert keep.title == titles[title]
    assert keep.field
    assert "if you like" in keep.field.label


@pytest.mark.parametrize(
    ("tour", "title", "lines"),
    [
        ("consent", "Thank you. Your agreement is saved", 5),
        ("refusal", "Your no is saved", 2),
        ("undecided, kept", "Saved. Take the time you need", 2),
        ("stop until", "Saved for your practitioner", 2),
    ],
)
def test_done_shows_number_and_fingerprint_and_nothing_else_of_this_client(tour: str, title: str, lines: int) -> None:
    state = next(s for s in TOURS[tour]().states if s.receipt)
    view = drawn(state)
    assert isinstance(view.sheet, DoneSheet)
    assert view.sheet.title == title
    assert [(f.label, f.value) for f in view.sheet.card] == [
        ("Record number", "front-desk-42"),
        ("Fingerprint", "7F3A 91C2 0BE4 55D8"),
    ]
    assert len(view.sheet.prose) == lines
    assert NAME not in shown(view)
    assert view.frame.foot == "Your record is saved. This screen will forget you."


@pytest.mark.parametrize(
    ("code", "told"),
    [("disk-full", "The disk is full."), ("locked", "Another program"), ("new", "The record could not be written.")],
)
def test_a_record_that_could_not_be_written_is_our_fault_and_can_be_tried_again(code: str, told: str) -> None:
    sitting = filled_in(signing()).next()
    assert isinstance(sitting.sheet, DoneSheet)
    assert sitting.sheet.busy
    view = sitting.post(SealFailed(code)).view
    assert view.frame.main
    assert view.frame.main.word == "Try again"
    assert told in shown(view)
    assert "This is our fault, not yours." in shown(view)
    assert view.frame.foot == "Nothing is saved yet."
    assert receipt(sitting.next()).state.receipt


@pytest.mark.parametrize("ending", [Ending.LEFT, Ending.PAPER, Ending.UNKEPT, Ending.LOST])
def test_every_end_without_a_record_says_that_nothing_is_kept(ending: Ending) -> None:
    state = next(s for s in SCREENS if s.ending is ending)
    view = drawn(state)
    assert "othing was " in shown(view)
    assert NAME not in shown(view)
    assert view.frame.foot == "Nothing was saved."
    assert view.frame.main
    assert view.frame.main.word == "Done"


def test_the_last_screen_says_that_a_doctor_has_to_answer_first() -> None:
    """ "We need a doctor's answer first. No session today." stands until the client has gone."""
    told = "There is no session before a doctor has answered."
    assert told in shown(drawn(next(s for s in TOURS["child"]().states if s.receipt)))
    assert told not in shown(drawn(next(s for s in TOURS["consent"]().states if s.receipt)))
