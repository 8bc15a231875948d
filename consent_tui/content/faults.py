"""A fault: file, line, what is wrong and what to do, in the words of the person who must act."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

MANY = 1000  # the largest pack so far has 40 questions; there are about 600 time zones


@dataclass(frozen=True, slots=True)
class Fault:
    """`file` is a path as the trainer gave it, `line` counts from 1 and is None where the whole file is meant."""

    file: str
    line: int | None
    what: str
    todo: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return printable(f"{place}: {self.what}; {self.todo}")


def printable(text: str) -> str:
    """Whatever a file held, what is told about it is one line that any terminal can print."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The spelling that was probably meant; None where so many are known that looking would take long."""
    spellings = known if isinstance(known, Collection) else list(known)
    if word in spellings:
        return word
    if len(spellings) > MANY:
        return None
    return next(iter(get_close_matches(word[:200], spellings, n=1, cutoff=0.6)), None)


def listed(words: Iterable[str], joint: str = "or") -> str:
    """Say a few words in a row: a, b or c."""
    row = list(words)
    return row[0] if len(row) == 1 else f"{', '.join(row[:-1])} {joint} {row[-1]}" if row else "nothing"
