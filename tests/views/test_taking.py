"""A copy on the last screen: offered by the ways that are set, told how it went, gone with the client."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consent_tui import words
from consent_tui.model.acts import Act
from consent_tui.model.encounter import update, ways
from consent_tui.model.moves import Close, Event, Expire, Next, Open, Sealed, SealFailed, Take, Taken
from consent_tui.plain import printing
from consent_tui.plain.offers import offers
from consent_tui.views.shapes import CodeSheet, StartSheet
from tests.views.sitting import NOW, VISIT, Sitting, drawn, shown, spoken
from tests.views.tours import (
    BORN,
    CODE,
    NAME,
    code_offered,
    code_shown,
    copies_offered,
    decided,
    in_a_page,
    withdrawing_in_spanish,
)


def offered(sitting: Sitting) -> list[str]:
    return [key.command for key in sitting.view.frame.keys]


def test_each_way_that_is_set_has_a_key_and_no_other() -> None:
    assert offered(copies_offered("print", "save")) == ["print", "save"]
    assert offered(copies_offered("save")) == ["save"]
    assert offered(copies_offered()) == []
    assert [(key.cap, key.word) for key in copies_offered("print", "save").view.frame.keys] == [
        ("P", "Print a copy"),
        ("S", "Save a copy"),
    ]


def test_what_went_well_is_told_and_not_offered_again() -> None:
    sitting = copies_offered("print", "save").press("print")
    assert sitting.state.taking == "print"
    sitting.post(Taken("print", well=True))
    assert "Your copy is being printed. Take it with you." in shown(sitting.view)
    assert offered(sitting) == ["save"]
    assert sitting.view.key != copies_offered("print", "save").view.key  # a new screen: the plain kiosk reads it out
    before = sitting.state
    assert sitting.post(Take("print")).state == before


def test_what_did_not_go_well_is_told_and_may_be_tried_again() -> None:
    sitting = copies_offered("print", "save").press("save").post(Taken("save", well=False))
    assert "We could not save your copy. Please ask the desk." in shown(sitting.view)
    assert offered(sitting) == ["print", "save"]
    sitting.press("save").post(Taken("save", well=True))
    assert "We could not save your copy." not in shown(sitting.view)
    assert sitting.state.taken == (("save", True),)


def test_nothing_is_taken_by_a_way_that_is_not_set() -> None:
    assert copies_offered("save").post(Take("print")).state.taking == ""


def test_nothing_is_taken_before_all_is_sealed_nor_while_it_cannot_be() -> None:
    sitting = decided(sitting=Sitting.of(visit=replace(VISIT, copies=("print",)))).press("stop").choose("undecided")
    sitting.choose("yes").next().write("name", NAME).write("born", BORN).next().choose("no").next()
    for state in (sitting, sitting.post(SealFailed("disk-full"))):
        assert offered(state) == []
        assert state.post(Take("print")).state.taking == ""


def test_a_withdrawal_is_no_record_to_take_along() -> None:
    state = withdrawing_in_spanish().state
    assert state.receipt
    held = replace(state, case=replace(state.case, visit=replace(VISIT, copies=("print",))))
    assert ways(held) == ()


def test_a_word_of_the_printer_that_nobody_waits_for_changes_nothing() -> None:
    sitting = copies_offered("print", "save")
    before = sitting.state
    assert sitting.post(Taken("print", well=True)).state == before


def test_the_next_client_sees_nothing_of_it() -> None:
    sitting = copies_offered("print", "save").press("print").post(Taken("print", well=True)).post(Next())
    assert sitting.state.closed


def test_the_plain_kiosk_offers_it_by_name() -> None:
    found = offers(copies_offered("print", "save").view, None, all_seen=True, say=spoken("en"))
    assert [each.name for each in found.commands] == ["print", "save"]


@pytest.mark.parametrize("language", words.OWN)
@pytest.mark.parametrize("way", ["print", "save"])
def test_each_way_has_its_words_in_every_language(language: str, way: str) -> None:
    say = words.load(language)
    keys = (f"key.{way}_copy", f"done.{way}_well", f"done.{way}_not", f"plain.command.{way}")
    assert [key for key in keys if key not in say] == []


# -- the number as a QR code


def test_the_code_has_a_key_where_the_settings_allow_it() -> None:
    """*Show QR and number … each only if the settings allow it.*"""
    assert [(k.cap, k.word) for k in code_offered().view.frame.keys] == [("C", "QR code")]
    assert offered(code_offered("en", "print", "save")) == ["print", "save", "code"]
    assert offered(copies_offered("print")) == ["print"]
    assert copies_offered("print").post(Open("code")).state.over == ()


def test_it_holds_number_and_digest_and_nothing_of_the_client() -> None:
    sitting = code_shown()
    sheet = sitting.sheet
    assert isinstance(sheet, CodeSheet)
    assert sheet.data == CODE
    assert [fact.value for fact in sheet.card] == ["front-desk-42", "7F3A 91C2 0BE4 55D8"]
    assert NAME not in shown(sitting.view)
    assert sitting.view.frame.keys == ()


def test_from_the_code_one_goes_back_to_the_last_screen_and_nowhere_else() -> None:
    sitting = code_shown()
    before = sitting.state
    for act in (Take("print"), Open("stop"), Open("code")):
        assert sitting.post(act).state == before
    back = code_shown().next()
    assert back.state.over == ()
    assert back.state.receipt
    assert offered(back) == ["print", "code"]


@pytest.mark.parametrize("ways", [(Expire(),), (Close(), Next())])
def test_nothing_of_it_is_left_for_the_next_client(ways: tuple[Act, ...]) -> None:
    sitting = code_shown()
    for act in ways:
        sitting.post(act)
    assert sitting.state.closed


def test_a_withdrawal_has_no_code() -> None:
    """It is no record to take along, and whoever withdraws is told a number to keep."""
    state = withdrawing_in_spanish().state
    visit = replace(VISIT, code=True)
    unsealed = replace(state, case=replace(state.case, visit=visit), receipt=None)
    sealed = update(unsealed, Event(Sealed("front-desk-43", "7F3A", CODE), unsealed.revision, NOW))
    assert sealed.receipt
    assert sealed.code == ""


def test_line_by_line_it_is_not_drawn_and_what_it_holds_is_said() -> None:
    """A screen reader would read 23 rows of half blocks, sign by sign."""
    found = offers(code_offered().view, None, all_seen=True, say=spoken("en"))
    assert [each.name for each in found.commands] == ["code"]
    lines = [*printing.screen(code_shown().view, spoken("en"), seconds=60)]
    assert "The code is a picture, so it is not drawn line by line. It holds these words:" in lines
    assert f"  {CODE}" in lines
    assert "  Record number: front-desk-42" in lines
    assert "▀" not in "".join(lines)


# -- words that fit what is offered

DESK, HERE, PAGE = "Ask the desk for your copy.", "You can get your copy here,", "Your copy is below this screen."


@pytest.mark.parametrize(
    ("ways", "told"),
    [((), DESK), (("print",), HERE), (("save",), HERE), (("page",), PAGE), (("print", "page"), HERE)],
)
def test_where_a_copy_is_to_be_had_fits_what_is_offered(ways: tuple[str, ...], told: str) -> None:
    said = shown(code_offered("en", *ways).view)
    assert [each for each in (DESK, HERE, PAGE) if each in said] == [told]


def test_a_copy_that_was_taken_is_no_more_asked_for() -> None:
    said = shown(code_offered("en", "print").press("print").post(Taken("print", well=True)).view)
    assert "Your copy is being printed. Take it with you." in said
    assert not any(each in said for each in (DESK, HERE, PAGE))


def test_a_browsers_page_names_no_command_that_nobody_can_type_there() -> None:
    said = [drawn(sitting.states[0]).sheet for sitting in (code_offered(), in_a_page())]
    assert all(isinstance(sheet, StartSheet) for sheet in said)
    assert [sheet.aloud for sheet in said if isinstance(sheet, StartSheet)] == [
        "With a screen reader: consent-tui --plain",
        "With a screen reader: please ask us for another way.",
    ]
