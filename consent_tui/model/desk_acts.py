"""What a practitioner does at the desk, one value each. None of it changes a record: that does a sealed act alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consent_tui.model.acts import Act
from consent_tui.model.entry import Order, Query


class Deed(StrEnum):
    """What can be done about a record, in the order in which it is offered."""

    CLEAR = "clear"
    COUNTERSIGN = "countersign"
    ANSWER = "answer"
    NOTE = "note"
    COPY = "copy"
    WITHDRAW = "withdraw"
    VOID = "void"
    ERASE = "erase"


class Part(StrEnum):
    """What of a record is shown."""

    FIRST = "first"  # may we start, and all that has to be known for that
    WHOLE = "whole"
    ACTS = "acts"
    SEAL = "seal"
    SEEN = "seen"  # as its client saw it
    DIFFERS = "differs"  # from today's pack, and from other consents of this client


@dataclass(frozen=True, slots=True)
class Choose(Act):
    """Go to a line of the list, by its key."""

    entry: str


@dataclass(frozen=True, slots=True)
class OpenIt(Act):
    """Open the record under the cursor, or that of `entry`."""

    entry: str = ""


@dataclass(frozen=True, slots=True)
class Step(Act):
    """Go on in the list that is shown by so many lines, back where negative."""

    by: int


@dataclass(frozen=True, slots=True)
class Beyond(Act):
    """Show the list from this entry on, counted from 0; `last`: go to the last that is shown then, not to the first."""

    offset: int
    last: bool = False


@dataclass(frozen=True, slots=True)
class StepBack(Act):
    """One step back: from what is written to the record, from there to the list; in the list, to the whole list."""


@dataclass(frozen=True, slots=True)
class Search(Act):
    text: str


@dataclass(frozen=True, slots=True)
class StartSearch(Act):
    """Letters go into the search from now on."""


@dataclass(frozen=True, slots=True)
class Narrow(Act):
    """Set a filter, or take it away where it stands.

    `kind` is flag | standing | kind | person, with a `value`; or flagged | rehearsals | text | day, without.
    """

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SeeDay(Act):
    """Show one day; None: all days."""

    day: date | None


@dataclass(frozen=True, slots=True)
class SortBy(Act):
    order: Order


@dataclass(frozen=True, slots=True)
class Widen(Act):
    """Take every filter away."""


@dataclass(frozen=True, slots=True)
class ShowFilters(Act):
    pass


@dataclass(frozen=True, slots=True)
class ShowFigures(Act):
    """Show what came of all encounters, and what troubles clients; again: the list."""


@dataclass(frozen=True, slots=True)
class CountOver(Act):
    """Have the figures of these records: since a day, in a language, of a version of the pack."""

    these: Query


@dataclass(frozen=True, slots=True)
class ShowDeeds(Act):
    pass


@dataclass(frozen=True, slots=True)
class ShowHelp(Act):
    pass


@dataclass(frozen=True, slots=True)
class SeePart(Act):
    part: Part


@dataclass(frozen=True, slots=True)
class Reveal(Act):
    """Show the private answers of the open record, or cover them again."""


@dataclass(frozen=True, slots=True)
class Begin(Act):
    deed: Deed


@dataclass(frozen=True, slots=True)
class Fill(Act):
    """Fill one blank of what is being written."""

    blank: str
    text: str


@dataclass(frozen=True, slots=True)
class ToSeal(Act):
    """Show what would be written."""


@dataclass(frozen=True, slots=True)
class Lacking(Act):
    """What was filled in is not enough: half a sentence a blank, or whole sentences."""

    blanks: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted(Act):
    """What would be written is `shown`, line by line. Of a copy that no act tells of, nothing is `sealed`."""

    shown: tuple[str, ...]
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class SealIt(Act):
    """Seal what is shown. The secret that opens the key is not part of it."""


@dataclass(frozen=True, slots=True)
class NotSealed(Act):
    """Nothing was written, and why."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sealed(Act):
    """It is written. `gone`: the record itself is not there any more."""

    sentence: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Lock(Act):
    pass


@dataclass(frozen=True, slots=True)
class Unlocked(Act):
    pass


@dataclass(frozen=True, slots=True)
class Leave(Act):
    """End the program."""
