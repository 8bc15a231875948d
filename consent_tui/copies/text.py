"""A document as lines of text, for terminals, e-mail and screen readers.

Wrapped, and without a sign that a terminal would obey.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from consent_tui.copies.document import (
    Asked,
    Blank,
    Block,
    Chart,
    Code,
    Document,
    Facts,
    Ink,
    Paragraph,
    Point,
    Quote,
    Section,
)
from consent_tui.model import ink
from consent_tui.model.text import visible

WIDTH = 78  # columns
INK = 40, 6  # columns and rows that a drawn signature takes
_MARKS = {True: "(x)", False: "( )"}


def lines(document: Document, *, drawn: bool = False) -> Iterator[str]:
    """Yield the whole text; each line still to be wrapped.

    A signature is told in words. `drawn` adds it as braille dots, for eyes: a screen reader would spell them.
    """
    if document.mark:
        yield document.mark
    yield document.title
    for block in document.head:
        yield from _block(block, drawn)
    for section in document.body:
        yield from _section(section, drawn)


def _section(section: Section, drawn: bool) -> Iterator[str]:
    """A title below an empty line, and what it holds, indented; without a title, what it holds alone."""
    if section.title:
        yield from ("", section.title)
    for at, each in enumerate(section.body):
        if section.running and at and isinstance(each, Paragraph):
            yield ""
        inner = _section(each, drawn) if isinstance(each, Section) else _block(each, drawn)
        yield from (f"  {line}" if line else "" for line in inner)


def _block(block: Block, drawn: bool) -> Iterator[str]:
    match block:
        case Paragraph(words=words):
            yield words
        case Point(words=words):
            yield f"- {words}"
        case Quote(label=label, words=words, beside=beside):
            yield f"- {label}: {words}" + (f" ({beside})" if beside else "")
        case Facts(rows=rows):
            yield from (f"{row.name}: {row.value}" for row in rows)
        case Asked(words=words, boxes=boxes, beside=beside, mark=mark):
            yield f"- {words}"
            if offered := [*(f"{_MARKS[box.ticked]} {box.words}" for box in boxes), *([mark] if mark else [])]:
                yield f"  {' '.join(offered)}"
            yield from (f"  {line}" for line in beside)
        case Blank(label=label, lines=number):
            yield f"{label}: {'_' * 40}"
            yield from ("_" * 40 for _ in range(number - 1))
        case Chart(rows=rows):
            yield from (f"- {row.condition}: {row.found} {row.limits}" for row in rows)
        case Ink(strokes=strokes, words=words):
            yield words
            if drawn:
                yield from _ink(strokes)
        case Code(words=words):
            yield words


def _ink(strokes: Iterable[str]) -> Iterator[str]:
    columns, rows = INK
    covered = ink.dots(map(ink.read, strokes), columns * ink.ACROSS, rows * ink.DOWN)
    yield from ink.signs(covered, columns, max(y for _, y in covered) // ink.DOWN + 1 if covered else 0)


def wrapped(lines: Iterable[str], width: int = WIDTH) -> Iterator[str]:
    """Wrap each line; the lines after its first stand under its words."""
    for line in lines:
        clean = visible(line)
        indent = len(clean) - len(clean.lstrip(" "))
        hang = indent + (2 if clean.lstrip(" ").startswith("- ") else 0)
        yield from textwrap.wrap(
            clean, width, subsequent_indent=" " * hang, break_on_hyphens=False, break_long_words=False
        ) or [""]
