"""Ink as points and as dots. Pure.

A point is a dot of the pad it was drawn on: half a column wide and a quarter of a row high, so that it is about square.
A stroke is written as the record holds it: `12,4 13,5`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from consent_tui.model.doing import STROKE_LENGTH, STROKES

ACROSS, DOWN = 2, 4  # dots in a cell
BRAILLE = 0x2800
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_POINT = re.compile(r"(\d{1,6}),(\d{1,6})")
_CURVE = 6  # pieces of a bend

Point = tuple[int, int]
Stroke = tuple[Point, ...]


def written(stroke: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in stroke)


def read(stroke: str) -> Stroke:
    """Read a stroke; what is no point, in a record of another program, is passed over."""
    return tuple((int(x), int(y)) for x, y in _POINT.findall(stroke))


def room(strokes: Sequence[str]) -> bool:
    """Whether a record takes one more stroke."""
    return len(strokes) < STROKES


def longer(stroke: Sequence[Point], point: Point) -> bool:
    """Whether a point adds to a stroke: it is another one, and a record takes so many."""
    return not stroke or (stroke[-1] != point and len(written((*stroke, point))) <= STROKE_LENGTH)


def dots(strokes: Iterable[Sequence[Point]], width: int, height: int) -> set[Point]:
    """Return the dots that ink covers on a pad of so many dots; ink of a larger pad is made to fit."""
    drawn = [stroke for stroke in strokes if stroke]
    right = max((x for stroke in drawn for x, _ in stroke), default=0) + 1
    below = max((y for stroke in drawn for _, y in stroke), default=0) + 1
    scale = min(1.0, width / right, height / below)
    found: set[Point] = set()
    for stroke in drawn:
        path = list(_smooth([(x * scale, y * scale) for x, y in stroke]))
        found.update(_line(path[0], path[0]))
        for start, end in pairwise(path):
            found.update(_line(start, end))
    thick = ((x + right, y + down) for x, y in found for right in (0, 1) for down in (0, 1))
    return {(min(x, width - 1), min(y, height - 1)) for x, y in thick}


_Spot = tuple[float, float]


def _smooth(points: Sequence[_Spot]) -> Iterator[_Spot]:
    """Bend at each point instead of breaking: a mouse in a terminal tells cells, and a hand draws curves."""
    yield points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _middle(before, corner), _middle(corner, after)
        for piece in range(_CURVE + 1):
            at = piece / _CURVE
            one, two = _between(start, corner, at), _between(corner, end, at)
            yield _between(one, two, at)
    yield points[-1]


def _middle(one: _Spot, two: _Spot) -> _Spot:
    return _between(one, two, 0.5)


def _between(one: _Spot, two: _Spot, at: float) -> _Spot:
    return one[0] + (two[0] - one[0]) * at, one[1] + (two[1] - one[1]) * at


def _line(start: _Spot, end: _Spot) -> Iterator[Point]:
    """All dots of a straight line, each beside the last."""
    steps = max(1, round(max(abs(end[0] - start[0]), abs(end[1] - start[1]))))
    for step in range(steps + 1):
        x, y = _between(start, end, step / steps)
        yield round(x), round(y)


def signs(covered: set[Point], columns: int, rows: int, *, seven_bit: bool = False) -> list[str]:
    """Return dots as rows of braille signs, or of `#` for a bare console; a cell without ink is a blank."""
    lines = ["".join(_sign(covered, column, row) for column in range(columns)) for row in range(rows)]
    return ["".join("#" if sign != " " else " " for sign in line) for line in lines] if seven_bit else lines


def _sign(covered: set[Point], column: int, row: int) -> str:
    code = 0
    for down in range(DOWN):
        for right in range(ACROSS):
            if (column * ACROSS + right, row * DOWN + down) in covered:
                code |= _BITS[down][right]
    return chr(BRAILLE + code) if code else " "
