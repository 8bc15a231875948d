"""A record as a FHIR R5 Consent: who decided what, how long it holds, where it stands, with the sealed file attached.

Health answers, questions and the client's own words stand in the attachment alone. What each element means, and what
FHIR has no place for: `docs/fhir.md`. Pure: the same record, acts and words give the same text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from html import escape

from consent_tui.copies import fhir_people as people
from consent_tui.copies.fhir_people import Element, element
from consent_tui.copies.shown import Shown
from consent_tui.copies.wording import day
from consent_tui.model.later import ActKind, Countersignature, Filed, LaterAct
from consent_tui.model.record import Choices, Content, Decision, Kind, Record
from consent_tui.model.standing import Word
from consent_tui.words import Words

_CATEGORIES = (
    ("http://loinc.org", "59284-0", "Consent Document"),
    ("http://terminology.hl7.org/CodeSystem/consentscope", "treatment", "Treatment"),
)
_TEST_DATA = ("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "test health data")
_DECISIONS = {"agree": "permit", "refuse": "deny"}  # who is undecided or put off has taken none
_STATUS = {
    Word.VALID: "active",
    Word.AWAITING_CLEARANCE: "draft",
    Word.AWAITING_TALK: "draft",
    Word.AWAITING_COUNTERSIGNATURE: "draft",
}
_WITHOUT_STANDING = {Kind.REFUSAL: "active", Kind.UNDECIDED: "not-done", Kind.DEFERRAL: "not-done"}


def as_json(told: Shown, what: Record, sealed: bytes, say: Words) -> str:
    """Return the Consent as JSON. `sealed` is the sealed file, `say` speaks the language of what people read in it."""
    return json.dumps(consent(told, what, sealed, say), indent=2, ensure_ascii=False)


def consent(told: Shown, what: Record, sealed: bytes, say: Words) -> Element:
    """Return the Consent as a JSON object; nothing in it is empty, as FHIR wants it."""
    decision = _DECISIONS.get(what.decision.outcome) if what.decision else None
    signed = what.times.signed or what.times.written
    clinic = people.clinic(what)
    return element(
        resourceType="Consent",
        id=what.id,
        meta=_meta(told, what, say),
        language=say.language,
        text={"status": "generated", "div": _narrative(told, what, say)},
        contained=[*people.contained(what), _pack(what.content), *_countersigners(told, what)],
        identifier=[
            {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{what.id}"},
            element(value=told.filed.number, assigner=clinic),
        ],
        status=status(told, what),
        category=[{"coding": [_coding(*each)]} for each in _CATEGORIES],
        subject=people.client(what),
        date=signed.date().isoformat() if signed else None,
        period=_period(what, what.decision) if decision == "permit" and what.decision else None,
        grantor=[people.signatory(what)],
        grantee=[people.practitioner(what), clinic],
        manager=[clinic],
        controller=[clinic],
        sourceAttachment=[_attachment(told, what, sealed)],
        regulatoryBasis=[element(text=people.told(what.clinic.jurisdiction or ""))] if what.clinic else None,
        policyBasis=_policy_basis(what.content),
        policyText=[people.refer("pack", _named(what.content))] if what.content else None,
        verification=[*_checked(told, what, say), _sealed(told, say)],
        decision=decision,
        provision=list(_provisions(what, what.choices, say)) if decision == "permit" and what.choices else None,
    )


def status(told: Shown, what: Record) -> str:
    """Return the ConsentState: `active` is a consent by which one may start, or a refusal that stands."""
    if what.rehearsal:
        return "draft"
    if told.standing:
        codes = {reason.code for reason in told.standing.because}
        if told.standing.word is Word.VOID and "void" in codes:
            return "entered-in-error"
        return _STATUS.get(told.standing.word, "inactive")
    if told.damaged:
        return "unknown"  # nobody knows what these files said of it
    ends = {act.what.kind for act in _about(told, what) if act.trusted}
    if ActKind.VOID in ends:
        return "entered-in-error"
    return "inactive" if ActKind.ERASURE in ends else _WITHOUT_STANDING.get(what.kind, "unknown")


def _about(told: Shown, what: Record) -> Iterator[Filed[LaterAct]]:
    return (act for act in told.acts() if act.what.about and act.what.about.id == what.id)


def _meta(told: Shown, what: Record, say: Words) -> Element:
    word = told.standing.word if told.standing else None
    return element(
        security=[_coding(*_TEST_DATA)] if what.rehearsal else None,
        tag=[element(code=str(word), display=say(f"show.word.{word}"))] if word else None,
    )


def _coding(system: str, code: str, display: str) -> Element:
    return {"system": system, "code": code, "display": display}


def _period(what: Record, decision: Decision) -> Element:
    return element(
        start=what.times.signed.isoformat() if what.times.signed else None,
        end=decision.valid_until.isoformat() if decision.valid_until else None,
    )


def _attachment(told: Shown, what: Record, sealed: bytes) -> Element:
    """`hash` is SHA-1 because FHIR says so; it finds slips, and the seal within finds everything else."""
    return element(
        contentType="application/toml",
        language=what.language,
        data=base64.b64encode(sealed).decode(),
        size=str(len(sealed)),  # integer64 is a string in JSON
        hash=base64.b64encode(hashlib.sha1(sealed, usedforsecurity=False).digest()).decode(),
        title=f"{told.filed.number}.toml",
        creation=what.times.written.isoformat() if what.times.written else None,
    )


def _named(content: Content) -> str:
    return people.told(f"{content.pack} {content.version}")


def _pack(content: Content | None) -> Element | None:
    """What the client was told, as a document known by its digest."""
    if content is None:
        return None
    return element(
        resourceType="DocumentReference",
        id="pack",
        identifier=[_digest(content)],
        version=people.told(content.version),
        status="current",
        description=_named(content),
        content=[{"attachment": element(title=_named(content), language=content.language)}],
    )


def _policy_basis(content: Content | None) -> Element | None:
    if content is None:
        return None
    return {"reference": {"identifier": _digest(content), "display": _named(content)}}


def _digest(content: Content) -> Element:
    return {"type": {"text": "sha256"}, "value": content.digest}


def _countersigners(told: Shown, what: Record) -> Iterator[Element]:
    for act in _about(told, what):
        if isinstance(act.what.facts, Countersignature) and act.what.practitioner:
            yield people.person(act.number, act.what.practitioner)


def _checked(told: Shown, what: Record, say: Words) -> Iterator[Element]:
    """Each countersignature; one that does not count, or came too early, verifies nothing."""
    stands = told.standing
    odd = {reason.act for reason in stands.notes} if stands else set()
    odd |= {reason.act for reason in stands.because if reason.code == "countersigned-too-early"} if stands else set()
    for act in _about(told, what):
        facts, who = act.what.facts, act.what.practitioner
        if not isinstance(facts, Countersignature):
            continue
        done = facts.name_checked and facts.born_checked and facts.wanted
        yield element(
            verified=stands is not None and done and act.number not in odd,
            verificationType={"text": say("show.kind.countersignature")},
            verifiedBy=people.refer(act.number, who.name) if who else None,
            verifiedWith=people.client(what),
            verificationDate=[act.written.isoformat()] if act.written else None,
        )


def _sealed(told: Shown, say: Words) -> Element:
    written = told.filed.written
    return element(
        verified=True,
        verificationType={"text": say("show.by_key", by=told.filed.by, print=told.key)},
        verificationDate=[written.isoformat()] if written else None,
    )


def _provisions(what: Record, made: Choices, say: Words) -> Iterator[Element]:
    """Exceptions to the permit: what needs a yes of its own, except where it was given; and what is not touched."""
    version = people.told(what.content.version) if what.content else None

    def code(key: str, words: str) -> Element:
        return element(coding=[element(version=version, code=people.told(key))], text=people.told(words))

    asked = [(each.given, code(each.id, each.words)) for each in made.permissions]
    if asked:
        given = [each for yes, each in asked if yes]
        yield element(id="permissions", code=[each for _, each in asked], provision=[element(id="given", code=given)])
    if made.avoid:
        avoid = say("show.avoid")
        yield element(id="avoid", code=[code(area, f"{avoid}: {area}") for area in made.avoid])


def _narrative(told: Shown, what: Record, say: Words) -> str:
    """What a person needs to read in place of all the rest: who, what was decided, where it stands."""
    body = "".join(f"<p>{escape(people.told(line))}</p>" for line in _lines(told, what, say))
    return f'<div xmlns="http://www.w3.org/1999/xhtml" lang="{escape(say.language)}">{body}</div>'


def _lines(told: Shown, what: Record, say: Words) -> Iterator[str]:
    yield f"{say(f'show.kind.{what.kind}')} {told.filed.number}"
    if what.rehearsal:
        yield say("show.rehearsal")
    if what.client:
        yield f"{say('show.client')}: {what.client.name}, {say('show.born', day=day(what.client.born, say))}"
    if what.decision:
        yield f"{say('show.decision')}: {say(f'show.outcome.{what.decision.outcome}')}"
        if what.decision.valid_until:
            yield say("show.valid_until", day=day(what.decision.valid_until, say))
    found = told.standing
    if found:
        yield f"{say('show.may')} {say('show.yes' if found.may_start else 'show.no')} {say(f'show.word.{found.word}')}"
    if what.choices:
        yield from _chosen(what.choices, say)
    yield say("show.number", number=told.filed.number, fingerprint=told.fingerprint)
    yield from (say(f"show.trust.{told.trust}"), say("show.proves"), say("fhir.original"))


def _chosen(made: Choices, say: Words) -> Iterable[str]:
    for each in made.permissions:
        yield f"{people.told(each.words)} {say('answer.allow' if each.given else 'answer.refuse')}"
    if made.avoid:
        yield f"{say('show.avoid')}: {', '.join(made.avoid)}"
