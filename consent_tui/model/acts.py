"""What a person does, one value each. `Committed` acts stand in the record's trail and replay to it; moves do not.

An act is an answer or a press of a key, never a keystroke.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.screening import Answer


class Treated(StrEnum):
    """Who is to be treated."""

    SELF = "self"
    CHILD = "child"
    REPRESENTED = "represented"


class AgeBand(StrEnum):
    UNDER = "under-2"
    MINOR = "minor"
    ADULT = "adult"


class Outcome(StrEnum):
    """What the client decides; `DEFERRAL` is what a *stop* leads to."""

    AGREE = "agree"
    REFUSE = "refuse"
    UNDECIDED = "undecided"
    DEFERRAL = "deferral"


class Touch(StrEnum):
    TOUCH = "touch"
    AVOID = "avoid"


class Act:
    """Anything that `encounter.update` understands."""

    __slots__ = ()


class Committed(Act):
    __slots__ = ()


class Unseen(Act):
    """An act of the machine or the eye, not of a hand: it changes no screen, so no revision makes it late."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Speak(Committed):
    """Begin in this language, or go on in it."""

    language: str


@dataclass(frozen=True, slots=True)
class CameWith(Committed):
    """The number of an earlier record that the client brought; empty takes it away."""

    number: str


@dataclass(frozen=True, slots=True)
class Treat(Committed):
    treated: Treated


@dataclass(frozen=True, slots=True)
class StandFor(Committed):
    """For a child: as its parent or its guardian."""

    role: str  # parent | guardian


@dataclass(frozen=True, slots=True)
class Aged(Committed):
    band: AgeBand


@dataclass(frozen=True, slots=True)
class Able(Committed):
    """Able to decide now: yes, no, unsure."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Help(Committed):
    kind: str  # reading | seeing | language
    wanted: bool


@dataclass(frozen=True, slots=True)
class Interpreted(Committed):
    """Whether an interpreter is here."""

    present: bool


@dataclass(frozen=True, slots=True)
class Assented(Committed):
    """The child's own answer: yes, no, or `person` where it cannot answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class PageShown(Committed):
    page: str


@dataclass(frozen=True, slots=True)
class PageEnded(Committed, Unseen):
    """The end of the page has been on screen."""

    page: str


@dataclass(frozen=True, slots=True)
class PageRead(Committed):
    page: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Answered(Committed):
    question: str
    answer: Answer
    how: str = "own"  # own | group


@dataclass(frozen=True, slots=True)
class TakenBack(Committed):
    """ "I pressed this by mistake": the question is open again."""

    question: str


@dataclass(frozen=True, slots=True)
class Noted(Committed):
    """A note of the client's beside an answer; empty takes it away."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultShown(Committed):
    pass


@dataclass(frozen=True, slots=True)
class TaughtBack(Committed):
    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Marked(Committed):
    """An area of the body; `None` = not chosen, and what is not chosen is not touched."""

    area: str
    touch: Touch | None


@dataclass(frozen=True, slots=True)
class Permitted(Committed):
    permission: str
    given: bool


@dataclass(frozen=True, slots=True)
class Wrote(Committed):
    """Text in one of the fields: goals, matters, reason, name, born, signer, relationship, authority, signature …"""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedUs(Committed):
    """A question noted for the practitioner; `place` = page id or step."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Stated(Committed):
    statement: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Decided(Committed):
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DecisionTakenBack(Committed):
    """Back from "keep a record?": the encounter goes on where it was."""


@dataclass(frozen=True, slots=True)
class Kept(Committed):
    """Whether a record of a no, of thinking about it, or of a stop is kept."""

    keep: bool


@dataclass(frozen=True, slots=True)
class KeptAnswers(Committed):
    keep: bool


@dataclass(frozen=True, slots=True)
class Drew(Committed):
    """Ink beside the typed signature: a stroke a string, `12,4 13,5`; none takes it away."""

    strokes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certified(Committed):
    """The certify line, as shown, and the sentence that says what signing means."""

    on: bool
    line: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Signed(Committed):
    pass
