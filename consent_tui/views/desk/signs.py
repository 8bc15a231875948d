"""Signs and words for flags and standings: the shape tells, the word says it, colour only helps."""

from __future__ import annotations

from collections.abc import Mapping

from consent_tui.model.entry import Entry, State
from consent_tui.model.flags import Flag
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind
from consent_tui.model.standing import Word

FLAGS: Mapping[Flag, tuple[str, str]] = {
    Flag.STOP: ("■", "stop"),
    Flag.CLEARANCE: ("▲", "doctor"),
    Flag.TALK: ("◆", "talk"),
    Flag.PRIVATE: ("%", "private"),
    Flag.LOWERED: ("<", "changed"),
    Flag.TEACH_BACK: ("↻", "not clear"),
    Flag.QUESTION: ("?", "question"),
    Flag.RE_CONSENT: ("+", "ask again"),
    Flag.SEAL: ("!", "seal"),
    Flag.UNMATCHED: ("!", "fits nothing"),
    Flag.CLOSED: ("=", "encrypted"),
    Flag.PAPER: ("&", "paper"),
}
LEGEND: Mapping[Flag, str] = {
    Flag.STOP: "screening said: no session",
    Flag.CLEARANCE: "a doctor's answer is missing, or has ended",
    Flag.TALK: "there is something to talk about",
    Flag.PRIVATE: "a private answer other than no",
    Flag.LOWERED: "an answer was changed after the result",
    Flag.TEACH_BACK: "something was not clear after two tries",
    Flag.QUESTION: "the client asked, and nobody has answered",
    Flag.RE_CONSENT: "what clients are told has changed since",
    Flag.SEAL: "altered, missing, or sealed by an unknown key",
    Flag.UNMATCHED: "a withdrawal that fits no record",
    Flag.CLOSED: "encrypted, and nothing here opens it",
    Flag.PAPER: "somebody decides for another person: see a paper",
}
STANDS: Mapping[Word, tuple[str, str]] = {
    Word.VALID: ("●", "may start"),
    Word.AWAITING_CLEARANCE: ("▲", "waits for a doctor"),
    Word.AWAITING_TALK: ("◆", "waits for a talk"),
    Word.AWAITING_COUNTERSIGNATURE: ("○", "waits for you to sign"),
    Word.RE_CONSENT: ("+", "ask again"),
    Word.EXPIRED: ("-", "expired"),
    Word.SUPERSEDED: ("-", "replaced"),
    Word.VOID: ("-", "void"),
    Word.WITHDRAWN: ("-", "withdrawn"),
}
KINDS: Mapping[Kind | ActKind, str] = {
    Kind.CONSENT: "consent",
    Kind.REFUSAL: "said no",
    Kind.UNDECIDED: "still thinking",
    Kind.DEFERRAL: "put off",
    ActKind.CLEARANCE: "a doctor's answer",
    ActKind.COUNTERSIGNATURE: "countersigned",
    ActKind.WITHDRAWAL: "withdrawal",
    ActKind.VOID: "made void",
    ActKind.ERASURE: "erased",
    ActKind.NOTE: "note",
}
STATES: Mapping[State, tuple[str, str]] = {
    State.ALTERED: ("!", "altered"),
    State.UNKNOWN_KEY: ("!", "unknown key"),
    State.UNREADABLE: ("!", "cannot be read"),
    State.ENCRYPTED: ("=", "encrypted"),
    State.COPY: ("-", "a copy"),
    State.FOREIGN: ("-", "no record"),
    State.MISSING: ("!", "missing"),
}


def flag(found: Flag) -> str:
    return " ".join(FLAGS[found])


def stands(entry: Entry) -> str:
    """Say where a record stands; of what has no standing, what it is."""
    if entry.state is not State.WHOLE:
        return " ".join(STATES[entry.state])
    if entry.standing is not None:
        return " ".join(STANDS[entry.standing])
    return f"- {KINDS[entry.kind]}" if entry.kind else ""
