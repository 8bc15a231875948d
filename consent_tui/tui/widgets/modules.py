"""A QR code in half cells: a column and half a row for each module, dark on light in every palette, with its margin.

A reader wants dark on light and four free modules on each side. The sheet of 24 rows holds 45 modules, margin and all:
version 5. In capitals, which the code packs closer, number and digest fit it whatever the kiosk is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

VERSION: Final = 5
QUIET: Final = 4  # modules around the code
SIDE: Final = 17 + 4 * VERSION + 2 * QUIET  # modules, and columns
ROWS: Final = -(-SIDE // 2)  # the lower half of the last one is free
_HALF: Final = "▀"
_STYLES: Final = {
    (False, False): (" ", "$on-code on $code"),
    (True, True): (" ", "$code on $on-code"),
    (True, False): (_HALF, "$on-code on $code"),
    (False, True): (_HALF, "$code on $on-code"),
}


def modules(data: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules row by row with their quiet zone, dark ones true; corrected as strongly as fits."""
    import segno

    code = segno.make(data.upper(), version=VERSION, error="l", boost_error=True, micro=False)
    return tuple(tuple(bool(dark) for dark in row) for row in code.matrix_iter(border=QUIET))


def halved(rows: Sequence[Sequence[bool]]) -> Iterator[list[tuple[bool, bool]]]:
    """Yield the cells of each line: its upper and its lower module."""
    free = (False,) * len(rows[0])
    for upper, lower in zip(rows[::2], [*rows[1::2], free], strict=False):
        yield [*zip(upper, lower, strict=True)]


class Modules(Widget):
    """A code of a fixed size. It is a picture: what it holds is said in words beside it."""

    DEFAULT_CSS = "Modules { width: auto; height: auto; }"

    def __init__(self, data: str) -> None:
        super().__init__()
        self._cells = tuple(halved(modules(data)))

    def render(self) -> Content:
        return Content("\n").join(Content.assemble(*_runs(cells)) for cells in self._cells)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        return SIDE

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - likewise
        return ROWS


def _runs(cells: list[tuple[bool, bool]]) -> Iterator[tuple[str, str]]:
    for pair, run in groupby(cells):
        sign, style = _STYLES[pair]
        yield sign * len([*run]), style
