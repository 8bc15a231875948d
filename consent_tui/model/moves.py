"""What moves an encounter along and leaves nothing in the record, and the event that carries any act to the reducer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consent_tui.model.acts import Act, Unseen


@dataclass(frozen=True, slots=True)
class Next(Act):
    pass


@dataclass(frozen=True, slots=True)
class Back(Act):
    pass


@dataclass(frozen=True, slots=True)
class GoTo(Act):
    """Correct something, from the result or the review."""

    step: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class NoToAll(Act):
    """Every question of the group on screen, still open, is answered *no*."""

    group: str


@dataclass(frozen=True, slots=True)
class RowsSeen(Unseen):
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open(Act):
    """Lay something over the screen: see `encounter.Over`."""

    kind: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Close(Act):
    pass


@dataclass(frozen=True, slots=True)
class Confirm(Act):
    """ "You answered Yes. Is that right?" – it is."""


@dataclass(frozen=True, slots=True)
class Hide(Unseen):
    pass


@dataclass(frozen=True, slots=True)
class Idle(Unseen):
    """Nobody has touched the kiosk for a while."""


@dataclass(frozen=True, slots=True)
class Expire(Unseen):
    """The warning, or the time of a cover, has run out."""


@dataclass(frozen=True, slots=True)
class StaffTypes(Act):
    """Staff type what a client says, on this screen; or the client types again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Leave(Act):
    """Leave and save nothing, go on on paper, or, from an urgent screen, with somebody."""

    by: str = "stop"  # stop | paper | urgent


@dataclass(frozen=True, slots=True)
class ToWithdraw(Act):
    """From Start: a consent is to be withdrawn (`model.withdrawing`)."""


@dataclass(frozen=True, slots=True)
class Give(Act):
    """Type what a withdrawal needs; empty takes it away. No record holds how it was typed."""

    field: str  # number | born
    text: str


@dataclass(frozen=True, slots=True)
class Withdraw(Act):
    """Yes, withdraw it: said where number and birth date are read back."""


@dataclass(frozen=True, slots=True)
class Take(Act):
    """On the last screen: take a copy along, by a way that the clinic allows (`Visit.copies`)."""

    way: str  # print | save


@dataclass(frozen=True, slots=True)
class Taken(Unseen):
    """A copy was given to the printer or the folder, or could not be."""

    way: str
    well: bool


@dataclass(frozen=True, slots=True)
class Sealed(Unseen):
    """The record lies in the folder. `code` is what a QR code of it holds; withdrawals have none."""

    number: str  # front-desk-42
    fingerprint: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class SealFailed(Unseen):
    """The record could not be written; `code` says why (disk-full, read-only, no-permission …)."""

    code: str


@dataclass(frozen=True, slots=True)
class Event:
    """An act as it reaches the reducer: made for a revision of the state, at a time (aware), by whom.

    `seconds` is how long the place had been on screen by a monotonic clock; `None` where nobody measured.
    """

    act: Act
    revision: int
    at: datetime
    actor: str = "client"
    seconds: int | None = None
