"""The formulas of each language, over texts of our own whose words, sentences and syllables were counted by hand."""

from __future__ import annotations

import pytest

from consent_tui.content.readability import measure

ENGLISH = "Our hands rest on your head. You keep your clothes on. You can stop at any time."  # 17 words, 19 syllables
SPANISH = "Sus manos descansan. Usted puede parar ahora."  # 7 words, 15 syllables
GERMAN = "Die Hände ruhen auf dem Kopf. Sie können jederzeit aufhören."  # 10 words, 17 syllables


def test_english_is_measured_by_flesch_and_kincaid() -> None:
    found = measure([ENGLISH], "en")
    assert (found.words, len(found.sentences)) == (17, 3)
    assert found.ease == pytest.approx(206.835 - 1.015 * 17 / 3 - 84.6 * 19 / 17)
    assert found.grade == pytest.approx(0.39 * 17 / 3 + 11.8 * 19 / 17 - 15.59)


def test_spanish_is_measured_by_fernandez_huerta_and_crawford() -> None:
    found = measure([SPANISH], "es")
    assert (found.words, len(found.sentences)) == (7, 2)
    assert found.ease == pytest.approx(206.84 - 60 * 15 / 7 - 1.02 * 7 / 2)
    assert found.grade == pytest.approx(-0.205 * 100 * 2 / 7 + 0.049 * 100 * 15 / 7 - 3.407)


def test_german_is_measured_by_amstad_and_the_wiener_sachtextformel() -> None:
    found = measure([GERMAN], "de-AT")
    assert (found.words, len(found.sentences)) == (10, 2)
    assert found.ease == pytest.approx(180 - 10 / 2 - 58.5 * 17 / 10)
    long, short, wide = 2, 5, 2  # jederzeit aufhören; Die auf dem Kopf Sie; jederzeit aufhören
    grade = 0.1935 * 10 * long + 0.1672 * 5 + 0.1297 * 10 * wide - 0.0327 * 10 * short - 0.875
    assert found.grade == pytest.approx(grade)


@pytest.mark.parametrize(
    ("text", "ease", "grade"),
    [
        ("Rest until you feel steady, and tell us how you feel. Do not drive while you are dizzy.", 99.0, 1.7),
        (
            "Reports name more head pain, feeling sick, vomiting and loose bowels. They also name a racing heart.",
            78.8,
            4.4,
        ),
    ],
)
def test_english_numbers_are_those_of_a_known_library(text: str, ease: float, grade: float) -> None:
    """As textstat 0.7.8 gives them, which asks the same dictionary."""
    found = measure([text], "en")
    assert found.ease is not None
    assert found.grade is not None
    assert (round(found.ease, 1), round(found.grade, 1)) == (ease, grade)


def test_a_language_without_a_formula_is_not_measured() -> None:
    found = measure(["Vous pouvez vous arrêter. Dites-le."], "fr")
    assert (found.words, len(found.sentences), found.ease, found.grade) == (5, 2, None, None)


def test_no_words_have_no_grade() -> None:
    found = measure(["…", ""], "en")
    assert (found.words, found.ease, found.grade) == (0, None, None)


def test_each_point_of_a_list_ends_a_sentence() -> None:
    assert len(measure(["You can rest", "You can go"], "en").sentences) == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Fragen Sie z. B. uns. Oder Dr. Muster.", 2),
        ("We treat nobody under age 2. Ask a doctor.", 2),
        ('She said "Stop." We stopped.', 2),
        ("It costs 3.50 a visit.", 1),
        ("Really? Yes … perhaps.", 3),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, sentences: int) -> None:
    assert len(measure([text], "en").sentences) == sentences


def test_the_longest_sentence_is_named() -> None:
    assert measure([ENGLISH], "en").longest.text == "Our hands rest on your head."
