"""Ink in the text of a record: for eyes on a terminal alone; words tell everybody else that there is some."""

from __future__ import annotations

from consent_tui.copies import drawing, text
from consent_tui.copies.document import Document, Ink, Section
from consent_tui.services.showing import as_text
from tests.copies.copied import signed
from tests.copies.told import shown

SLANT = Document(
    title="t", language="en", head=(), body=(Section("s", (Ink(("0,0 15,15",), "drawn by Ana Example"),)),)
)


def braille(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if any(0x2800 <= ord(sign) <= 0x28FF for sign in line)]


def test_ink_is_drawn_on_a_terminal_and_told_in_words_everywhere() -> None:
    record = shown(signed())
    words, drawn = list(as_text(record)), list(as_text(record, drawn=True))
    assert braille(words) == []
    assert 1 <= len(braille(drawn)) <= text.INK[1]
    assert [line for line in drawn if line.strip() not in braille(drawn)] == words
    assert any("Jon Muster" in line or "Ana Example" in line for line in words)


def test_a_slant_goes_from_top_left_to_bottom_right() -> None:
    rows = braille(list(text.lines(SLANT, drawn=True)))
    assert len(rows) == 5  # sixteen dots and the pen's width, four to a row
    found = list(text.lines(SLANT, drawn=True))[-5:]
    starts = [len(row) - len(row.lstrip(" ")) for row in found]
    assert starts == sorted(starts)
    assert starts[0] < starts[-1]


def test_a_stroke_that_is_far_too_large_is_made_to_fit() -> None:
    huge = Document(title="t", language="en", head=(), body=(Section("s", (Ink(("0,0 9999,9999",), "x"),)),))
    rows = braille(list(text.lines(huge, drawn=True)))
    assert len(rows) == text.INK[1]
    assert max(map(len, rows)) <= text.INK[0]


def test_what_is_no_point_is_passed_over() -> None:
    """A record of another program may hold anything there; it is shown all the same."""
    odd = Document(
        title="t", language="en", head=(), body=(Section("s", (Ink(("x", "", "1;2", "4,4 6,x 9,9"), "w"),)),)
    )
    assert 1 <= len(braille(list(text.lines(odd, drawn=True)))) <= text.INK[1]
    assert "<path" in drawing.ink(("x", "4,4 9,9"))
    assert drawing.ink(("x",)) == ""
