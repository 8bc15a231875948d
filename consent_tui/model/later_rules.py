"""What a record takes: which acts are possible about it, and what has to be right for one to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consent_tui.model.later import ActKind, Clearance, Countersignature, LaterAct, Note, Topic, Withdrawal
from consent_tui.model.record import Kind, Record
from consent_tui.model.text import same_name

_MENDED = (ActKind.CLEARANCE, ActKind.COUNTERSIGNATURE, ActKind.NOTE)  # a slip in one of these can be made void


def takes(about: Record | LaterAct, kind: ActKind, topic: Topic | None = None) -> bool:
    """Whether a record of this kind takes such an act. What ended a consent, ended it: nothing makes that void."""
    if isinstance(about, LaterAct):
        return (kind is ActKind.VOID and about.kind in _MENDED) or (
            kind is ActKind.ERASURE and about.kind is not ActKind.ERASURE
        )
    if kind is ActKind.NOTE:
        return topic is not Topic.ANSWER or bool(about.questions)
    return kind in (ActKind.VOID, ActKind.ERASURE) or about.kind is Kind.CONSENT


def outlives(act: LaterAct) -> bool:
    """Whether an act ends a consent or casts doubt on it: then it is erased only together with that consent."""
    doubt = act.note is not None and act.note.topic is Topic.CAPACITY
    return act.about is not None and (act.kind in (ActKind.WITHDRAWAL, ActKind.VOID) or doubt)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an act would not count: `code` for those who say it, `detail` a number, date or key behind it."""

    code: str
    detail: str = ""


def faults(act: LaterAct, about: Record, *, today: date) -> tuple[Fault, ...]:
    """Return everything because of which this act would not count for this record, or could not be true; all at once.

    `today` is the day of the act: none of its days may lie behind it.
    """
    facts = act.facts
    found = [Fault("future", str(day)) for day in getattr(facts, "days", ()) if day > today]
    match facts:
        case Clearance():
            treating = [person.name for person in (act.practitioner, about.practitioner) if person]
            if any(same_name(facts.clinician, name) for name in treating):
                found.append(Fault("own-word"))
            if facts.until and facts.until < facts.dated:
                found.append(Fault("end-before-date", str(facts.until)))
        case Countersignature():
            checks = {"name": facts.name_checked, "born": facts.born_checked, "wanted": facts.wanted}
            found += [Fault(f"unchecked-{check}") for check, done in checks.items() if not done]
            found += [Fault("not-talked")] if needs_talk(about) and not facts.talked else []
            if for_another(about):
                found += [Fault("no-paper")] if not facts.paper else []
                found += [Fault("no-paper-day")] if facts.paper_dated is None else []
        case Withdrawal(said=day) if day and (signed := about.times.signed) and day < signed.date():
            found.append(Fault("before-consent", str(day)))
        case Note(topic=Topic.ANSWER, question=question) if not 1 <= (question or 0) <= len(about.questions):
            found.append(Fault("no-such-question", str(len(about.questions))))
        case Note(topic=Topic.PRIVATE, private=private):
            known = {screened.id for screened in about.screening}
            found += [Fault("no-such-answer", each) for each in private if each not in known]
    return tuple(found)


def for_another(about: Record) -> bool:
    """Whether somebody else than the person treated signed."""
    return about.signatory is not None and about.signatory.role != "self"


def needs_clearance(about: Record) -> bool:
    found = about.disposition.result if about.disposition else ""
    return found in ("clearance", "stop") or (about.decision is not None and "clearance" in about.decision.conditions)


def needs_talk(about: Record) -> bool:
    """Whether something has to be talked about first (`Valid means: may start`).

    The kiosk, which knows the pack, wrote that into `decision.conditions`; what the record shows by itself counts too.
    """
    disposed = about.disposition
    return (
        (about.decision is not None and "talk" in about.decision.conditions)
        or (disposed is not None and (disposed.result == "talk" or bool(disposed.lowered)))
        or bool(about.questions)
        or any(tried.flagged for tried in about.teach_back)
    )
