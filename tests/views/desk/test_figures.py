"""Figures at the desk: each as a number first, what is not told has no bar, and no line is wider than the page."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.model.desk import Desk, Page
from consent_tui.model.desk_seen import Seen
from consent_tui.model.entry import Query
from consent_tui.model.figures import Figures, Part, Reading
from consent_tui.views.desk.bars import drawn
from consent_tui.views.desk.page import view
from consent_tui.views.desk.shapes import Bar, Bars, Heading, Line, SmallRow
from consent_tui.words import load

NOW = datetime(2026, 11, 21, 12, 0)
TOLD = Figures(
    encounters=40,
    outcomes=(Part("agree", 25), Part("refuse", 15)),
    months={"2026-09": (Part("agree", 10), Part("refuse", None)), "2026-11": (Part("agree", 15), Part("refuse", None))},
    missed=(Part("proof", 20, 40), Part("dizzy", None, 40)),
    reading=(Reading("evidence", 95.0, 12), Reading("who", 19.0, 40)),
    hidden=4,
)
bars = st.builds(
    Bar,
    st.text(st.characters(codec="ascii", categories=["L"]), max_size=40),
    st.sampled_from(["3 of 40", "too few"]),
    st.none() | st.floats(0, 1),
)


def shown(figures: Figures, counted: Query | None = None, **seen):
    desk = Desk(page=Page.FIGURES, counted=counted or Query())
    return view(desk, Seen(now=NOW, figures=figures, **seen), load("en"))


def bar(blocks, label: str) -> Bar:
    (found,) = [row for block in blocks if isinstance(block, Bars) for row in block.rows if row.label == label]
    return found


@given(st.lists(bars, max_size=6).map(tuple), st.integers(20, 120))
def test_a_line_tells_its_number_before_its_bar_and_stays_on_the_page(rows, width: int) -> None:
    lines = list(drawn(rows, width, "▄", "▖"))
    assert all(len(f"{words}  {drawn_bar}".rstrip()) <= width for words, drawn_bar in lines)
    told = [(words, line) for words, line in lines if words.endswith(("3 of 40", "too few"))]
    assert len(told) == len(rows)
    for row, (_, drawn_bar) in zip(rows, told, strict=True):
        assert not drawn_bar or row.share


def test_the_longest_bar_is_twice_as_long_as_one_of_half_of_it() -> None:
    rows = (Bar("a", "8", 1.0), Bar("b", "4", 0.5), Bar("c", "1", 0.001), Bar("d", "0", 0.0), Bar("e", "-", None))
    lengths = [len(line) for _, line in drawn(rows, 26, "▄", "▖")]
    assert lengths == [20, 10, 1, 0, 0]


def test_what_is_not_told_is_named_without_a_bar() -> None:
    found = shown(TOLD).blocks
    assert bar(found, "proof") == Bar("proof", "20 of 40", 0.5)
    few = [block for block in found if isinstance(block, Line) and block.label == "Too few to tell"]
    assert [block.words for block in few] == ["dizzy"]
    assert any(isinstance(block, Line) and block.words.startswith("4 counts below 5") for block in found)


def test_a_month_in_which_nobody_came_is_none_and_one_that_is_not_told_is_no_zero() -> None:
    """*An unknown is a dash, never 0.*"""
    found = shown(TOLD).blocks
    at = [block.words for block in found if isinstance(block, Heading)].index("By month: agreed")
    agreed, refused = [block for block in found if isinstance(block, Bars)][1:3]
    assert at == 1
    assert [(row.label, row.told) for row in agreed.rows] == [
        ("September 2026", "10"),
        ("October 2026", "0"),
        ("November 2026", "15"),
    ]
    assert [row.told for row in refused.rows] == ["too few to tell", "0", "too few to tell"]
    assert [row.share for row in refused.rows] == [None, 0.0, None]


def test_a_question_stands_in_words_below_its_figure() -> None:
    """Nobody knows ids by heart: which explanation fails?"""
    asked = "A friend asks: does the research show that this therapy works?"
    proof = bar(shown(TOLD, worded={"teach-back": {"proof": asked}}).blocks, "proof")
    assert proof.words == asked
    assert [words for words, _ in drawn((proof,), 40, "#", "-")] == [
        "proof  20 of 40",
        "  A friend asks: does the research show",
        "  that this therapy works?",
    ]


def test_reading_time_is_told_in_minutes_and_by_how_many() -> None:
    found = shown(TOLD).blocks
    assert bar(found, "evidence") == Bar("evidence", "1 min 35 s, 12 clients", 1.0)
    assert bar(found, "who").told == "19 s, 40 clients"


@pytest.mark.parametrize(
    ("encounters", "counted", "told"),
    [
        (0, Query(), "Nothing to count yet."),
        (0, Query(languages=frozenset({"es"})), "Nothing fits."),
        (None, Query(), "There are fewer than 5 encounters here."),
        (None, Query(languages=frozenset({"es"})), "Nothing is told of this choice."),
        (None, Query(versions=frozenset({"4.0.0"})), "Nothing is told of this choice."),
    ],
)
def test_where_there_is_nothing_to_tell_it_says_why(encounters, counted, told) -> None:
    found = shown(Figures(encounters=encounters, months={}), counted).blocks
    assert told in [block.words for block in found if isinstance(block, Line)]
    assert not [block for block in found if isinstance(block, Bars | Heading)]


def test_each_key_goes_on_to_the_next_and_after_the_last_to_all() -> None:
    spans = {"language": ["de", "en"], "version": ["4.0.0"]}
    counted, seen = Query(), []
    for _ in range(3):
        (row,) = [block for block in shown(TOLD, counted, spans=spans).blocks if isinstance(block, SmallRow)]
        since, language = row.keys  # one version alone is nothing to choose
        seen.append((since.word, language.word))
        counted = language.act.these
        counted = Query(since=since.act.these.since, languages=counted.languages)
    assert seen == [
        ("all the time", "all languages"),
        ("since 1 January 2026", "in de"),
        ("since 1 December 2025", "in en"),
    ]
    assert counted == Query()


def test_in_december_twelve_months_are_the_year() -> None:
    late = Seen(now=datetime(2026, 12, 31), figures=TOLD)
    desk = Desk(page=Page.FIGURES, counted=Query(since=date(2026, 1, 1)))
    (row,) = [block for block in view(desk, late, load("en")).blocks if isinstance(block, SmallRow)]
    assert row.keys[0].word == "since 1 January 2026"
    assert row.keys[0].act.these == Query()
