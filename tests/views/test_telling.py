"""Start, welcome, deciding and pages: what a client is told and first asked (`walkthrough`: Storyboard)."""

from __future__ import annotations

from dataclasses import replace

from consent_tui.model.state import Over
from consent_tui.views.shapes import (
    ChooseSheet,
    ReadSheet,
    StartSheet,
)
from tests.views.sitting import VISIT, Sitting, choice, drawn, plain, shown, whole
from tests.views.tours import (
    SIGNER,
    TOURS,
    begun,
    decided,
    told,
)


def test_start_offers_a_key_for_each_language_in_its_own_words_and_says_nothing_of_earlier_clients() -> None:
    sheet = Sitting.of().sheet
    assert isinstance(sheet, StartSheet)
    assert [(c.word, c.cap, c.chosen) for c in sheet.languages] == [("English", "1", False), ("Español", "2", False)]
    assert sheet.notices == ()


def test_start_tells_staff_what_is_not_in_order() -> None:
    sheet = Sitting.of(replace(whole(), reviewed_by=""), replace(VISIT, clinic=None, rehearsal=True)).sheet
    assert isinstance(sheet, StartSheet)
    assert [line.split(":")[1].split()[0] for line in plain(sheet.notices)] == ["this", "content", "this"]
    assert Sitting.of(visit=replace(VISIT, clinic=None)).view.frame.clinic == "This clinic"


def test_the_welcome_says_how_long_what_is_saved_and_what_a_no_costs() -> None:
    visit = replace(VISIT, filled={**VISIT.filled, "en": {**VISIT.filled["en"], "fee": "20 euros"}})
    text = shown(Sitting.of(visit=visit).choose("en").view)
    for said in (
        "20 minutes",
        "40 minutes",
        "until you choose",
        "your first answers too",
        "paper",
        "costs you 20 euros",
    ):
        assert said in text
    assert "step away" in text


def test_the_emergency_question_stands_alone_and_offers_no_person_to_tell() -> None:
    sheet = Sitting.of().choose("en").next().sheet
    assert isinstance(sheet, ChooseSheet)
    assert sheet.eyebrow == "Before all else"
    assert [c.id for c in sheet.choices] == ["yes", "no", "unsure"]


def test_questions_are_worded_for_the_person_treated() -> None:
    own, childs = told(decided()).view, told(decided("child", "minor")).view
    assert "Have you had a blow to the head in the last 3 months?" in shown(own)
    assert "Has your child had a blow to the head in the last 3 months?" in shown(childs)


def test_a_grown_up_child_decides_alone_and_the_screen_says_so_before() -> None:
    assert "decides alone" in shown(begun().choose("who_child").view)
    assert "decides alone" not in shown(begun().choose("who_self").view)


def test_help_is_switched_on_and_off_and_never_a_duty() -> None:
    sitting = begun().choose("who_self").choose("age_adult").next()
    main = sitting.view.frame.main
    assert main
    assert main.act
    sheet = sitting.choose("seeing").sheet
    assert isinstance(sheet, ChooseSheet)
    assert [c.chosen for c in sheet.choices] == [False, True, False]
    assert not choice(sitting.choose("seeing").view, "seeing").chosen


def test_an_interpreter_who_is_here_is_asked_for_name_and_language() -> None:
    sitting = begun().choose("who_self").choose("age_adult").next().choose("language").next()
    sitting.choose("able_yes").next()
    words = []
    for act in (lambda: sitting.choose("yes"), lambda: sitting.write("interpreter-name", SIGNER)):
        act()
        main = sitting.view.frame.main
        assert main
        words.append((main.word, main.act))
    assert words == [("Name and language", None)] * 2
    assert sitting.write("interpreter-language", "Deutsch").next().state.place.step == "pages"


def test_next_lights_up_when_the_end_of_the_page_has_been_on_screen() -> None:
    sitting = decided()
    main = sitting.view.frame.main
    assert main
    assert (main.word, main.act) == ("Read to the end", None)
    main = sitting.read().view.frame.main
    assert main
    assert main.word == "Next"
    assert main.act


def test_a_page_says_its_number_its_time_and_fills_in_the_clinics_number() -> None:
    sheet = decided().sheet
    assert isinstance(sheet, ReadSheet)
    assert sheet.eyebrow == "Page 1 of 2 · about 1 minute"
    assert "Call your local emergency number if you get" in "\n".join(plain(sheet.prose))
    assert [k.command for k in sheet.keys] == ["more", "claims", "terms", "sources"]


def test_a_word_is_underlined_the_first_time_on_a_page_only() -> None:
    pack, own = whole(), whole().words["en"]
    twice = replace(own.pages["touch"], body=own.pages["touch"].body * 2)
    said = {**pack.words, "en": replace(own, pages={**own.pages, "touch": twice})}
    sitting = begun(sitting=Sitting.of(replace(pack, words=said))).choose("who_self").choose("age_adult").next()
    sheet = sitting.next().choose("able_yes").next().sheet
    assert isinstance(sheet, ReadSheet)
    runs = [run for paragraph in sheet.prose for run in paragraph.runs if run.text == "concussion"]
    assert [run.explained for run in runs] == [True, False]


def test_the_chart_draws_unknown_numbers_as_unknown_and_certainty_in_words() -> None:
    page = next(s for s in TOURS["much to read"]().states if s.place.step == "pages")
    sheet = drawn(page).sheet
    assert isinstance(sheet, ReadSheet)
    assert sheet.chart
    assert [(row.dots, row.certainty) for row in sheet.chart.rows] == [
        (4, "high"),
        (3, "moderate"),
        (2, "low"),
        (1, "very low"),
        (0, "unsure"),
    ]
    assert [(row.people, row.share) for row in sheet.chart.rows][-2:] == [(120, 1.0), (None, 0.0)]
    assert sheet.eyebrow.endswith("about 2 minutes")


def test_each_line_of_the_chart_has_its_numbers_limits_and_sources_on_a_key() -> None:
    """Per condition how many trials and people, what they found, how they were limited; each with its source."""
    details = next(s for s in TOURS["much to read"]().states if s.top and s.top.kind is Over.CLAIMS)
    told = shown(drawn(details))
    own = whole().words["en"].evidence["neck-pain"]
    assert f"1 trial, 1 person. Found: {own.found}. How sure: ●●●● high." in told
    assert f"2 trials, 120 people. Found: {own.found}. How sure: ●●○○ low." in told
    assert "number of trials not known, number of people not known." in told
    assert told.count(own.limits) == 5
    assert told.count(f"Sources: {whole().sources['sample-2020'].cite.rstrip('.')}.") == 5
