"""Who decided what for whom, when, where and by which words: the facts at the head of a copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from consent_tui.copies.document import Fact, Facts
from consent_tui.copies.wording import day, one_line, time
from consent_tui.model.later import Filed
from consent_tui.model.record import Record, Times
from consent_tui.words import Words


def facts(filed: Filed[Record], say: Words) -> Facts:
    what = filed.what
    rows = [Fact(say("done.number"), filed.number), *_people(what, say), *_place(what, say), *_times(what.times, say)]
    return Facts((*rows, *_words(what, say)), say("copy.about"))


def _people(what: Record, say: Words) -> Iterator[Fact]:
    client, signatory = what.client, what.signatory
    if client:
        yield Fact(say("show.client"), f"{client.name}, {say('show.born', day=day(client.born, say))}")
        if client.reference:
            yield Fact(say("review.earlier"), client.reference)
    if signatory and signatory.role != "self":
        more = (say(f"show.role.{signatory.role}"), signatory.relationship, signatory.authority)
        yield Fact(say("copy.signatory"), ", ".join([signatory.name, *(each for each in more if each)]))
    if what.assent:
        yield Fact(say("review.assent"), say(f"answer.{what.assent.answer}"))
    if what.capacity:
        yield Fact(say("review.able"), say(f"answer.{what.capacity.able}"))
        if what.capacity.help:
            yield Fact(say("review.help"), ", ".join(say(f"deciding.help_{each}") for each in what.capacity.help))
    if what.interpreter:
        yield Fact(say("review.interpreter"), f"{what.interpreter.name}, {what.interpreter.language}")


def _place(what: Record, say: Words) -> Iterator[Fact]:
    clinic = what.clinic
    if clinic:
        told = (clinic.name, clinic.address, clinic.contact)
        if any(told):
            yield Fact(say("copy.place"), ", ".join(one_line(each) for each in told if each))
        if clinic.jurisdiction:
            yield Fact(say("copy.jurisdiction"), clinic.jurisdiction)
    if what.practitioner:
        named = (what.practitioner.name, what.practitioner.registration)
        yield Fact(say("copy.practitioner"), ", ".join(each for each in named if each))


def _times(times: Times, say: Words) -> Iterator[Fact]:
    zone = f" ({times.zone})" if times.zone else ""
    for name in ("opened", "signed", "written"):
        when: datetime | None = getattr(times, name)
        if when:
            yield Fact(say(f"copy.{name}"), f"{day(when, say)} {time(when)} {when:%z}{zone}")


def _words(what: Record, say: Words) -> Iterator[Fact]:
    content = what.content
    if content:
        unconfirmed = "" if content.reviewed_by else f". {say('show.unconfirmed')}"
        yield Fact(say("copy.pack"), f"{content.pack} {content.version} ({content.language}){unconfirmed}")
        if content.reviewed_by:
            yield Fact(say("copy.confirmed"), content.reviewed_by)
    if what.privacy and what.privacy.retention:
        yield Fact(say("copy.retention"), what.privacy.retention)
    if what.privacy and what.privacy.recipients:
        yield Fact(say("copy.recipients"), what.privacy.recipients)
