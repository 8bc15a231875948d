"""Why an act is refused, in words for the practitioner: what is the matter, and what to do instead."""

from __future__ import annotations

from consent_tui.model.later import ActKind, Filing, LaterAct, is_act
from consent_tui.model.later_rules import Fault
from consent_tui.model.standing import Standing, Word

_FAULTS = {
    "future": "{detail} is still to come; give a day up to today.",
    "own-word": "The treating practitioner's own word is no clearance; name the clinician who answered.",
    "end-before-date": "The clearance would end on {detail}, before it was given; check both days.",
    "unchecked-name": "Check the name with the client first; then say --name-checked.",
    "unchecked-born": "Check the birth date with the client first; then say --born-checked.",
    "unchecked-wanted": "Ask the client whether they still want it; then say --wanted.",
    "not-talked": "Something has to be talked about first (see: consent-tui show); then say --talked.",
    "no-paper": "Somebody decides for another person here: say which paper you saw, with --paper.",
    "no-paper-day": "Say of which day that paper is, with --paper-dated.",
    "before-consent": "{detail} is before this consent was signed; a consent is withdrawn after it was given.",
    "no-such-question": "There is no such question; this record holds {detail}, counted from 1.",
    "no-such-answer": 'There is no answer "{detail}" in this record; consent-tui show names them.',
}
_ENDED = {
    Word.WITHDRAWN: "it was withdrawn; if the client wants it again, a new consent is needed",
    Word.VOID: "it is void",
    Word.SUPERSEDED: "a newer consent replaces it; act on that one",
    Word.EXPIRED: "it has expired; a new consent is needed",
    Word.RE_CONSENT: "what clients are told has changed since; a new consent is needed",
}
_DEEDS = {
    ActKind.CLEARANCE: "cleared",
    ActKind.COUNTERSIGNATURE: "countersigned",
    ActKind.WITHDRAWAL: "withdrawn",
    ActKind.VOID: "made void",
    ActKind.ERASURE: "erased",
    ActKind.NOTE: "noted on like this",
}


def of_fault(fault: Fault) -> str:
    return _FAULTS[fault.code].format(detail=fault.detail)


def does_not_take(about: Filing, kind: ActKind) -> str:
    """Why a record of this kind does not take this act."""
    what = about.what
    done = _DEEDS[kind]
    if is_act(about) and kind is ActKind.VOID:
        return f"{about.number} is {_a(what.kind)}, which is final; it cannot be made void."
    return f"{about.number} is {_a(what.kind)}, which cannot be {done}."


def not_as_it_stands(about: Filing, kind: ActKind, found: Standing | None) -> str | None:
    """Return why this act makes no sense as the consent stands now, or None."""
    if found is None:
        return None
    if kind in (ActKind.CLEARANCE, ActKind.COUNTERSIGNATURE) and found.word in _ENDED:
        return f"{about.number} cannot be {_DEEDS[kind]}: {_ENDED[found.word]}."
    codes = {reason.code: reason for reason in found.because}
    if kind is ActKind.COUNTERSIGNATURE and found.word is Word.AWAITING_CLEARANCE:
        return f"{about.number} needs a doctor's answer first: clear it, then countersign it."
    if kind is ActKind.COUNTERSIGNATURE and "damaged" in codes:
        told = f"{codes['damaged'].act} is about it and is not as it was sealed"
        return f"{about.number} cannot be countersigned: {told}. Put that file back from a copy first."
    if kind is ActKind.WITHDRAWAL and found.word is Word.WITHDRAWN:
        return f"{about.number} is withdrawn already."
    if kind is ActKind.VOID and "void" in codes:
        return f"{about.number} is void already."
    return None


def outlived(act: LaterAct, number: str) -> str:
    return f"{number} is {_a(act.kind)}; it is erased together with the record that it is about, never alone."


def _a(kind: str) -> str:
    if kind == "undecided":
        return 'an answer "I want to think about it"'
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
