"""One line of a list of records, and what a list is asked for: values that services fill and views draw.

An entry is no evidence: it says what was read of a verified file. What is done about a record is done on the file
itself, verified anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from consent_tui.model.flags import Flag
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind
from consent_tui.model.standing import Word


class State(StrEnum):
    """What a file in the folder is. Only of a `whole` one there is more to say."""

    WHOLE = "whole"  # its seal is right, by a key that counts
    ALTERED = "altered"  # not as it was sealed, cut, or not what the ledger names
    UNKNOWN_KEY = "unknown-key"
    UNREADABLE = "unreadable"  # by this account, or by this version
    ENCRYPTED = "encrypted"  # and no identity here opens it
    COPY = "copy"  # of a record that lies in its place
    FOREIGN = "foreign"  # no record
    MISSING = "missing"  # the ledger names it, no file is there, and no erasure says why


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    FLAGS = "flags"  # the gravest first, then the newest


CLIENTS = frozenset(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file as a list shows it. No name and no answer: `initials` alone tell of a client."""

    path: str  # below the records folder, with "/"
    state: State
    number: str = ""  # "front-desk-42"; "" where no seal says it
    id: str = ""
    digest: str = ""  # "sha256:…" of the sealed file
    kind: Kind | ActKind | None = None
    time: datetime | None = (
        None  # aware, in the clinic's zone: when signed, else written; of other files the day of change
    )
    initials: str = ""  # of the person treated; of an act's, those of the record it is about
    standing: Word | None = None  # of a consent; None also where later files could not be opened
    flags: tuple[Flag, ...] = ()
    language: str = ""
    pack: str = ""
    version: str = ""
    practitioner: str = ""  # who was named for the visit, else who countersigned; of an act, who did it
    outcome: str = ""  # "agree" | "refuse" | "undecided" | "deferral"
    about: str = ""  # of an act: the id of the record
    size: int = 0  # bytes
    rehearsal: bool = False

    @property
    def key(self) -> str:
        """What names it: the number of a record that is there or should be, of any other file the path."""
        return self.number if self.number and self.state in (State.WHOLE, State.MISSING) else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which entries, in which order. Sets widen: any of them; empty ones and None ask for nothing.

    Without `kinds` the acts about a record that is there are left out: they show in its standing.
    """

    since: date | None = None  # days in the clinic's zone, both included
    until: date | None = None
    kinds: frozenset[str] = frozenset()
    standings: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    flagged: bool = False  # with any flag
    packs: frozenset[str] = frozenset()
    versions: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()  # practitioners, as in `Entry.practitioner`
    text: str = ""  # every word of it must be found; the beginning of a word is enough
    rehearsals: bool = False  # shown too
    order: Order = Order.NEWEST
    offset: int = 0
    limit: int | None = 200

    @classmethod
    def of_day(cls, day: date) -> Query:
        return cls(since=day, until=day)


@dataclass(frozen=True, slots=True)
class Entries:
    """What was found, up to the limit; `more` says whether there is more behind it."""

    entries: tuple[Entry, ...] = field(default=())
    more: bool = False
