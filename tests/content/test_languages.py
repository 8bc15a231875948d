"""Words stand per language; a language that is not whole is told with what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui import words
from tests.content.small_pack import FILES, edited, faults, warnings

SPEAKS = (
    edited("pack.toml", '["en"]', '["en", "{0}"]')["pack.toml"] + '\n[translations.{0}]\nchecked_by = "Jon Muster"\n'
)


def two_languages(second: str) -> dict[str, str]:
    copied = {path.replace("en/", f"{second}/"): text for path, text in FILES.items() if path.startswith("en/")}
    return {**copied, "pack.toml": SPEAKS.replace("{0}", second)}


def test_a_second_language_that_the_program_speaks_needs_no_interface_words(tmp_path: Path) -> None:
    assert faults(tmp_path, two_languages("es")) == []


def test_another_language_must_supply_all_interface_words(tmp_path: Path) -> None:
    """A fault that a trainer cannot act on is a bug of ours: it names the file to begin with, and that one will do."""
    own = Path(words.__file__).with_name("en.toml")
    (told,) = faults(tmp_path, two_languages("fr"))
    assert told.startswith('fr/pack.toml: the program does not speak "fr", and there is no file fr/messages.toml; ')
    assert told.endswith(f'copy {own} there, and put all its words into "fr"')
    assert faults(tmp_path, {**two_languages("fr"), "fr/messages.toml": own.read_text("utf-8")}) == []


def test_each_interface_word_that_is_missing_has_its_name(tmp_path: Path) -> None:
    first, *others = sorted(words.keys())
    text = "".join(f'"{key}" = "x"\n' for key in others)
    assert faults(tmp_path, {**two_languages("fr"), "fr/messages.toml": text}) == [
        f'fr/messages.toml: no words for "{first}"; add "{first}" = "…"'
    ]
    assert faults(tmp_path, {"fr/messages.toml": f'"{first}" = "x"\n{text}'}) == [
        "fr: no language has this folder; add it to languages in pack.toml, or take it away"
    ]
    assert faults(tmp_path, {**two_languages("fr"), "fr/messages.toml": f'"{first}" = "x"\n{text}'}) == []


def test_a_language_needs_a_table_of_its_own(tmp_path: Path) -> None:
    changes = two_languages("es") | edited("pack.toml", '["en"]', '["en", "es"]')
    assert faults(tmp_path, changes) == [
        'pack.toml:2: [translations.es] is missing; add it with checked_by = "" until a native speaker has checked it'
    ]


def test_an_empty_folder_is_the_language_that_it_is_named_after(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    told = faults(tmp_path, {"pack.toml": SPEAKS.replace("{0}", "es")})
    assert "pack.toml: the pack has no file es/areas.toml; add it; the guide shows what stands in it" in told
    assert not any("folder" in fault for fault in told)


def test_a_translator_cannot_forget_that_a_rule_exists(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {**two_languages("es"), "es/areas.toml": "", "es/pages/rights.md": None}
    assert faults(tmp_path, changes) == [
        'es/areas.toml: no words for "head"; add head = "…"',
        'pages.toml:5: the page "rights" has no words in "es"; add the file es/pages/rights.md',
    ]


def test_words_of_claims_in_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert faults(tmp_path, {"en/evidence.toml": None}) == [
        "evidence.toml: there is no file en/evidence.toml with the words of these claims; add it"
    ]


def test_pages_without_a_rule(tmp_path: Path) -> None:
    page = FILES["en/pages/rights.md"]
    assert faults(tmp_path, {"en/pages/other.md": page}) == [
        'en/pages/other.md: no page is called "other"; add it to pages.toml, or take the file away'
    ]


def test_a_page_file_with_a_slip_is_told_once(tmp_path: Path) -> None:
    changes = {"en/pages/rights.md": None, "en/pages/rigths.md": FILES["en/pages/rights.md"]}
    assert faults(tmp_path, changes) == ['en/pages/rigths.md: no page is called "rigths"; did you mean "rights.md"?']


@pytest.mark.parametrize("lost", ["pages.toml", "screening.toml", "en/screening.toml", "en/messages.toml"])
def test_a_file_that_cannot_be_read_brings_no_other_faults(tmp_path: Path, lost: str) -> None:
    """Nobody knows what it would have said."""
    (told,) = faults(tmp_path, {lost: b"\xff"})
    assert told.startswith(f"{lost}:1: ")


def test_a_page_that_cannot_be_read_brings_no_other_faults(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, {"en/pages/touch.md": b"#" * 1_000_001})
    assert told.startswith("en/pages/touch.md: the file holds 1.0 MB")


def test_without_languages_the_folders_are_still_looked_at(tmp_path: Path) -> None:
    changes = edited("pack.toml", 'languages = ["en"]\n', "") | edited("en/areas.toml", "Head", "Safe")
    assert faults(tmp_path, changes) == [
        'en/areas.toml:1: "Safe" is one of the forbidden words of pack.toml; say it in other words',
        'pack.toml: "languages" is missing; add languages = …',
    ]


def test_what_nobody_has_confirmed_is_said(tmp_path: Path) -> None:
    changes = two_languages("es")
    changes["pack.toml"] = changes["pack.toml"].replace("Dr. Ada Sample", " ").replace("Jon Muster", "")
    assert warnings(tmp_path, changes) == [
        "pack.toml:3: no clinician has confirmed this pack; ask one to read it, and write the name into reviewed_by",
        (
            'pack.toml:23: no native speaker has checked the words in "es"; '
            "ask one to read them, and write the name into checked_by"
        ),
    ]


def test_a_source_that_nothing_cites_is_said(tmp_path: Path) -> None:
    more = FILES["sources.toml"] + '[other-2021]\ncite = "Other B. Another study. 2021."\n'
    assert warnings(tmp_path, {"sources.toml": more}) == [
        'sources.toml:3: nothing cites "other-2021"; cite it where it belongs, or take it away'
    ]
