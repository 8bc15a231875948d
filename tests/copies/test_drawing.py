"""Ink, QR codes and strips: what was drawn is what is shown, and nothing in it is a letter."""

from __future__ import annotations

import re

import segno
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from consent_tui.copies import drawing
from tests.copies.copied import STROKES
from tests.model.later_acts import DIGEST

SVG = "{http://www.w3.org/2000/svg}"


def parts(drawn: str) -> list[etree._Element]:
    return list(etree.fromstring(drawn.encode()).iter(f"{SVG}path", f"{SVG}circle"))


def test_every_stroke_is_drawn_through_its_points_and_a_dot_stays_a_dot() -> None:
    (path,) = parts(drawing.ink(STROKES))
    assert path.get("d") == "M10 5L12 3L15 2L18 6L14 12M30 6L30 14M33 4h0.01"


def test_the_view_holds_all_ink() -> None:
    left, top, wide, high = map(int, etree.fromstring(drawing.ink(STROKES).encode()).get("viewBox").split())
    points = [tuple(map(int, point.split(","))) for stroke in STROKES for point in stroke.split()]
    assert all(left < x < left + wide and top < y < top + high for x, y in points)


def test_without_ink_there_is_no_drawing() -> None:
    assert drawing.ink(()) == drawing.ink(("",)) == ""


@given(st.lists(st.text(max_size=40), max_size=3))
def test_what_is_no_point_is_never_drawn(strokes: list[str]) -> None:
    """A record may be made by other software: only numbers get into a file that a browser reads."""
    drawn = drawing.ink(strokes)
    assert drawn == "" or re.fullmatch(r"[ML0-9. h]*", parts(drawn)[0].get("d"))


def test_a_code_holds_what_it_was_given() -> None:
    """The path is the matrix that the library makes, row by row, behind four modules of quiet zone."""
    data = f"consent-record front-desk-42 {DIGEST}"
    drawn = drawing.code(data)
    dark = {
        (int(x) + step, int(y))
        for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1", parts(drawn)[1].get("d"))
        for step in range(int(wide))
    }
    rows = segno.make(data, error="m", micro=False).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(rows) for x, module in enumerate(row) if module}


def test_a_strip_has_a_bead_for_each_result_and_none_outside_its_ends() -> None:
    beads = [int(each.get("cx")) for each in parts(drawing.strip((-1.0, 0.0, 1.0, 7.0))) if each.tag == f"{SVG}circle"]
    assert beads == [10, 60, 110, 110]
