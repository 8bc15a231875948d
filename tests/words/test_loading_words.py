"""Which words are used: the program's own, a pack's overrides, and a language that only a pack speaks."""

from __future__ import annotations

import pytest

from consent_tui import words
from consent_tui.words import Words, load


def test_a_packs_words_come_before_the_programs() -> None:
    say = load("en", {"key.next": "On we go"})
    assert (say("key.next"), say("key.back")) == ("On we go", "Back")


def test_values_and_settings_are_filled_in() -> None:
    say = load("en", filled={"emergency": "112"})
    assert say("urgent.emergency.prose").splitlines()[-3] == "Tell the desk, or call 112."
    assert say("frame.step", n=5, total=11) == "Step 5 of 11"


def test_a_value_given_on_the_spot_comes_before_a_setting() -> None:
    assert load("en", {"x": "{who}"}, {"who": "Ana"})("x", who="Ada") == "Ada"


def test_values_are_text_and_nothing_in_them_is_filled_in_or_read_as_a_format() -> None:
    assert load("en")("screening.noted", note="{0} %s [bold] {fee}") == "Your note: {0} %s [bold] {fee}"


def test_a_clients_name_that_looks_like_a_place_stays_as_it_was_typed() -> None:
    said = load("en", filled={"fee": "20"})("sign.certify_other", signer="{client} {fee}", client="Ana Example")
    assert said == "I am {client} {fee}, and I may decide for Ana Example."


def test_a_word_that_is_missing_is_named() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        load("en")("no.such")
    assert "no.such" not in load("en")
    assert "key.next" in load("en")


def test_a_language_that_the_program_does_not_speak_has_the_packs_words_alone() -> None:
    own = {key: f"fr {key}" for key in sorted(words.keys())}
    assert "fr" not in words.spoken()
    assert load("fr", own) == Words("fr", own)
    assert load("fr").table == {}


def test_a_name_of_a_language_never_leads_to_another_file() -> None:
    assert load("../en").table == {}
