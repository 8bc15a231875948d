"""Later acts: what is done about a record after it was sealed, as values.

An act changes no earlier file; it names one by id and digest (`about`) and the person who did it. Field names are the
keys of the file (`docs/record-format.md`, Later acts). An act of a kind holds the table of that name and no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeGuard, TypeVar

from consent_tui.model.record import Clinic, Practitioner, Record, Reference, Software, Times


class ActKind(StrEnum):
    """The kinds of later acts. A kiosk seals `withdrawal` and `note` alone."""

    CLEARANCE = "clearance"
    COUNTERSIGNATURE = "countersignature"
    WITHDRAWAL = "withdrawal"
    VOID = "void"
    ERASURE = "erasure"
    NOTE = "note"


class Topic(StrEnum):
    """What a note is about. Those that end in `changed` are about no record: what and when, never a secret."""

    ANSWER = "answer"  # to a question that the client left
    PRIVATE = "private-heard"  # a private answer was talked about
    CAPACITY = "capacity-doubt"
    PAPER = "paper-form"  # exists; `scan` is the digest of its scan
    COPY = "copy-given"
    SETTINGS = "settings-changed"
    KEYS = "keys-changed"
    PACK = "pack-changed"

    @property
    def of_the_house(self) -> bool:
        return self in (Topic.SETTINGS, Topic.KEYS, Topic.PACK)


ANSWERED = ("letter", "call")  # how a doctor answered
WITHDRAWN = ("spoken", "letter", "call", "message")  # how a withdrawal reached the desk
ERASED = ("request", "retention")  # why a record is erased: the client's request, the end of retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A doctor's answer; never the treating practitioner's own word. `limits` "" = named none; no `until` = no end."""

    clinician: str
    profession: str
    dated: date  # day of the letter or call
    how: str  # "letter" | "call"
    limits: str
    until: date | None = None  # the last day

    @property
    def days(self) -> tuple[date, ...]:
        return (self.dated,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersignature:
    """What the practitioner did with the client before starting. `talked`: absent where nothing had to be."""

    name_checked: bool
    born_checked: bool
    wanted: bool  # the client still wants it
    talked: bool | None = None
    paper: str | None = None  # which paper was seen, where somebody decides for another person
    paper_dated: date | None = None

    @property
    def days(self) -> tuple[date, ...]:
        return (self.paper_dated,) if self.paper_dated else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """At the kiosk: `born` as given, and `number` as typed if it matched nothing. At the desk: `said` and `how`."""

    born: date | None = None
    number: str | None = None
    said: date | None = None  # the day on which the client said so
    how: str | None = None  # "spoken" | "letter" | "call" | "message"

    @property
    def days(self) -> tuple[date, ...]:
        return (self.said,) if self.said else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    why: str  # "request" | "retention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`question` counts the record's questions from 1; `private` are ids of screening questions."""

    topic: Topic
    words: str | None = None
    question: int | None = None
    private: tuple[str, ...] = ()
    scan: str | None = None  # "sha256:…"
    how: str | None = None  # of a copy: "print", "file" …


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterAct:
    """One act. `practitioner` is the person who did it; absent in what a client did at the kiosk.

    `supersedes`: in a countersignature, the consent that this one replaces; in an erasure, what the erased consent
    replaced, so that it stays replaced.
    """

    id: str
    kind: ActKind
    rehearsal: bool = False
    about: Reference | None = None
    supersedes: Reference | None = None
    times: Times = field(default_factory=Times)
    clinic: Clinic | None = None
    practitioner: Practitioner | None = None
    clearance: Clearance | None = None
    countersignature: Countersignature | None = None
    withdrawal: Withdrawal | None = None
    void: Void | None = None
    erasure: Erasure | None = None
    note: Note | None = None
    software: Software | None = None

    @property
    def where(self) -> str:
        """Where it was done: desk | kiosk."""
        return "desk" if self.practitioner else "kiosk"

    @property
    def facts(self) -> Facts | None:
        """The table of its own kind."""
        found: Facts | None = getattr(self, self.kind)
        return found


Facts = Clearance | Countersignature | Withdrawal | Void | Erasure | Note
What_co = TypeVar("What_co", Record, LaterAct, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Generic[What_co]):
    """A record or an act in its place: sealed by whom, as which number, as which bytes.

    `trusted` is false where its own seal is right and the key is not among those trusted.
    """

    what: What_co
    by: str
    sequence: int
    digest: str
    trusted: bool = True

    @property
    def number(self) -> str:
        return f"{self.by}-{self.sequence}"

    @property
    def written(self) -> datetime | None:
        return self.what.times.written

    @property
    def reference(self) -> Reference:
        return Reference(id=self.what.id, digest=self.digest)


def lacks(act: LaterAct) -> tuple[str, ...]:
    """Return the keys that an act of this kind must have and has not, or the tables that belong to another kind.

    Whether the facts are enough for the record it is about is the question of `later_rules.faults`.
    """
    foreign = [kind for kind in ActKind if (getattr(act, kind) is not None) is not (kind is act.kind)]
    if foreign:
        return tuple(foreign)
    wanted: dict[str, object] = {"about": act.about, "practitioner": act.practitioner}
    match act.facts:
        case Withdrawal(born=born) if act.practitioner is None:
            wanted = {"withdrawal.born": born}
        case Withdrawal(said=said, how=how):
            wanted |= {"withdrawal.said": said, "withdrawal.how": how}
        case Note() as note:
            wanted = {f"note.{key}": getattr(note, key) for key in wanted_by(note.topic)}
            wanted |= {} if note.topic.of_the_house else {"about": act.about}
    return tuple(key for key, value in wanted.items() if not value)


_WANTED: dict[Topic, tuple[str, ...]] = {
    Topic.ANSWER: ("words", "question"),
    Topic.PRIVATE: ("private",),
    Topic.PAPER: ("scan",),
    Topic.COPY: ("how",),
}


def wanted_by(topic: Topic) -> tuple[str, ...]:
    """Return the keys that a note on this topic must have, besides the topic."""
    return _WANTED.get(topic, ("words",))


Filing = Filed[Record] | Filed[LaterAct]


def is_act(filed: Filing) -> TypeGuard[Filed[LaterAct]]:
    return isinstance(filed.what, LaterAct)


def is_record(filed: Filing) -> TypeGuard[Filed[Record]]:
    return isinstance(filed.what, Record)
