"""The facts of an act as a person types them, made into what a record may hold.

Each raises `ValueError` with half a sentence that says what is the matter: the door says of which fact.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from consent_tui.model.text import Refused, take, take_name

NONE = "none"
YES, NO = frozenset({"y", "yes"}), frozenset({"n", "no"})
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def words(typed: str) -> str:
    """Words as a record may hold them."""
    return _taken(take, typed)


def person(typed: str) -> str:
    return _taken(take_name, typed)


def _taken(rule: Callable[[str], str], typed: str) -> str:
    try:
        text = rule(typed)
    except Refused as refused:
        told = {
            "too-long": f"is too long; use at most {refused.detail} letters",
            "character": f"holds a sign that a record cannot keep ({refused.detail})",
            "marks": "has too many marks on one letter",
            "no-letter": "should be a name with letters",
        }
        raise ValueError(told[refused.code]) from None
    if not text:
        raise ValueError("is empty")
    return text


def words_or_none(typed: str) -> str:
    return "" if typed.strip().lower() == NONE else words(typed)


def day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise ValueError("is no day; write year, month and day as 2026-11-21") from None


def day_or_none(typed: str) -> date | None:
    return None if typed.strip().lower() == NONE else day(typed)


def checked(typed: str) -> bool:
    """A check that was done; one that was not is no reason to go on."""
    if typed.strip().lower() in YES:
        return True
    if typed.strip().lower() in NO:
        raise ValueError("has to be done first; ctrl+c stops and writes nothing")
    raise ValueError("is answered with yes or no")


def one_of(*known: str) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if typed.strip().lower() not in known:
            raise ValueError(f"is one of: {', '.join(known)}")
        return typed.strip().lower()

    return read


def count(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise ValueError("is a number")
    return int(typed)


def ids(typed: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in typed.split(",") if each.strip())


def scan(typed: str) -> str:
    """The digest of a scanned form: of a file, or as it was told."""
    if _DIGEST.fullmatch(typed.strip()):
        return typed.strip()
    try:
        with Path(typed).expanduser().open("rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise ValueError(f"cannot be read ({(error.strerror or 'it failed').lower()})") from None
