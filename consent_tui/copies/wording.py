"""Days, times and shown words as people write them."""

from __future__ import annotations

from datetime import date, datetime

from consent_tui.words import Words


def day(when: date, say: Words) -> str:
    """The day as a language writes it; of a time, in the zone in which it was written."""
    month = say("date.months").split("|")[when.month - 1]
    return say("date.day", day=when.day, month=month, year=when.year)


def time(when: datetime) -> str:
    return when.strftime("%H:%M")


def one_line(words: str) -> str:
    """Words that were shown may hold line ends; here they are one line."""
    return " ".join(words.split())
