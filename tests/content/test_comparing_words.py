"""The difference of two texts: what was there, what is there now, readable without colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.content.comparing_words import difference, marked, passages

texts = st.lists(
    st.sampled_from(
        ["hands", "rest", "on", "your", "head", "{recent}", ".", ",", " ", "  ", "\n", "- ", "it's", "¿", "ß"]
    )
).map("".join)


@given(texts, texts)
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(part.text for part in parts if part.sign != "+") == old
    assert "".join(part.text for part in parts if part.sign != "-") == new


@given(texts)
def test_what_stayed_is_not_marked(text: str) -> None:
    assert {part.sign for part in difference(text, text)} <= {" "}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Hands rest on your head.", "Hands rest on your neck.", "Hands rest on your [-head-] {+neck+}."),
        ("You can stop.", "You can always stop.", "You can {+always +}stop."),
        ("You can really stop.", "You can stop.", "You can [-really -]stop."),
        ("Call a doctor now, please.", "Call the desk now, please.", "Call [-a doctor-] {+the desk+} now, please."),
        ("Up to {recent}.", "Up to {fee}.", "Up to [-{recent}-] {+{fee}+}."),
        ("Was there ever any bleeding in it?", "Have you ever had bleeding in it?",
         "[-Was there ever any-] {+Have you ever had+} bleeding in it?"),
        ("Pain", "Results differ", "[-Pain-] {+Results differ+}"),
    ],
)  # fmt: skip
def test_words_that_went_and_came_stand_beside_each_other(old: str, new: str, told: str) -> None:
    assert marked(difference(old, new)) == told


def test_neighbours_are_told_as_one_change() -> None:
    parts = difference("one two three four five six", "one 2 3 four five six")
    assert [(part.sign, part.text) for part in parts][1:3] == [("-", "two three"), ("+", "2 3")]


def test_lines_that_stayed_are_left_out() -> None:
    old = "First line stays.\nSecond stays too.\nThird is old.\nFourth stays."
    assert passages(old, old.replace("old", "new")) == ("…", "Third is [-old-] {+new+}.", "…")


def test_every_line_that_came_is_marked() -> None:
    old = "You may feel tired or dizzy for a day."
    told = passages(old, f"{old}\n- Drink water.\n- Rest.")
    assert told == ("…", "{+- Drink water.+}", "{+- Rest.+}")
