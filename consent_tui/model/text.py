"""Cleaning and measuring what a person typed, and saying why it was refused.

Records hold text as NFC, one line, without control, bidi-override, private-use, unassigned or line-separator characters
(`docs/record-format.md`). A line break or a tab becomes a space; everything else that cannot stand is refused by name,
never dropped: a name with a letter missing is another name.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LIMITS = {
    "name": 200,
    "signer": 200,
    "signature": 200,
    "interpreter-name": 200,
    "interpreter-language": 60,
    "earlier": 60,
    "number": 60,  # of a record that is withdrawn
}
LONG = 600  # characters of a note, question or reason

_JOINERS = "\u200c\u200d"  # written in Persian, Hindi and other scripts
_UNSEEN = f"{_JOINERS}\u200e\u200f"  # and marks of direction, written in Hebrew and more
_MARKS_IN_A_ROW = 4
OLDEST = 130  # years
LOST = "\ufffd"  # in place of what was no text


class Refused(Exception):
    """Why a text was not taken: `code` for the views, `detail` the number or character behind it, never the text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def clean(raw: str) -> str:
    """Return `raw` as NFC on one line, with single spaces and none at the ends."""
    spaced = "".join(" " if unicodedata.category(c) in ("Zl", "Zp", "Zs") or c in "\t\n\r\v\f\x85" else c for c in raw)
    return unicodedata.normalize("NFC", re.sub(" +", " ", spaced).strip(" "))


def visible(words: str) -> str:
    """Return words for one line, without a sign that a terminal, a browser or a reader of PDF would obey.

    Each such sign becomes "?": a control character, a line break, one that turns the direction of others.
    """
    if words.isprintable():  # nearly always, and told at once
        return words
    return "".join(c if c.isprintable() or c in _UNSEEN or unicodedata.category(c) == "Zs" else "?" for c in words)


def take(raw: str, limit: int = LONG) -> str:
    """Return the text as a record may hold it; raises `Refused`: too-long, character, marks."""
    text = clean(raw)
    if len(text) > limit:
        raise Refused("too-long", str(limit))
    run = 0
    for char in text:
        category = unicodedata.category(char)
        if category in ("Cc", "Cs", "Co", "Cn") or (category == "Cf" and char not in _JOINERS):
            raise Refused("character", f"U+{ord(char):04X}")
        run = run + 1 if category in ("Mn", "Me") else 0
        if run > _MARKS_IN_A_ROW:
            raise Refused("marks")
    return text


def take_name(raw: str, limit: int = LIMITS["name"]) -> str:
    """Return a person's name; raises `Refused`, also with `no-letter`.

    U+FFFD stands where a terminal sent bytes that are no letter: such a name has one missing.
    """
    name = take(raw, limit)
    if LOST in name:
        raise Refused("character", "U+FFFD")
    if name and not any(unicodedata.category(c).startswith("L") for c in name):
        raise Refused("no-letter")
    return name


def take_birth_date(raw: str, today: date) -> date:
    """Read day month year, or year-month-day, in any digits.

    Raises `Refused`: date-unreadable, date-year (two digits), date-impossible, date-future, date-old.
    """
    numbers = re.findall(r"\d+", clean(raw))
    if len(numbers) != 3 or max(map(len, numbers)) > 4 or re.search(r"[^\W\d_]", raw):
        raise Refused("date-unreadable")
    first, second, third = (int(n) for n in numbers)
    year, month, day = (first, second, third) if len(numbers[0]) == 4 else (third, second, first)
    if year < 100 and len(numbers[0]) != 4 and len(numbers[2]) != 4:
        raise Refused("date-year")
    try:
        born = date(year, month, day)
    except (ValueError, OverflowError):
        raise Refused("date-impossible") from None
    if born > today:
        raise Refused("date-future")
    if age(born, today) > OLDEST:
        raise Refused("date-old", str(OLDEST))
    return born


def age(born: date, today: date) -> int:
    """Return full years. Who is born on 29 February has the birthday on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def same_name(one: str, other: str) -> bool:
    """Say whether two typed names are the same but for case, width and spaces."""

    def folded(name: str) -> str:
        return unicodedata.normalize("NFKC", clean(name)).casefold()

    return folded(one) == folded(other)
