"""What an index keeps of one file: its entry as far as the file alone tells it, and what it is found and judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consent_tui.model.entry import Entry
from consent_tui.model.flags import Flag
from consent_tui.model.standing import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What figures are made of; ids of the pack alone, nothing that names a person. Seconds by page."""

    because: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()  # teach-back questions that were answered
    missed: tuple[str, ...] = ()  # of these, those that were wrong at first
    unclear: tuple[str, ...] = ()  # and those still wrong the second time
    asked: tuple[str, ...] = ()  # pages at which the client asked something
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Words by which an entry is found; folded when they are put in."""

    name: str = ""
    born: str = ""
    reference: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One file. `core` is what its standing is judged by, in the writing of whoever judges; the index never reads it.

    `names` are the ids that it names. `by`, `namespace`, `public` and `sequence` say who sealed it as what.
    """

    entry: Entry
    changed: int  # nanoseconds, as the file system says
    by: str = ""
    sequence: int = 0
    namespace: str = ""
    public: str = ""  # hexadecimal
    names: frozenset[str] = frozenset()
    core: bytes = b""
    told: Told = Told()
    measures: Measures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What judging adds. `turns`: the second since 1970 from which on it may be another; None: never by itself."""

    standing: Word | None = None
    flags: tuple[Flag, ...] = ()
    initials: str = ""
    practitioner: str = ""
    apart: bool = True  # shown although it is no encounter: nothing that is here shows it
    turns: int | None = None
