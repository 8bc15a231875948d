"""Records to be told in words: every kind of flag, answer and act at least once. Nobody in here exists."""

from __future__ import annotations

from dataclasses import replace

from consent_tui.copies import desk, text
from consent_tui.copies.shown import Shown
from consent_tui.model.later import Filed
from consent_tui.model.record import (
    AskedQuestion,
    Assent,
    Attempt,
    Capacity,
    Change,
    Choices,
    Decision,
    Disposed,
    Interpreter,
    PageSeen,
    PermissionGiven,
    Screened,
    Signatory,
    Signature,
    StatementGiven,
    TaughtBack,
)
from consent_tui.model.standing import standing
from consent_tui.words import load
from tests.model.later_acts import CONSENT, DAY, DIGEST, SIGNED, filed

SECRET = "I was beaten"
RICH = replace(
    CONSENT,
    client=replace(CONSENT.client, reference="front-desk-7"),
    signatory=Signatory(role="guardian", name="Eva Example", relationship="aunt", authority="court paper"),
    interpreter=Interpreter(name="Mia Muster", language="Polish"),
    assent=Assent(answer="person"),
    capacity=Capacity(able="yes", help=("reading", "language")),
    pages=(
        PageSeen(id="touch", title="What it is", language="en", digest="sha256:0", reached_end=True),
        PageSeen(id="rights", title="Your rights", language="en", digest="sha256:0"),
    ),
    screening=(
        Screened(id="fever", words="Do you have a fever?", language="en", answer="no", how="group"),
        Screened(
            id="pregnancy",
            words="Are you pregnant,\nor could you be?",
            language="en",
            answer="unsure",
            how="own",
            note="My period is late",
            changes=(Change(answer="yes"),),
        ),
        Screened(id="trauma", words="Have you been hurt?", language="en", answer="yes", note=SECRET),
        Screened(id="gone", words="How long ago?", language="en", asked=False, changes=(Change(answer="person"),)),
    ),
    disposition=Disposed(result="clearance", because=("pregnancy", "age"), lowered=("trauma",)),
    teach_back=(
        TaughtBack(id="a", words="May a friend stop?", language="en", attempts=(Attempt(chosen="yes", right=True),)),
        TaughtBack(
            id="b",
            words="Does it cure?",
            language="en",
            attempts=(Attempt(chosen="yes", right=False), Attempt(chosen="no", right=True)),
        ),
        TaughtBack(id="c", words="Who pays?", language="en", flagged=True),
    ),
    choices=Choices(
        touch=("feet",),
        goals="sleep",
        matters="quiet",
        permissions=(PermissionGiven(id="letter", words="May we write?", language="en", given=False),),
    ),
    questions=(
        AskedQuestion(place="touch", words="Does it hurt?"),
        AskedQuestion(place="rights", words="What does it cost?"),
    ),
    statements=(StatementGiven(id="free", words="I choose freely.", language="en", agreed=True),),
    decision=Decision(outcome="agree", conditions=("clearance", "talk"), valid_until=DAY),
    signature=Signature(name="Eva Example", meaning="I was shown this.", certified="I may decide for Ana Example."),
)


def shown(what=RICH, *acts: Filed, **changes) -> Shown:
    """A record with its acts, two hours after it was signed."""
    place = filed(what, 42, "front-desk", DIGEST)
    stands = standing(place, acts, SIGNED.replace(hour=14)) if hasattr(what, "decision") else None
    told = Shown(
        filed=place,
        key="SHA256:abc",
        fingerprint="7F3A 91C2 0BE4 55D8",
        trust="folder",
        related=acts,
        standing=stands,
        private=frozenset({"trauma"}),
    )
    return replace(told, **changes)


def text_of(told: Shown, language: str = "en") -> str:
    return "\n".join(text.wrapped(text.lines(desk.document(told, load(language))), width=1000))
