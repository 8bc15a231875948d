"""Bars in letters: label and number first, the bar after them, so that nothing is told by it alone."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from consent_tui.views.desk.shapes import Bar

INDENT = "  "
LEAST = 8  # cells that a bar needs; with less room none is drawn, and the number stands alone


def drawn(rows: tuple[Bar, ...], width: int, full: str, half: str) -> Iterator[tuple[str, str]]:
    """Yield each line in two pieces: the words, and the bar of full and half cells. No line is wider than `width`.

    A label that has no room beside its number stands on a line of its own. What is more than nothing has at least
    half a cell.
    """
    told = max((len(row.told) for row in rows), default=0)
    label = min(max((len(row.label) for row in rows), default=0), max(0, width - told - 2 - LEAST - 2))
    room = width - label - told - 4
    for row in rows:
        if len(row.label) > label:
            yield row.label[:width], ""
        name = row.label if len(row.label) <= label else ""
        words = f"{name:<{label}}  {row.told:>{told}}"
        halves = max(1, round(row.share * room * 2)) if row.share and room >= LEAST else 0
        yield words, full * (halves // 2) + half * (halves % 2)
        for line in wrap(row.words, max(1, width - len(INDENT))):
            yield f"{INDENT}{line}", ""
