"""The body seen from the back, in dots: solid = may touch, slanted = do not touch, empty = not chosen.

The same is always said in words in the list beside it. Body units: 60 high, the middle line at x = 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

OTHER = "other"  # arms and legs: drawn, never offered
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_HEIGHT = 60.0

# half widths of the trunk at heights, between which it runs straight
_TRUNK = ((13.0, 3.0), (15.0, 7.5), (17.0, 9.8), (22.0, 9.2), (29.0, 7.4), (33.0, 8.0), (38.0, 9.2), (40.5, 8.2))
_UPPER, _LOWER = 24.0, 31.5  # where the upper back ends, where the pelvis begins

# x, y, radius at both ends of each limb, on the right; the left is its mirror
_LIMBS = (
    ((10.4, 17.4, 2.4), (13.8, 28.0, 1.9)),
    ((13.8, 28.0, 1.9), (16.6, 37.0, 1.5)),
    ((4.7, 41.0, 3.9), (5.1, 49.5, 2.7)),
    ((5.1, 49.5, 2.7), (5.1, 56.0, 1.9)),
)

# where the number of an area stands
_NUMBERS = {
    "head": (0.0, 5.5),
    "neck": (0.0, 12.0),
    "upper-back": (0.0, 18.6),
    "lower-back": (0.0, 27.6),
    "pelvis": (-5.6, 35.2),
    "sacrum": (0.0, 36.0),
    "hands": (21.5, 36.5),
    "feet": (12.5, 57.0),
}


def area_at(x: float, y: float) -> str:
    """Return the area's id at a point, `OTHER`, or "" outside the body."""
    side = abs(x)
    if math.hypot(x / 4.3, (y - 5.3) / 5.3) <= 1:
        return "head"
    if 10.2 <= y < 13.4 and side <= 2.4:
        return "neck"
    if side <= _half_width(y):
        if y < _UPPER:
            return "upper-back"
        if y < _LOWER:
            return "lower-back"
        return "sacrum" if side <= 2.6 * (1 - (y - 32.5) / 9) and y >= 32.5 else "pelvis"
    if math.hypot((side - 17.5) / 2.4, (y - 40.2) / 3.5) <= 1:
        return "hands"
    if math.hypot((side - 6.8) / 4.0, (y - 57.8) / 2.1) <= 1:
        return "feet"
    return OTHER if any(_in_limb(side, y, *limb) for limb in _LIMBS) else ""


def _half_width(y: float) -> float:
    for (above, wide), (below, wider) in pairwise(_TRUNK):
        if above <= y <= below:
            return wide + (wider - wide) * (y - above) / (below - above)
    return -1.0


def _in_limb(x: float, y: float, start: tuple[float, float, float], end: tuple[float, float, float]) -> bool:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    part = ((x - start[0]) * along_x + (y - start[1]) * along_y) / (along_x**2 + along_y**2)
    part = min(1.0, max(0.0, part))
    distance = math.hypot(x - start[0] - part * along_x, y - start[1] - part * along_y)
    return distance <= start[2] + (end[2] - start[2]) * part


@lru_cache(maxsize=8)
def _grid(width: int, height: int) -> tuple[tuple[str, ...], ...]:
    """The area at every dot; 2 by 4 dots a cell."""
    unit = _HEIGHT / (height * 4)
    return tuple(
        tuple(area_at((column + 0.5 - width) * unit, (row + 0.5) * unit) for column in range(width * 2))
        for row in range(height * 4)
    )


Cells = list[list[tuple[str, str]]]


def cell_area(width: int, height: int, column: int, row: int) -> str:
    """Return the area that most of a cell shows, or that the number in it stands for."""
    for area, (at_column, at_row) in _number_cells(width, height).items():
        if row == at_row and abs(column - at_column) <= 1:
            return area
    grid = _grid(width, height)
    votes = [grid[row * 4 + down][column * 2 + right] for down in range(4) for right in range(2)]
    named = [vote for vote in votes if vote not in ("", OTHER)] or [vote for vote in votes if vote]
    return max(named, key=named.count, default="")


def _number_cells(width: int, height: int) -> dict[str, tuple[int, int]]:
    unit = _HEIGHT / (height * 4)
    return {a: (int((x / unit + width) / 2), int(y / unit / 4)) for a, (x, y) in _NUMBERS.items()}


def figure(touch: Mapping[str, str], numbers: Mapping[str, str], width: int, height: int, *, seven_bit: bool) -> Cells:
    """Return rows of (sign, role). `touch`: area → touch | avoid | ""; `numbers`: area → its digit."""
    cells = [[_cell(touch, width, height, c, r, seven_bit=seven_bit) for c in range(width)] for r in range(height)]
    for area, (column, row) in _number_cells(width, height).items():
        if area in numbers and 0 <= row < height:
            for offset, sign in enumerate(f" {numbers[area]} ", start=column - 1):
                if 0 <= offset < width:
                    cells[row][offset] = (sign, "number")
    return cells


def _cell(
    touch: Mapping[str, str], width: int, height: int, column: int, row: int, *, seven_bit: bool
) -> tuple[str, str]:
    grid = _grid(width, height)
    area = cell_area(width, height, column, row)
    if not area:
        return " ", "other"
    state = touch.get(area, "")
    role = state or ("other" if area == OTHER else "none")
    if seven_bit:
        return {"touch": "#", "avoid": "x", "none": ".", "other": ":"}[role], role
    code = 0
    for down in range(4):
        for right in range(2):
            x, y = column * 2 + right, row * 4 + down
            here = grid[y][x]
            now = touch.get(here, "")
            filled = now == "touch" or (now == "avoid" and (x + y) % 3 == 0)
            if here and (filled or _on_edge(grid, x, y)):
                code |= _BITS[down][right]
    return (chr(0x2800 + code) if code else " "), role


def _on_edge(grid: tuple[tuple[str, ...], ...], x: int, y: int) -> bool:
    """Whether a dot lies at the outline of the body, or where two offered areas meet below the waist."""
    here = grid[y][x]
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        down, right = y + dy, x + dx
        beside = grid[down][right] if 0 <= down < len(grid) and 0 <= right < len(grid[0]) else ""
        if not beside or (here == "sacrum" and beside == "pelvis"):
            return True
    return False
