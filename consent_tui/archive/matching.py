"""What a person types into a search, as a query of the index. Days are read as they are written and as they are shown.

An index holds a day as three words, 19800229, 29021980 and 02291980, of which the beginning finds it.
`model.text.take_birth_date` is no help here: it wants a whole date, and no month in letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from consent_tui import words
from consent_tui.archive.folding import folded, joined

_DATE = re.compile(r"[0-9]+(?:[-./][0-9]*)+")
_NUMBER = re.compile(r"[a-z0-9-]{1,40}-[0-9]{1,18}", re.IGNORECASE)
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?[.,]?"
_MONTH = r"(?P<month>[^\W\d_]+)[.,]?"
_SPELLED = tuple(
    re.compile(rf"{form}(?= |$)", re.IGNORECASE)
    for form in (
        rf"{_DAY} (?:de )?{_MONTH}(?: (?:del? )?(?P<year>[0-9]{{1,4}}))?",  # 29 de febrero de 1980, 29. Februar
        rf"{_MONTH} {_DAY}(?: (?P<year>[0-9]{{1,4}}))?",  # February 29, 1980
        rf"{_MONTH} (?:de )?(?P<year>[0-9]{{4}})",
    )
)
_MOST = 12  # words of one search; more is a paste


def match(typed: str) -> str | None:
    """Return what a person typed as an FTS5 query: every word must be there, its beginning is enough; None for nothing.

    Dates may be written 2026-11-21, 21.11.2026, 1.2.2026 or 11/21/2026, or with the month in letters, in each language
    of the program; records be named by number.
    """
    parts = typed.split()[:_MOST]
    asked: list[str] = []
    at = 0
    while at < len(parts):
        count, days = _spelled(parts[at:])
        count = count or 1
        plain = " AND ".join(filter(None, map(_word, parts[at : at + count])))
        asked += filter(None, [f"({' OR '.join([f'({plain})', *_begin(days)])})" if days else plain])
        at += count
    return " AND ".join(asked) or None


def _word(word: str) -> str:
    if _DATE.fullmatch(word):
        days = list(_begin(_in_numbers(word)))
        return f"({' OR '.join(days)})" if len(days) > 1 else days[0]
    if _NUMBER.fullmatch(word):
        return f'"{joined(word)}"'  # that one, and not all that begin with it
    return "".join(_begin(filter(None, [folded(word)])))


def _begin(beginnings: Iterable[str]) -> Iterable[str]:
    return (f'"{each}"*' for each in beginnings)


def _in_numbers(typed: str) -> list[str]:
    """Return how the word of a day may begin, of which the last number may still be typed: 29.2 for 29.2. and 29.20."""
    *before, last = re.split("[-./]", typed)
    padded = "".join(part.zfill(2) for part in before if part)
    return list(dict.fromkeys([joined(typed), padded + last, padded + (last and last.zfill(2))]))


def _spelled(parts: Sequence[str]) -> tuple[int, list[str]]:
    """Return how many words, the first of these, are a day with its month in letters, and how its word may begin."""
    text = " ".join(parts)
    for form in _SPELLED:
        if found := form.match(text):
            given = found.groupdict()
            is_last = found.end("month") == len(text)
            if months := _months(folded(given["month"]), is_last=is_last):
                day, year = given.get("day"), given.get("year") or ""
                begin = [f"{int(day):02}{month:02}{year}" if day else f"{year}{month:02}" for month in months]
                if day and found.end("day") == len(text):  # 2 may still become 21
                    begin += [f"{month:02}{day}" for month in months]
                return found.group().count(" ") + 1, begin
    return 0, []


def _months(begun: str, *, is_last: bool) -> list[int]:
    """Return which months a word may be: by three letters or more, or by one while it is still being typed."""
    if len(begun) < (1 if is_last else 3):
        return []
    return sorted({number for name, number in _named() if name.startswith(begun)})


@cache
def _named() -> tuple[tuple[str, int], ...]:
    """The names of all months in the languages of the program, and their numbers."""
    return tuple(
        (folded(name), number)
        for language in words.OWN
        for number, name in enumerate(words.load(language)("date.months").split("|"), 1)
    )
