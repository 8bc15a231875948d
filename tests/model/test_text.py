"""What a person types: cleaned, measured, and refused only with a reason."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.model import acts, moves
from consent_tui.model.journey import SIGN, Place, Step
from consent_tui.model.state import TextRefused
from consent_tui.model.text import (
    LIMITS,
    LONG,
    OLDEST,
    Refused,
    age,
    clean,
    same_name,
    take,
    take_birth_date,
    take_name,
    visible,
)
from tests.model import oracle
from tests.model.profiles import walked
from tests.model.walks import Walk

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "name",
    [
        "Ana Example",
        "Žofia Müller-Ó Néill",
        "山田 太郎",
        "Нина Образец",
        "مثال",
        "नमूना",
        "ตัวอย่าง",
        'Jon "[/]" Muster',
        "O'Neill",
        "ব্যক্তি",
    ],
)
def test_names_in_the_scripts_of_the_world_are_taken(name: str) -> None:
    assert take_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("raw", "code", "detail"),
    [
        ("A\x00na", "character", "U+0000"),
        ("A\x1bna", "character", "U+001B"),
        ("Ana \u202eelpmaxE", "character", "U+202E"),  # bidi override
        ("Ana \u2066x\u2069", "character", "U+2066"),
        ("Ana\ue000", "character", "U+E000"),  # private use
        ("Ana\u0378", "character", "U+0378"),  # unassigned
        ("Ana\ud800", "character", "U+D800"),  # half a character
        ("A\u00adna", "character", "U+00AD"),
        ("Z\u0335\u0336\u0337\u0338\u0334", "marks", ""),
        ("x" * (LIMITS["name"] + 1), "too-long", "200"),
        ("A\ufffda", "character", "U+FFFD"),  # a letter that did not arrive
        ("12345", "no-letter", ""),
    ],
)
def test_a_name_that_cannot_stand_is_refused_with_its_reason(raw: str, code: str, detail: str) -> None:
    with pytest.raises(Refused) as refused:
        take_name(raw)
    assert (refused.value.code, refused.value.detail) == (code, detail)
    assert raw not in str(refused.value)


@pytest.mark.parametrize("gap", ["\n", "\t", "\r\n", "\u2028", "\u2029", "\x85", "\u00a0", "\u3000", "   "])
def test_a_line_break_or_a_tab_becomes_a_space(gap: str) -> None:
    assert take_name(f" {gap}Ana{gap}Example{gap}") == "Ana Example"


@pytest.mark.parametrize("sign", ["\x1b", "\n", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800", "\ufeff"])
def test_what_a_terminal_would_obey_is_seen(sign: str) -> None:
    assert visible(f"a{sign}b") == "a?b"


@pytest.mark.parametrize("words", ["Zoë Müller", "می\u200cخواهم", "10\u00a0%", "高橋\u3000花子", ""])
def test_whatever_people_write_stays_as_it_is(words: str) -> None:
    assert visible(words) == words


def test_joiners_stand_where_scripts_need_them() -> None:
    assert take_name("می\u200cخواهم") == "می\u200cخواهم"
    assert take("") == ""
    assert take_name(" ") == ""


@walked
@given(st.text(max_size=LONG + 50))
def test_what_is_taken_is_one_clean_line_and_stays_as_it_is(raw: str) -> None:
    try:
        text = take(raw)
    except Refused as why:
        refused = why.code
    else:
        refused = ""
    if refused:
        assert refused in {"too-long", "character", "marks"}
        return
    assert take(text) == text == clean(text) == unicodedata.normalize("NFC", text)
    assert len(text) <= LONG
    assert not {unicodedata.category(c) for c in text} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert "  " not in text


@pytest.mark.parametrize(
    "written", ["29.2.1980", "29/02/1980", "1980-02-29", "1980 2 29", "29 - 2 - 1980", "٢٩.٢.١٩٨٠", "29.2.1980."]
)
def test_a_birth_date_is_read_day_month_year_or_year_month_day_in_any_digits(written: str) -> None:
    assert take_birth_date(written, TODAY) == date(1980, 2, 29)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "date-unreadable"),
        ("yesterday", "date-unreadable"),
        ("29 Feb 1980", "date-unreadable"),
        ("29.2", "date-unreadable"),
        ("1.2.3.4", "date-unreadable"),
        ("1.2." + "9" * 5000, "date-unreadable"),
        ("29.2.80", "date-year"),
        ("30.2.1980", "date-impossible"),
        ("31.13.1980", "date-impossible"),
        ("0000-01-01", "date-impossible"),
        ("22.11.2026", "date-future"),
        ("1.1.1890", "date-old"),
        ("1.1.198", "date-old"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        take_birth_date(written, TODAY)
    assert refused.value.code == code


@walked
@given(st.dates(date(1900, 1, 1), TODAY))
def test_a_birth_date_is_read_back_as_it_was_written(born: date) -> None:
    assert take_birth_date(born.isoformat(), TODAY) == born
    assert take_birth_date(f"{born.day}.{born.month}.{born.year}", TODAY) == born
    assert age(born, TODAY) == oracle.years(born, TODAY) <= OLDEST


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        ("2008-11-21", "2026-11-21", 18),
        ("2008-11-22", "2026-11-21", 17),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("2026-11-21", "2026-11-21", 0),
    ],
)
def test_age_is_in_full_years(born: str, today: str, years: int) -> None:
    assert age(date.fromisoformat(born), date.fromisoformat(today)) == years


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Example", "ana  EXAMPLE ", True),
        ("Ana Example", "Ａna Example", True),  # full width
        ("Straße", "STRASSE", True),
        ("Ana Example", "Ana Exemple", False),
        ("Ana Example", "Ana", False),
    ],
)
def test_names_are_the_same_but_for_case_width_and_spaces(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_a_refused_text_is_said_by_field_and_reason_and_what_stood_there_stays(at_sign: Walk) -> None:
    at_sign.do(acts.Wrote("name", "Ana Example"))
    state = at_sign.do(acts.Wrote("name", "Ana\x00"))
    assert state.refused == TextRefused("name", "character", "U+0000")
    assert state.facts.text("name") == "Ana Example"
    state = at_sign.do(acts.Wrote("born", "31.2.2001"))
    assert state.refused == TextRefused("born", "date-impossible")
    state = at_sign.do(acts.Wrote("born", "1.2.2001"))
    assert (state.refused, state.facts.born) == (None, date(2001, 2, 1))
    trail = state.facts.trail
    assert at_sign.do(acts.Wrote("born", "2001-02-01")).facts.trail == trail
    assert at_sign.do(acts.Wrote("name", " Ana  Example")).facts.trail == trail
    assert at_sign.do(acts.Wrote("born", "")).facts.born is None
    assert at_sign.do(acts.Wrote("name", "")).facts.text("name") == ""
    assert at_sign.do(acts.Wrote("goals", "elsewhere")).place == SIGN
    assert at_sign.state.facts.text("goals") == ""


def test_a_refused_note_is_said_too(walk: Walk) -> None:
    walk.to(Place(Step.SCREENING, "body"))
    walk.do(acts.Answered("trauma", walk.state.case.pack.questions[0].choices()[0]))
    walk.do(moves.Open("note", "trauma"))
    assert walk.do(acts.Noted("trauma", "\x1b")).refused == TextRefused("note", "character", "U+001B")
    state = walk.do(acts.Noted("trauma", " a fall "))
    assert (state.refused, state.over, state.facts.answers["trauma"].note) == (None, (), "a fall")
