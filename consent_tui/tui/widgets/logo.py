"""The mark: a bead held between two hands, drawn in dots."""

from __future__ import annotations

import math

from textual.content import Content
from textual.widget import Widget

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.widgets.cells import drawn

WIDTH, HEIGHT = 16, 8
_HANDS, _BEAD = "$pine", "$ochre"


def part_at(x: float, y: float) -> str:
    """Return the role that colours a point, or "". x and y from -1 to 1, the centre is the bead's."""
    radius = math.hypot(x, y)
    if radius <= 0.36:
        return _BEAD
    return _HANDS if 0.78 <= radius <= 1 and abs(x) >= 0.28 else ""


def dots(width: int, height: int) -> list[list[tuple[int, str]]]:
    """Return rows of cells, each its 8 dots as a braille code point's low byte, and a role."""
    bits = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
    rows = []
    for row in range(height):
        cells = []
        for column in range(width):
            code, role = 0, ""
            for down in range(4):
                for right in range(2):
                    x = (column * 2 + right + 0.5) / width - 1
                    y = (row * 4 + down + 0.5) / (height * 2) - 1
                    if found := part_at(x, y):
                        code, role = code | bits[down][right], found
            cells.append((code, role))
        rows.append(cells)
    return rows


class Logo(Widget):
    """16 by 8 cells."""

    DEFAULT_CSS = "Logo { width: 16; height: 8; }"

    def render(self) -> Content:
        seven_bit = glyphs_of(self.app.theme).seven_bit
        return drawn(
            [(_sign(code, role, seven_bit=seven_bit), role) for code, role in row] for row in dots(WIDTH, HEIGHT)
        )


def _sign(code: int, role: str, *, seven_bit: bool) -> str:
    if not code:
        return " "
    return {_BEAD: "o"}.get(role, "#") if seven_bit else chr(0x2800 + code)
