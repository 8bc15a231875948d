"""What lies over a screen: Stop, Ask us, covers, urgent screens, another language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consent_tui.model.acts import Decided, Outcome
from consent_tui.model.state import Over
from consent_tui.views.shapes import (
    ChooseSheet,
    ReadSheet,
    UrgentSheet,
)
from tests.views.sitting import VISIT, Sitting, choice, choices, plain, shown
from tests.views.tours import (
    begun,
    decided,
    reviewed,
    screened,
    signing,
    told,
)


def test_stop_offers_six_ways_in_the_order_agreed_on() -> None:
    sheet = decided().press("stop").sheet
    assert isinstance(sheet, ChooseSheet)
    assert [c.id for c in sheet.choices] == ["back", "person", "paper", "undecided", "refuse", "leave"]
    assert not any(c.chosen for c in sheet.choices)


def test_going_back_from_stop_loses_nothing() -> None:
    sitting = told(decided()).choose("yes", "concussion")
    before = sitting.view
    after = sitting.press("stop").choose("back").view
    assert (after.sheet, after.frame.keys) == (before.sheet, before.frame.keys)


def test_a_question_is_asked_about_the_page_that_it_was_asked_on() -> None:
    sitting = decided().press("ask").choose("note").write("note", "What is this?")
    assert [(place, words) for place, words, _ in sitting.state.facts.questions] == [("touch", "What is this?")]


def test_coming_back_from_a_cover_shows_a_page_without_answers() -> None:
    sitting = told(decided()).choose("yes", "concussion").press("hide").next()
    assert sitting.state.top
    assert sitting.state.top.kind is Over.BACK
    assert isinstance(sitting.sheet, ReadSheet)
    assert "concussion" not in shown(sitting.view)
    assert sitting.view.frame.keys == ()


def test_crisis_and_emergency_say_their_own_words_with_the_clinics_numbers() -> None:
    visit = replace(VISIT, filled={**VISIT.filled, "en": {**VISIT.filled["en"], "emergency": "144", "crisis": "142"}})
    sitting = screened({"crisis": "yes"}, begun_with(visit))
    assert isinstance(sitting.sheet, UrgentSheet)
    assert "Or call 142." in plain(sitting.sheet.prose)
    assert "If you may act on these thoughts, call 144." in plain(sitting.sheet.prose)
    sheet = Sitting.of(visit=visit).choose("en").next().choose("yes").sheet
    assert isinstance(sheet, UrgentSheet)
    assert plain(sheet.prose) == ["Tell the desk, or call 144.", "Do not drive.", "Do not wait for your session."]


def begun_with(visit: object) -> Sitting:
    sitting = begun(sitting=Sitting.of(visit=visit)).choose("who_self").choose("age_adult").next()  # type: ignore[arg-type]
    return sitting.next().choose("able_yes").next()


def test_switching_language_keeps_every_answer_and_speaks_it_at_once() -> None:
    sitting = told(decided()).choose("yes", "concussion").press("look").choose("es")
    assert sitting.view.frame.foot == "Aún no se guarda nada."
    assert choice(sitting.view, "yes", "concussion").chosen


def test_dates_are_said_in_the_words_of_the_language() -> None:
    sitting = signing(sitting=decided(language="es")).write("born", "29 2 1980")
    assert sitting.state.facts.born == date(1980, 2, 29)
    assert "29 de febrero de 1980" in shown(sitting.view)


def test_a_no_takes_no_more_presses_than_a_yes() -> None:
    acts = [c.act for c in choices(reviewed().next().view)]
    assert acts == [Decided(Outcome.AGREE), Decided(Outcome.REFUSE), Decided(Outcome.UNDECIDED)]
