"""A copy on the last screen: offered by the ways that are set, told how it went, gone with the client."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consent_tui import words
from consent_tui.model.encounter import ways
from consent_tui.model.moves import Next, SealFailed, Take, Taken
from consent_tui.plain.offers import offers
from tests.views.sitting import VISIT, Sitting, shown, spoken
from tests.views.tours import BORN, NAME, copies_offered, decided, withdrawing_in_spanish


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
