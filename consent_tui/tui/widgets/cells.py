"""Drawings made of cells, each a sign in a style, as content: one run for all neighbours of one style."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from textual.content import Content

Cell = tuple[str, str]


def drawn(rows: Iterable[Iterable[Cell]]) -> Content:
    """Return rows of (sign, style) as lines."""
    lines = (
        Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in groupby(row, itemgetter(1))))
        for row in rows
    )
    return Content("\n").join(lines)
