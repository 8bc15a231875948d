"""Made-up later acts, each whole and of its kind. Nobody in here exists."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from consent_tui.model.later import (
    ActKind,
    Clearance,
    Countersignature,
    Erasure,
    Filed,
    LaterAct,
    Note,
    Topic,
    Void,
    Withdrawal,
)
from consent_tui.model.record import (
    AskedQuestion,
    Client,
    Content,
    Decision,
    Disposed,
    Kind,
    Practitioner,
    Record,
    Reference,
    Screened,
    Signatory,
    Times,
)

SIGNED = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = SIGNED.date()
BORN = date(1980, 2, 29)
ADA = Practitioner(name="Ada Sample", registration="R 7")
DIGEST = "sha256:" + "42" * 32

CONSENT = Record(
    id="019b0000-0000-7000-8000-000000000042",
    kind=Kind.CONSENT,
    language="en",
    times=Times(opened=SIGNED, signed=SIGNED, written=SIGNED),
    client=Client(name="Ana Example", born=BORN, age_band="adult"),
    signatory=Signatory(role="self", name="Ana Example"),
    content=Content(pack="tiny", version="1.0.0", language="en", digest="sha256:" + "ab" * 32, reviewed_by=""),
    screening=(Screened(id="trauma", words="…", language="en", answer="no"),),
    disposition=Disposed(result="none"),
    decision=Decision(outcome="agree"),
)
TALK = replace(CONSENT, decision=Decision(outcome="agree", conditions=("talk",)))
CLEARANCE_NEEDED = replace(
    CONSENT,
    disposition=Disposed(result="clearance", because=("trauma",)),
    decision=Decision(outcome="agree", conditions=("clearance",)),
)
FOR_A_CHILD = replace(CONSENT, signatory=Signatory(role="parent", name="Eva Example"))
ASKED = replace(CONSENT, questions=(AskedQuestion(place="touch", words="Does it hurt?"),))

ABOUT = Reference(id=CONSENT.id, digest=DIGEST)
CLEARED = Clearance(clinician="Dr. Jon Muster", profession="neurologist", dated=DAY, how="letter", limits="")
CHECKED = Countersignature(name_checked=True, born_checked=True, wanted=True, talked=True)
AT_KIOSK = Withdrawal(born=BORN)
AT_DESK = Withdrawal(said=DAY, how="spoken")
DOUBT = Note(topic=Topic.CAPACITY, words="Was very tired.")
FACTS = (CLEARED, CHECKED, AT_DESK, Void(reason="wrong person"), Erasure(why="request"), DOUBT)


def act(facts, minutes: int = 1, number: int = 1, about: Reference | None = ABOUT, **changes) -> LaterAct:
    """An act of the practitioner about the consent, written so many minutes after it was signed."""
    kind = ActKind(type(facts).__name__.lower())
    at_kiosk = isinstance(facts, Withdrawal) and facts.born is not None
    made = LaterAct(
        id=f"019b0000-0000-7000-9000-{number:012d}",
        kind=kind,
        about=about,
        times=Times(written=SIGNED + timedelta(minutes=minutes)),
        practitioner=None if at_kiosk else ADA,
        **{kind: facts},
    )
    return replace(made, **changes)


def filed(what, number: int = 1, by: str = "ada", digest: str = "", *, trusted: bool = True) -> Filed:
    unlike = digest or f"sha256:{hashlib.sha256(f'{what} {by} {number} {trusted}'.encode()).hexdigest()}"
    return Filed(what=what, by=by, sequence=number, digest=unlike, trusted=trusted)
