"""Figures over many records, as values. A count that is not told is None: too few, so that nobody can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5  # below it no count is told (docs/decisions/153-figures.md)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many; None: too few to be told. `label` is an id, a month, a language or a version."""

    label: str
    count: int | None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How long a page was read: the median, in seconds, of so many clients."""

    page: str
    seconds: float
    clients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`outcomes`, `languages` and `versions` part the whole; the others say how many of those who were asked."""

    encounters: int | None
    outcomes: tuple[Part, ...] = ()
    months: Mapping[str, tuple[Part, ...]]  # month, as 2026-11 → outcomes in it
    languages: tuple[Part, ...] = ()
    versions: tuple[Part, ...] = ()
    flagged: tuple[Part, ...] = ()  # screening questions that led to a talk, a doctor or a stop
    missed: tuple[Part, ...] = ()  # teach-back questions that were wrong at first, of all who answered them
    unclear: tuple[Part, ...] = ()  # and the second time
    asked: tuple[Part, ...] = ()  # pages at which clients asked something
    reading: tuple[Reading, ...] = ()
    hidden: int = 0  # counts that are not told
