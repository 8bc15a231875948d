"""Where an encounter stands: its case, the place on screen, and what lies over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from consent_tui.model.facts import Case, Facts
from consent_tui.model.journey import DONE, START, Block, Place
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind
from consent_tui.model.screening import Answer


class Over(StrEnum):
    """What can lie over a screen. Nothing under it is lost."""

    MORE = "more"  # learn more about a page
    CLAIMS = "claims"  # each line of the evidence chart
    TERMS = "terms"
    SOURCES = "sources"
    WHY = "why"
    NOTE = "note"
    EARLIER = "earlier"  # the number of an earlier record
    LOOK = "look"  # text, contrast, language
    ASK = "ask"
    ASK_NOTE = "ask-note"
    INK = "ink"  # a pad to draw a signature on
    STOP = "stop"
    CONFIRM = "confirm"  # a stop answer is read back
    DESK = "desk"  # the client is at the desk; answers are covered
    HIDDEN = "hidden"
    BACK = "back"  # after a cover: a page without answers
    IDLE = "idle"
    URGENT = "urgent"
    CODE = "code"  # over the last screen: the record's number as a QR code


COVERS = (Over.HIDDEN, Over.DESK)
READING = (
    Over.MORE,
    Over.CLAIMS,
    Over.TERMS,
    Over.SOURCES,
    Over.WHY,
    Over.NOTE,
    Over.EARLIER,
    Over.LOOK,
    Over.CONFIRM,
    Over.ASK,
    Over.ASK_NOTE,
    Over.INK,
    Over.STOP,
)


@dataclass(frozen=True, slots=True)
class Layer:
    kind: Over
    subject: str = ""  # a page or question id
    answer: Answer | None = None


class Ending(StrEnum):
    """How an encounter ended without a record."""

    LEFT = "left"
    PAPER = "paper"
    UNKEPT = "unkept"  # a no, a doubt or a stop of which no record was wanted
    IDLE = "idle"
    HIDDEN = "hidden"
    URGENT = "urgent"
    LOST = "lost"  # the record could not be written, and the time for it ran out
    NOT_WITHDRAWING = "not-withdrawing"  # a withdrawal was left, and nothing is withdrawn
    NOT_WITHDRAWN = "not-withdrawn"  # it could not be written in its time: the client has to tell a person


@dataclass(frozen=True, slots=True)
class TextRefused:
    """A text that was not taken, and why (`text.Refused`)."""

    field: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """What somebody who withdraws has typed so far. It never becomes a fact of an encounter."""

    number: str = ""  # of the record, as typed
    born: date | None = None  # the person treated

    @property
    def whole(self) -> bool:
        return bool(self.number and self.born)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All there is. A screen is a function of it.

    `revision` grows with every change of what is on screen; an event made for another revision is late and ignored.
    `kind` is set once the client is through and a record, or a withdrawal, is due; `closed` means: start afresh for the
    next client. `withdrawing` is set as long as somebody withdraws a consent; then there are no facts but the language.
    """

    case: Case
    place: Place = START
    revision: int = 0
    over: tuple[Layer, ...] = ()
    seen: frozenset[str] = frozenset()  # questions whose rows have been on screen
    visited: frozenset[Place] = frozenset()  # forward never passes a place that was never shown
    returning: Place | None = None  # where a correction leads back to
    origin: Place | None = None  # where refusing or thinking about it was said
    refused: TextRefused | None = None
    staff_types: bool = False  # on this screen, for the client; the record says so of each text
    blocked: tuple[Block, ...] = ()  # why the last press led nowhere
    notice: str = ""  # code of what changed under the client's hands: signature-removed, statements-again
    withdrawing: Withdrawing | None = None
    kind: Kind | ActKind | None = None  # of later acts, a withdrawal alone
    receipt: tuple[str, str] | None = None  # record number, fingerprint
    code: str = ""  # what a QR code of the record holds, where the last screen may show one
    conditions: tuple[str, ...] = ()  # what the last screen says must happen first; no more is left of the client there
    taking: str = ""  # the way in which a copy is to be given now
    taken: tuple[tuple[str, bool], ...] = ()  # ways that were tried, and whether they went well
    trouble: str = ""  # why the record could not be written yet
    ending: Ending | None = None
    closed: bool = False

    @property
    def facts(self) -> Facts:
        return self.case.facts

    @property
    def top(self) -> Layer | None:
        return self.over[-1] if self.over else None

    @property
    def begun(self) -> bool:
        """Whether there is anything of a client's to protect."""
        return self.facts.opened is not None or self.withdrawing is not None

    @property
    def about_withdrawing(self) -> bool:
        """Whether this is no screen of an encounter, but one of a withdrawal; its last screens too."""
        ends = (Ending.NOT_WITHDRAWING, Ending.NOT_WITHDRAWN)
        return self.withdrawing is not None or self.kind is ActKind.WITHDRAWAL or self.ending in ends


def wiped(state: State) -> State:
    """Forget the client: all but the language of the last screen."""
    facts = Facts(language=state.facts.language)
    return State(case=replace(state.case, facts=facts), place=DONE, revision=state.revision)


def ended(state: State, ending: Ending, *, closed: bool = False) -> State:
    return replace(wiped(state), ending=ending, closed=closed)
