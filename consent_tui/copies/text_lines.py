"""Lines of text: wrapped, without a sign that a terminal would obey, with days and times as people write them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from consent_tui.words import Words

WIDTH = 78  # columns
_JOINERS = "\u200c\u200d"  # written in Persian, Hindi and other scripts


def day(when: date, say: Words) -> str:
    """The day as a language writes it; of a time, in the zone in which it was written."""
    month = say("date.months").split("|")[when.month - 1]
    return say("date.day", day=when.day, month=month, year=when.year)


def time(when: datetime) -> str:
    return when.strftime("%H:%M")


def section(title: str, body: Iterable[str]) -> Iterator[str]:
    """A title between empty lines, and its lines below, indented. Nothing at all where there are none."""
    told = list(body)
    if told:
        yield from ("", title, *(f"  {line}" for line in told))


def shown_words(words: str) -> str:
    """Words that were shown may hold line ends; here they are one line."""
    return " ".join(words.split())


def wrapped(lines: Iterable[str], width: int = WIDTH) -> Iterator[str]:
    """Wrap each line; the lines after its first stand under its words."""
    for line in lines:
        clean = "".join(sign if sign.isprintable() or sign in _JOINERS else "?" for sign in line)
        indent = len(clean) - len(clean.lstrip(" "))
        hang = indent + (2 if clean.lstrip(" ").startswith("- ") else 0)
        yield from textwrap.wrap(
            clean, width, subsequent_indent=" " * hang, break_on_hyphens=False, break_long_words=False
        ) or [""]
