"""The people and the clinic of a record as FHIR resources that live within its Consent, and references to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from consent_tui.copies.wording import one_line
from consent_tui.model.record import Practitioner, Record
from consent_tui.model.text import visible

Element = dict[str, Any]

_NOTHING: tuple[Any, ...] = (None, "", [], {})
_ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_STANDS_AS = {
    "parent": ("PRN", "parent"),
    "guardian": ("GUARD", "guardian"),
    "representative": ("RESPRSN", "responsible party"),
}


def element(**parts: Any) -> Element:
    """Return a JSON object of the parts that say something: FHIR knows no null and nothing empty, however deep."""
    found: Element = _saying(parts)
    return found


def _saying(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: kept for name, each in part.items() if (kept := _saying(each)) not in _NOTHING}
    if isinstance(part, list):
        return [kept for each in part if (kept := _saying(each)) not in _NOTHING]
    return part


def told(words: str) -> str:
    """Words as a FHIR string: one line, with a question mark for each control sign."""
    return visible(one_line(words))


def refer(within: str, display: str) -> Element:
    """A reference to a resource within the same Consent."""
    return {"reference": f"#{within}", "display": told(display)}


def client(what: Record) -> Element | None:
    return refer("client", what.client.name) if what.client else None


def signatory(what: Record) -> Element | None:
    """Who decided: the client, or the one who signed for the client."""
    if what.signatory is None or what.signatory.role == "self" or what.client is None:
        return client(what)
    return refer("signatory", what.signatory.name)


def practitioner(what: Record) -> Element | None:
    return refer("practitioner", what.practitioner.name) if what.practitioner else None


def clinic(what: Record) -> Element | None:
    return refer("clinic", what.clinic.name) if what.clinic and what.clinic.name else None


def person(within: str, who: Practitioner) -> Element:
    return element(
        resourceType="Practitioner",
        id=within,
        identifier=[{"value": told(who.registration)}] if who.registration else None,
        name=[{"text": told(who.name)}],
    )


def contained(what: Record) -> Iterator[Element]:
    """Yield the client, who signed for them, the clinic and the practitioner of the visit: those that are known."""
    if what.client:
        yield element(
            resourceType="Patient",
            id="client",
            name=[{"text": told(what.client.name)}],
            birthDate=what.client.born.isoformat(),
        )
        if what.signatory and what.signatory.role != "self":
            yield _other(what)
    if clinic(what):
        yield _clinic(what)
    if what.practitioner:
        yield person("practitioner", what.practitioner)


def _other(what: Record) -> Element:
    who = what.signatory
    assert who is not None
    known = _STANDS_AS.get(who.role)
    said = ", ".join(told(each) for each in (who.relationship, who.authority) if each)
    return element(
        resourceType="RelatedPerson",
        id="signatory",
        patient=client(what),
        relationship=[
            element(coding=[{"system": _ROLES, "code": known[0], "display": known[1]}] if known else None, text=said)
        ],
        name=[{"text": told(who.name)}],
    )


def _clinic(what: Record) -> Element:
    """An address and a contact are told as the clinic wrote them; FHIR wants a kind of contact, and nobody said one."""
    assert what.clinic is not None
    reached = element(
        telecom=[{"system": "other", "value": told(what.clinic.contact)}] if what.clinic.contact else None,
        address={"text": told(what.clinic.address)} if what.clinic.address else None,
    )
    return element(resourceType="Organization", id="clinic", name=told(what.clinic.name or ""), contact=[reached])
