"""Body map, statements, and the review of everything that the record will say."""

from __future__ import annotations

import pytest

from consent_tui.model.acts import Marked, Touch
from consent_tui.model.moves import GoTo
from consent_tui.views.shapes import (
    BodySheet,
    ReviewSheet,
    RowsSheet,
)
from tests.views.sitting import drawn, review_of
from tests.views.tours import (
    TOURS,
    decided,
    reviewed,
    screened,
    told,
    understood,
)


def test_an_area_goes_round_and_from_do_not_touch_never_straight_to_may_touch() -> None:
    sitting = understood(screened())
    said = []
    for _ in range(4):
        assert isinstance(sitting.sheet, BodySheet)
        area = sitting.sheet.areas[0]
        said.append((area.touch, area.word, area.act))
        sitting.post(area.act)
    assert said == [
        ("", "not chosen", Marked("head", Touch.TOUCH)),
        ("touch", "may touch", Marked("head", Touch.AVOID)),
        ("avoid", "do not touch", Marked("head", None)),
        ("", "not chosen", Marked("head", Touch.TOUCH)),
    ]


def test_statements_have_their_own_yes_and_no_and_none_for_all() -> None:
    sitting = understood(screened()).next().answer({}).next().next()
    sheet = sitting.sheet
    assert isinstance(sheet, RowsSheet)
    assert (sheet.questions, sheet.all) == (False, None)
    assert {tuple(c.word for c in row.choices) for row in sheet.rows} == {("Agree", "I do not agree")}


def test_each_line_of_the_review_leads_back_to_where_it_was_said() -> None:
    sitting = TOURS["guardian"]()
    assert isinstance(sitting.sheet, ReviewSheet)
    without = {fact.label for fact in sitting.sheet.facts if not fact.act}
    assert without == {"Language"}
    for fact in sitting.sheet.facts:
        if fact.act:
            assert isinstance(fact.act, GoTo)
            there = TOURS["guardian"]().post(fact.act)
            assert (there.state.place.step, there.state.place.item) == (fact.act.step, fact.act.item)


def test_the_review_holds_everything_that_the_record_will_say_in_words() -> None:
    sitting = TOURS["detours"]()
    seen = next(s for s in reversed(sitting.states) if s.place.step == "review" and not s.top)
    sheet = drawn(seen).sheet
    assert isinstance(sheet, ReviewSheet)
    assert [(f.label, f.value) for f in sheet.facts] == [
        ("For", "yourself"),
        ("Age", "18 years or over"),
        ("Able to decide", "Yes"),
        ("Language", "English"),
        ("Pages", "2 of 2 read to the end"),
        ("medicine that thins the blood", "Not sure"),
        ("Other health questions", "No to each"),
        ("Private questions", "answered, covered here"),
        ("Result", "talk with your practitioner first"),
        ("Check of our explaining", "1 of 2 clear, 1 to talk about"),
        ("May touch", "Feet"),
        ("Do not touch", "Head"),
        ("Permission", "You may write to my doctor. No"),
        ("Should help with", "less pain"),
        ("Matters to you", "quiet"),
        ("Statements", "3 of 3 agreed"),
    ]


def test_the_review_says_what_was_not_agreed_and_what_was_asked() -> None:
    said = review_of(reviewed(sitting=told(decided()).press("ask").choose("note").write("note", "What does it cost?")))
    assert said["You asked"] == "What does it cost?"
    sitting = understood(screened()).next().answer({}).next().next().choose("false", "clothes-on").answer({}).next()
    said = review_of(sitting.answer({}).next())
    assert (said["Statements"], said["Not agreed"]) == ("2 of 3 agreed", "I know that I keep my clothes on.")


@pytest.mark.parametrize(
    ("tour", "said"),
    [
        ("consent", "yourself"),
        ("child", "your child, as a parent"),
        ("guardian", "a child, as a legal guardian"),
        ("represented", "a person you legally represent"),
    ],
)
def test_the_review_says_for_whom(tour: str, said: str) -> None:
    seen = next(s for s in TOURS[tour]().states if s.place.step == "review")
    sheet = drawn(seen).sheet
    assert isinstance(sheet, ReviewSheet)
    assert sheet.facts[0].value == said


def test_an_earlier_number_is_on_the_review_as_typed_with_a_way_back() -> None:
    sitting = TOURS["earlier number"]()
    assert review_of(sitting)["Earlier record"] == "front-desk-7"
    assert isinstance(sitting.sheet, ReviewSheet)
    (line,) = (fact for fact in sitting.sheet.facts if fact.label == "Earlier record")
    assert line.act == GoTo("welcome", "intro")
