"""What a person types finds what is meant, and is never read as a query."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.archive import schema
from consent_tui.archive.folding import folded, joined, spellings
from consent_tui.archive.matching import match


def found(typed: str, *texts: str) -> list[int]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema.TABLES)
        for text in texts:
            connection.execute("INSERT INTO words (answers) VALUES (?)", (text,))
        asked = match(typed)
        rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (asked,)) if asked else ()
        return [row[0] for row in rows]


@pytest.mark.parametrize("typed", ["müller", "Muller", "MUELLER", "mül", "zoe müll", "Zoë", "muller-ludenscheid"])
def test_accents_case_and_the_end_of_a_word_make_no_difference(typed: str) -> None:
    assert found(typed, spellings("Zoë Müller-Lüdenscheid"), spellings("Jon Muster")) == [1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("strasse", "Straße"),
        ("lodz", "Łódź"),
        ("太郎", "山田太郎"),
        ("ahmad", "Aḥmad"),
        ("محمد", "مُحَمَّد"),
        ("o'brien", "O'Brien"),
    ],
)
def test_names_of_other_scripts_and_spellings_are_found(typed: str, name: str) -> None:
    assert found(typed, spellings(name), "somebody else") == [1]


@pytest.mark.parametrize("typed", ["2026-11-21", "2026-11", "2026"])
def test_a_day_is_found_by_its_beginning(typed: str) -> None:
    assert found(typed, joined("2026-11-21"), joined("2025-01-01")) == [1]


LEAP = "19800229 29021980 02291980"
LATE = "20261121 21112026 11212026"
EARLY = "20260102 02012026 01022026"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("29.2.1980", LEAP),
        ("2/29/1980", LEAP),
        ("1980-2-29", LEAP),
        ("29 February 1980", LEAP),
        ("february 29, 1980", LEAP),
        ("29. Februar 1980", LEAP),
        ("29 de febrero de 1980", LEAP),
        ("Feb 1980", LEAP),
        ("21 November 2026", LATE),
        ("21.11.2026", LATE),
        ("2.1.2026", EARLY),
        ("2 enero 2026", EARLY),
        ("2nd January 2026", EARLY),
        ("2. Jänner", "nothing of the kind"),
    ],
)
def test_a_day_is_found_as_it_is_shown_and_as_it_is_usually_written(typed: str, day: str) -> None:
    texts = [LEAP, LATE, EARLY]
    assert found(typed, *texts) == [number for number, each in enumerate(texts, 1) if each == day]
    assert found(f"vogelsang {typed}", *texts) == []
    assert found(f"vogelsang {typed} ana", f"{day} ana vogelsang") == [1] or day not in texts


@pytest.mark.parametrize(
    ("typed", "least"),
    [
        ("29.2.1980", "29"),
        ("2/29/1980", "2/2"),
        ("1980-2-29", "1"),
        ("29.02.1980", "2"),
        ("29 February 1980", "29 F"),
        ("February 29 1980", "February 2"),
        ("29 de febrero de 1980", "29 de f"),
    ],
)
def test_a_day_is_found_while_it_is_typed(typed: str, least: str) -> None:
    """*Search as you type*: from a number on, or the first letter of a month."""
    begun = [typed[:length] for length in range(len(least), len(typed) + 1)]
    assert [each for each in begun if found(each, LEAP) != [1] and not each.endswith((" d", " de", " de "))] == []


def test_a_name_like_a_month_is_a_name_all_the_same() -> None:
    assert found("may 1980", "19800229 may", "may 1970") == [1]
    assert found("3 april", "april 3", "20260403 03042026 04032026", "april") == [1, 2]


def test_a_number_is_one_word() -> None:
    texts = [f"front desk {joined(f'front-desk-{number}')} {number}" for number in (42, 420, 7)]
    assert found("front-desk-42", *texts) == [1]
    assert found("front-d", *texts) == [1, 2, 3]
    assert found("42", *texts) == [1, 2]


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_is_looked_for_and_never_an_error(typed: str, text: str) -> None:
    assert found(typed, folded(text)) in ([], [1])


@pytest.mark.parametrize(
    "typed", ['"', '" OR "x', "name:x", "x NEAR y", "*", "^x", "x) OR (y", "-x", "{a b}: c", "\0", "NOT"]
)
def test_signs_of_the_query_language_are_just_signs(typed: str) -> None:
    assert found(typed, "quite another text") == []


@settings(deadline=None)
@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20))
def test_a_word_finds_itself(word: str) -> None:
    if folded(word).isascii():
        assert found(word, folded(word)) == [1]


def test_nothing_but_signs_asks_for_nothing() -> None:
    assert match(" -- !! ") is None
