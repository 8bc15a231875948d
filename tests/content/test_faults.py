"""How a fault is told, and which spelling was probably meant."""

from __future__ import annotations

import pytest

from consent_tui.content.faults import Fault, listed, nearest


def test_a_fault_is_file_line_what_and_what_to_do() -> None:
    assert str(Fault("small/pages.toml", 3, "it is wrong", "mend it")) == "small/pages.toml:3: it is wrong; mend it"
    assert str(Fault("small/pages.toml", None, "it is wrong", "mend it")) == "small/pages.toml: it is wrong; mend it"


def test_a_fault_is_one_line_of_printable_text() -> None:
    assert str(Fault("a\n\x1b[2J\udcff", None, "\u202e", "\x9b")) == "a\\n\\x1b[2J\\udcff: \\u202e; \\x9b"


@pytest.mark.parametrize(
    ("word", "meant"), [("anurysm", "aneurysm"), ("aneurysm", "aneurysm"), ("zzz", None), ("blood_clot", "blood-clot")]
)
def test_the_nearest_spelling(word: str, meant: str | None) -> None:
    assert nearest(word, ["aneurysm", "blood-clot"]) == meant


def test_among_very_many_no_spelling_is_guessed() -> None:
    many = [f"question-{n}" for n in range(2000)]
    assert nearest("qestion-1", many) is None
    assert nearest("question-1", many) == "question-1"


@pytest.mark.parametrize(
    ("words", "told"), [([], "nothing"), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_words_in_a_row(words: list[str], told: str) -> None:
    assert listed(words) == told
