"""A record: what one finished encounter leaves behind, as values.

Field names are the keys of the record file (`docs/record-format.md`), so the codec needs no table of names.
`None` and `()` mean that nothing was measured or answered; such a key is not written. Nothing is ever filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

FORMAT = "consent-record/1"


def code_of(number: str, digest: str) -> str:
    """Return what a QR code says of a record: its number and the digest of the sealed file, and nothing of a person."""
    return f"consent-record {number} {digest}"


class Kind(StrEnum):
    """Which act a kiosk record holds; `consent` only when everything that `blocks` looks at was in order."""

    CONSENT = "consent"
    REFUSAL = "refusal"
    UNDECIDED = "undecided"
    DEFERRAL = "deferral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """All aware, in the clinic's zone. `signed` only in a consent; `written` is set when the file is sealed."""

    opened: datetime | None = None
    signed: datetime | None = None
    written: datetime | None = None
    zone: str | None = None  # IANA name
    clock: str | None = None  # "ntp" | "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    name: str | None = None
    address: str | None = None
    contact: str | None = None
    jurisdiction: str | None = None
    kiosk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    name: str
    registration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The person treated, who is not always the one who signs."""

    name: str
    born: date
    age_band: str | None = None  # "under-2" | "minor" | "adult"
    reference: str | None = None  # what the client came with: the number of an earlier record, as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    role: str  # "self" | "parent" | "guardian" | "representative"
    name: str
    relationship: str | None = None  # in the signatory's own words
    authority: str | None = None
    typed_by: str | None = None  # "client" | "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assent:
    """The child's own answer."""

    answer: str  # "yes" | "no" | "person": cannot answer yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    able: str  # "yes" | "no" | "unsure"
    help: tuple[str, ...] = ()  # "reading" | "seeing" | "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    pack: str
    version: str
    language: str
    digest: str  # "sha256:…" of the pack
    reviewed_by: str  # "" until a clinician has confirmed the pack
    filled: Mapping[str, str] = field(default_factory=dict)  # settings that were filled into words


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    id: str
    title: str
    language: str
    digest: str  # "sha256:…" of the text shown
    first_shown: datetime | None = None
    seconds: int | None = None  # by a monotonic clock; absent where it was not measured
    reached_end: bool = False
    reopened: int = 0  # how often it was shown again


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An earlier answer and when it was given."""

    answer: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    id: str
    words: str
    language: str
    answer: str | None = None  # "yes" | "no" | "unsure" | "person"; None only if `asked` is false
    how: str | None = None  # "own" | "group"
    at: datetime | None = None
    note: str | None = None
    asked: bool = True  # False: answered once, then open again or no longer asked, since another answer changed
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    result: str  # "none" | "talk" | "clearance" | "stop"
    stop_for: str | None = None  # "today" | "until" | "lasting"; written as `for`
    because: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    chosen: str
    right: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaughtBack:
    id: str
    words: str
    language: str
    attempts: tuple[Attempt, ...] = ()
    flagged: bool = False  # missed twice


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionGiven:
    id: str
    words: str
    language: str
    given: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    touch: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    goals: str | None = None  # what CST should help with
    matters: str | None = None  # what matters to the client
    permissions: tuple[PermissionGiven, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    place: str  # page id, or the step where it was asked; written as `page`
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementGiven:
    id: str
    words: str
    language: str
    agreed: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    outcome: str  # "agree" | "refuse" | "undecided" | "deferral"
    reason: str | None = None
    conditions: tuple[str, ...] = ()  # "talk", "clearance": what must happen before the consent is valid
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    name: str
    meaning: str  # the sentence that was shown
    certified: str  # the line that was ticked
    method: str = "typed"  # "typed" | "drawn"
    strokes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    notice: str  # page id
    digest: str
    retention: str | None = None
    recipients: str | None = None
    withdraw: str | None = None  # how to withdraw, as shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the trail; the trail replays to this record."""

    sequence: int
    what: str
    at: datetime | None = None
    actor: str = "client"  # "client" | "staff" | "kiosk"
    payload: Mapping[str, str | bool | int | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Software:
    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another record, by id and by the SHA-256 of its whole sealed file."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One act at the kiosk. `id` is a UUIDv7; `language` is the one the record is written and signed in."""

    id: str
    kind: Kind
    language: str
    rehearsal: bool = False
    supersedes: Reference | None = None
    times: Times = field(default_factory=Times)
    clinic: Clinic | None = None
    practitioner: Practitioner | None = None
    client: Client | None = None
    signatory: Signatory | None = None
    interpreter: Interpreter | None = None
    assent: Assent | None = None
    capacity: Capacity | None = None
    content: Content | None = None
    pages: tuple[PageSeen, ...] = ()
    screening: tuple[Screened, ...] = ()
    disposition: Disposed | None = None
    teach_back: tuple[TaughtBack, ...] = ()
    choices: Choices | None = None
    questions: tuple[AskedQuestion, ...] = ()
    statements: tuple[StatementGiven, ...] = ()
    decision: Decision | None = None
    signature: Signature | None = None
    privacy: Privacy | None = None
    copy: Mapping[str, str | bool] = field(default_factory=dict)
    events: tuple[Entry, ...] = ()
    software: Software | None = None
