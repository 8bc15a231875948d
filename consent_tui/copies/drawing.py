"""Ink, QR codes and the strip of a chart as SVG: lines and areas alone, never a letter, so nothing has to be escaped.

The same drawings go into HTML and PDF. What they show is said in words beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from consent_tui.model.ink import Stroke, read

_PEN = 0.9  # width of a line, in dots of the pad
_BLACK, _LINE, _PINE = "#000000", "#7D8783", "#124A43"
_HALF, _HIGH = 50, 16  # of the strip: from no difference to either end, and its height


def ink(strokes: Iterable[str]) -> str:
    """Return a signature; "" where no stroke holds a point. One unit is one dot of the pad."""
    drawn = [points for stroke in strokes if (points := read(stroke))]
    if not drawn:
        return ""
    across, down = ([point[axis] for points in drawn for point in points] for axis in (0, 1))
    left, top = min(across) - 2, min(down) - 2
    path = "".join(map(_stroke, drawn))
    pen = f'fill="none" stroke="{_BLACK}" stroke-width="{_PEN}" stroke-linecap="round" stroke-linejoin="round"'
    return _svg(left, top, max(across) + 2 - left, max(down) + 2 - top, f'<path d="{path}" {pen}/>')


def _stroke(points: Stroke) -> str:
    if len(points) == 1:  # a dot: too short to have a direction, and round at its ends
        return f"M{points[0][0]} {points[0][1]}h0.01"
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def code(data: str) -> str:
    """Return a QR code with its quiet zone; one unit is one module."""
    import segno

    rows = [bytes(row) for row in segno.make(data, error="m", micro=False).matrix]
    path = "".join(f"M{x + 4} {y + 4}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row))
    side = len(rows) + 8
    ground = f'<path d="M0 0h{side}v{side}h-{side}z" fill="#FFFFFF"/>'
    return _svg(0, 0, side, side, f'{ground}<path d="{path}" fill="{_BLACK}"/>')


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    return ((found.start(), len(found[0])) for found in re.finditer(rb"\x01+", row))


def strip(results: Iterable[float]) -> str:
    """Return a line from worse to better with a tick at no difference, and a bead for each result."""
    at = [_HALF + 10 + round(max(-1.0, min(1.0, each)) * _HALF) for each in results]
    wide, middle = 2 * _HALF + 20, _HIGH // 2
    parts = [f'<path d="M10 {middle}H{wide - 10}M{_HALF + 10} 2V{_HIGH - 2}" stroke="{_LINE}" stroke-width="1.5"/>']
    if len(at) > 1:
        parts.append(f'<path d="M{min(at)} {middle}H{max(at)}" stroke="{_PINE}" stroke-width="3"/>')
    parts += [f'<circle cx="{x}" cy="{middle}" r="5" fill="{_PINE}"/>' for x in at]
    return _svg(0, 0, wide, _HIGH, "".join(parts))


def _svg(left: int, top: int, wide: int, high: int, body: str) -> str:
    size = f'width="{wide}" height="{high}" viewBox="{left} {top} {wide} {high}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-hidden="true" focusable="false">{body}</svg>'
