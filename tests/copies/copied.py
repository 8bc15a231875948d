"""A record of the tiny pack with ink, notes, changed answers and acts, as documents. Nobody in here exists."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from consent_tui.content.scenario import read_scenario
from consent_tui.copies import copy
from consent_tui.copies.copy import Audience
from consent_tui.copies.document import Document
from consent_tui.copies.seen import Seen
from consent_tui.copies.shown import Shown
from consent_tui.model.later import Note, Topic
from consent_tui.model.record import AskedQuestion, Change, Choices, Clinic, PermissionGiven, Practitioner, Record
from consent_tui.services.showing import spoken
from tests.copies.told import shown
from tests.model.later_acts import CONSENT, act, filed
from tests.scenarios.stage import TINY, pack, run

PREVIOUS = "sha256:" + "41" * 32
STROKES = ("10,5 12,3 15,2 18,6 14,12", "30,6 30,14", "33,4")
NOTED = "I am afraid of the dark"
PRIVATE = frozenset({"fear"})


@cache
def signed() -> Record:
    """Read in English, signed in Spanish; a private answer, a note, an answer that was changed, ink, a question."""
    record = run(read_scenario(TINY / "scenarios" / "language-switched-at-review.toml"), folder=TINY).record
    assert record
    assert record.signature
    screening = tuple(
        replace(each, note=NOTED)
        if each.id in PRIVATE
        else replace(each, answer="unsure", changes=(Change(answer="no"),), note="since spring")
        if each.id == "concussion"
        else each
        for each in record.screening
    )
    return replace(
        record,
        id=CONSENT.id,
        rehearsal=False,
        times=replace(record.times, written=record.times.signed),
        screening=screening,
        clinic=Clinic(name="Sample Clinic", address="Street 1", contact="+1 555 0100", jurisdiction="Texas"),
        practitioner=Practitioner(name="Ada Sample", registration="R 7"),
        choices=Choices(
            touch=("feet",),
            goals="sleep",
            permissions=(PermissionGiven(id="contact", words="May we write?", language="en", given=True),),
        ),
        questions=(AskedQuestion(place="touch", words="Does it hurt?"),),
        signature=replace(record.signature, method="drawn", strokes=STROKES),
    )


def told(what: Record | None = None, **changes) -> Shown:
    """With an answer to the question, and a private answer that was talked about."""
    acts = (
        filed(act(Note(topic=Topic.ANSWER, question=1, words="It should not.")), 1),
        filed(act(Note(topic=Topic.PRIVATE, private=("fear",), words=NOTED), 2, 2), 2),
    )
    made = shown(what or signed(), *acts, private=PRIVATE, previous=PREVIOUS)
    return replace(made, asked=made.filed.written.date() if made.filed.written else None, **changes)


def copied(
    audience: Audience = Audience.CLIENT,
    shown: Shown | None = None,
    *,
    packed: bool = True,
    attached: bool = False,
) -> Document:
    """Its copy; without `packed`, as if the pack were not there."""
    shown = shown or told()
    what = shown.filed.what
    packed = packed and isinstance(what, Record)
    language = what.language if isinstance(what, Record) else "en"
    seen = Seen(what, pack(TINY), shown.covers, spoken) if packed else None
    return copy.document(shown, seen, audience, spoken(language), attached=attached)
