"""The program's own words: the same in every language, plain, calm, and short enough for where they stand."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from consent_tui import words
from consent_tui.words import Words, load

LONGEST = 15  # words in a sentence
KEY_CAPS = ("F2", "F1", "F3", "Esc")  # as they stand where letters are typed: the widest
MAIN_KEY = 22  # columns
SCREEN, FOOT = 80, 76  # columns; the foot has two free on either side
FORBIDDEN = {
    "en": r"\bsafe|\bproven|guarantee|\bcure|no risk|\bfail|\bwrong\b|\binvalid|\bok\b|\bsubmit|\bcancel|\bproceed",
    "es": r"\bsegur|\bprobad|demostrad|comprobad|garanti|\bcura\b|sin riesgo|\berróne|inválid|\bok\b",
    "de": r"\bsicher|bewiesen|erwiesen|garant|\bheil|risiko|unbedenklich|\bfalsch|ungültig|\bok\b",
}
POLITE = {"es": r"\b(tú|tu|tus|vosotros|vuestr[oa]s?)\b", "de": r"\b(dir|dich|dein\w*)\b"}

each = pytest.mark.parametrize("say", [load(language) for language in words.OWN], ids=words.OWN)
other = pytest.mark.parametrize("say", [load(language) for language in words.OWN[1:]], ids=words.OWN[1:])


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.?:])\s+|\n", text) if s.strip()]


def fits(say: Words, keys: str, most: int) -> list[str]:
    return [f"{k}: {say(k)}" for k in say.table if re.fullmatch(keys, k) and len(say(k)) > most]


def test_the_program_speaks_english_spanish_and_german() -> None:
    assert words.spoken() == ("en", "es", "de")


@other
def test_every_language_has_every_word_and_no_other(say: Words) -> None:
    assert set(say.table) == words.keys()


@other
def test_every_word_fills_in_the_same_values(say: Words) -> None:
    def places(text: str) -> Counter[str]:
        return Counter(re.findall(r"\{\w+\}", text))

    english = load("en")
    assert [k for k in say.table if places(say.table[k]) != places(english.table[k])] == []


@each
def test_no_word_is_empty_and_none_has_a_space_too_many(say: Words) -> None:
    spare = ("plain.and_result", "list.comma")
    assert [k for k, text in say.table.items() if not text.strip()] == []
    assert [k for k, text in say.table.items() if k not in spare and (text != text.strip() or "  " in text)] == [
        "chart.legend"
    ]


@each
def test_words_are_calm_and_promise_nothing(say: Words) -> None:
    assert [f"{k}: {t}" for k, t in say.table.items() if re.search(FORBIDDEN[say.language], t, re.IGNORECASE)] == []
    assert [k for k, text in say.table.items() if "!" in text or "¡" in text] == []


@each
def test_no_sentence_has_more_than_fifteen_words(say: Words) -> None:
    long = [f"{k}: {s}" for k, text in say.table.items() for s in sentences(text) if len(s.split()) > LONGEST]
    assert long == []


@other
def test_people_are_spoken_to_politely(say: Words) -> None:
    """Only the child is asked as one speaks to a child, in words for the grown-up to say."""
    said = {k: t for k, t in say.table.items() if k != "deciding.assent"}
    assert [f"{k}: {t}" for k, t in said.items() if re.search(POLITE[say.language], t, re.IGNORECASE)] == []


@each
def test_the_keys_of_every_screen_stand_in_one_row_of_eighty_columns(say: Words) -> None:
    """A key is its border, cap, a space and its word; one column between keys; the main key at the right."""
    keys = [say(f"key.{name}") for name in ("back", "ask", "hide", "stop")]
    taken = sum(2 + len(cap) + 2 + 1 + len(word) + 1 for cap, word in zip(KEY_CAPS, keys, strict=True))
    assert taken + MAIN_KEY + 1 <= SCREEN, keys


@each
def test_main_keys_have_room_for_their_words(say: Words) -> None:
    signing = ("name", "birth-date", "age", "signer", "relationship", "authority", "signature", "signature-differs")
    assert fits(say, r"key\..+", 20) == []
    assert fits(say, r"missing\..+", 18) == []
    for code in (*signing, "certify"):
        assert len(say("missing.sign", what=say(f"missing.{code}"))) <= 20, code


@each
def test_what_can_be_chosen_fits_a_row(say: Words) -> None:
    chosen = r"(stop|ask)\.(?!prose|noted|desk_hint)\w+|keep\.(answers_)?(yes|no)|decide\.(agree|refuse|undecided)"
    who = "self|child|represented|under|minor|adult|parent|guardian|yes|no|unsure|person"
    deciding = rf"deciding\.(?!age_adult_child)\w+_({who})"
    assert fits(say, rf"{chosen}|{deciding}|deciding\.help_(reading|seeing|language)|confirm\.(yes|no)", 60) == []
    assert fits(say, r".+\.title|deciding\.(who|age|role|able|help|interpreter|assent)", 72) == []


@each
def test_four_answers_stand_side_by_side(say: Words) -> None:
    """Each needs ten columns for its border, cap and bead; the sheet is 72 wide."""
    assert sum(10 + len(say(f"answer.{a}")) for a in ("yes", "no", "unsure", "person")) <= 72
    assert 20 + len(say("answer.agree")) + len(say("answer.disagree")) <= 72


@each
def test_step_names_fit_the_rail_and_feet_fit_beside_text_and_contrast(say: Words) -> None:
    assert fits(say, r"steps\..+", 22) == []
    assert fits(say, r"frame\.(unsaved|start|saved|nothing)\w*", FOOT - 3 - len(say("key.look"))) == []


@each
def test_there_are_twelve_months(say: Words) -> None:
    assert len({*say("date.months").split("|")}) == 12


@each
def test_commands_of_the_plain_kiosk_are_each_their_own(say: Words) -> None:
    """A command can be typed in English too, so none may be another's English name."""
    spelled = {k.rpartition(".")[2]: say(k) for k in say.table if k.startswith("plain.command.")}
    assert [c for c in spelled.values() if c != c.casefold() or " " in c] == []
    assert [(name, own) for name, own in spelled.items() if own in spelled and own != name] == []
    assert len(set(spelled.values())) == len(spelled)


FIXED = {
    "sign.meaning": "I was shown this information. I answered as well as I can. I choose freely. "
    "I can stop or withdraw at any time, without a reason.",
    "sign.certify_other": "I am {signer}, and I may decide for {client}.",
    "urgent.emergency.title": "Get help now",
    "urgent.emergency.prose": "Tell the desk, or call {emergency}.\nDo not drive.\nDo not wait for your session.",
    "urgent.crisis.title": "Thank you for telling us. You are not alone with this",
    "urgent.crisis.prose": 'Tell the desk: "I need a person now."\nOr call {crisis}.\n'
    "If you may act on these thoughts, call {emergency}.\nWe will not start a session now.",
    "urgent.key.person": "Someone is with me",
    "urgent.key.mistake": "I pressed this by mistake",
    "answer.person_long": "I would rather tell a person",
    "decide.agree": "I agree",
    "decide.refuse": "I do not agree",
    "decide.undecided": "I want to think about it",
    "cover.desk": "Please ask at the desk. Your answers are hidden and kept for 15 minutes.",
    "result.private": "a private answer",
    "filled.emergency": "your local emergency number",
    "filled.fee": "nothing",
    "screening.all_no": "No to all of these",
    "confirm.title": "You answered {answer}. Is that right?",
}


@pytest.mark.parametrize("key", FIXED)
def test_wordings_that_were_agreed_on_stand_word_for_word(key: str) -> None:
    assert load("en")(key).strip() == FIXED[key]
