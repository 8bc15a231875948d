"""Days, times and shown words as people write them."""

from __future__ import annotations

from datetime import date, datetime

from consent_tui.words import Words

_UNSEEN = "\u200c\u200d\u200e\u200f"  # joiners and marks of direction, written in Persian, Hindi, Hebrew and more


def day(when: date, say: Words) -> str:
    """The day as a language writes it; of a time, in the zone in which it was written."""
    month = say("date.months").split("|")[when.month - 1]
    return say("date.day", day=when.day, month=month, year=when.year)


def time(when: datetime) -> str:
    return when.strftime("%H:%M")


def visible(words: str) -> str:
    """Words without a sign that a terminal, a browser or a reader of PDF would obey; each such sign becomes "?"."""
    return "".join(sign if sign.isprintable() or sign in _UNSEEN else "?" for sign in words)


def one_line(words: str) -> str:
    """Words that were shown may hold line ends; here they are one line."""
    return " ".join(words.split())
