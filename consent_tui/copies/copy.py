"""The client's copy and the clinic's copy of a record: what was told, asked, answered and decided, and what seals it.

A pure function of the record, its pack as it stood and the acts about it. Only the clinic's copy answers a question of
today, may we start, and names the day on which it was asked. Private answers are covered unless revealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from consent_tui.copies import acts, copy_people, desk, desk_answers
from consent_tui.copies.document import Block, Code, Document, Fact, Facts, Paragraph, Point, Section, Tone
from consent_tui.copies.seen import Seen
from consent_tui.copies.shown import Shown
from consent_tui.copies.wording import day
from consent_tui.model.later import is_act, is_record
from consent_tui.model.record import Kind, Record, code_of
from consent_tui.words import Words


class Audience(StrEnum):
    CLIENT = "client"
    CLINIC = "clinic"


def document(shown: Shown, seen: Seen | None, audience: Audience, say: Words, *, attached: bool) -> Document:
    """Return the copy. Without `seen`, the pack as it stood is not at hand, and the copy says so.

    `say` are the program's words in the record's language. `attached`: the sealed record travels in the same file.
    """
    filed = shown.filed
    apart = "copy.apart" if audience is Audience.CLIENT else "copy.apart_clinic"
    origin = f"{say('copy.original')} {say('copy.attached' if attached else apart)}"
    head: list[Block] = [Paragraph(say(f"copy.{audience}"), Tone.STRONG), Paragraph(origin, Tone.NOTE)]
    body: list[Section] = []
    foot = filed.number
    since = Section(say("show.acts"), tuple(acts.history(shown, say, covered=not shown.revealed)))
    if is_record(filed):
        what = filed.what
        if what.screening and not shown.revealed:
            head.append(Paragraph(say("copy.covered" if shown.private is not None else "copy.all_covered")))
        head.append(copy_people.facts(filed, say))
        body += _record(shown, what, seen, audience, say, since)
        if what.client:
            foot = f"{what.client.name}, {say('show.born', day=day(what.client.born, say))} · {filed.number}"
    elif is_act(filed):
        told = acts.facts(filed, shown.related, None, say, covered=not shown.revealed)
        body += [Section(say("copy.about"), tuple(map(Paragraph, told))), since]
    body.append(_seal(shown, audience, say))
    return Document(
        title=f"{say(f'show.kind.{filed.what.kind}')} · {filed.number}",
        language=say.language,
        head=tuple(head),
        body=tuple(each for each in body if each.body),
        foot=foot,
        mark=say("copy.mark") if filed.what.rehearsal else "",
        page=say("copy.page", n="{n}", total="{total}"),
        subject=filed.number,
    )


def _record(
    shown: Shown, what: Record, seen: Seen | None, audience: Audience, say: Words, since: Section
) -> Iterator[Section]:
    """Yield what stands now before what led to it: `since` may say that it was withdrawn."""
    if audience is Audience.CLINIC:
        stood = [Paragraph(say("copy.stood", day=day(shown.asked, say)))] if shown.asked else []
        yield Section(say("show.may"), (*stood, *desk.may(shown, what, say)))
        yield Section(say("show.flags"), tuple(desk.flags(shown, what, say)))
    told = tuple(seen.result()) if seen and audience is Audience.CLIENT else ()
    yield Section(say("show.decision"), tuple(_decision(shown, what, audience, say, told=bool(told))))
    yield Section(say("copy.result"), told, running=True)
    if what.kind is Kind.CONSENT:
        yield Section(say("copy.withdraw"), tuple(_withdraw(what, say)))
    yield since
    yours = audience is Audience.CLIENT
    yield Section(say("copy.own" if yours else "show.own"), tuple(desk_answers.own(shown, what, say, yours=yours)))
    if seen is None:
        unseen = Paragraph(say("copy.unseen"), Tone.NOTE)
        first, _, *others = desk_answers.sections(shown, what, say)
        yield first
        yield from others[:-1]
        yield Section(others[-1].title, (unseen, *others[-1].body))
        return
    yield Section(say("show.choices"), tuple(seen.choices()))
    asked = tuple(each for each in seen.groups() if each.body)
    unkept: tuple[Block, ...] = () if asked else (Paragraph(say("show.unkept")),)
    yield Section(say("show.answers"), (*unkept, *asked))
    yield Section(say("show.teach"), tuple(map(seen.taught, what.teach_back)))
    yield Section(say("show.statements"), tuple(seen.statements()))
    yield Section(say("show.pages"), (*desk_answers.pages(what, say), *seen.pages()))
    yield from seen.terms()
    yield Section(say("key.sources"), tuple(seen.sources()))


def _decision(shown: Shown, what: Record, audience: Audience, say: Words, *, told: bool) -> Iterator[Block]:
    """Yield the decision. `told`: what the answers led to stands in words of its own."""
    for at, line in enumerate(desk.decision(what, say)):
        yield Paragraph(line, Tone.PLAIN if at else Tone.STRONG)
    if audience is Audience.CLIENT and not told:  # the clinic's copy has them among its flags
        yield from map(Point, desk.results(shown, what, say))
    yield from desk.ink(what, say)


def _withdraw(what: Record, say: Words) -> Iterator[Block]:
    told = what.privacy.withdraw if what.privacy else None
    yield Paragraph(told or say("copy.withdraw_how"))
    yield Paragraph(say("copy.withdraw_kiosk"))
    if what.clinic and what.clinic.contact:
        yield Paragraph(say("copy.withdraw_contact", contact=what.clinic.contact))


def _seal(shown: Shown, audience: Audience, say: Words) -> Section:
    filed = shown.filed
    rows = (
        Fact(say("done.number"), filed.number, exact=True),
        Fact(say("copy.id"), filed.what.id, exact=True),
        Fact(say("copy.digest"), filed.digest, exact=True),
        Fact(say("copy.previous"), shown.previous, exact=True),
        Fact(say("copy.key"), f"{filed.by} {shown.key}", exact=True),
    )
    code = Code(code_of(filed.number, filed.digest), say("copy.code", fingerprint=shown.fingerprint))
    body: list[Block] = [Facts(rows, say("show.seal")), code, Paragraph(say("show.proves"))]
    body.append(Paragraph(say("copy.anchor")))
    if audience is Audience.CLINIC:
        body.append(Paragraph(say(f"show.trust.{shown.trust}")))
        if shown.missing:
            body.append(Paragraph(say("show.missing", n=shown.missing), Tone.NOTE))
    body.append(Paragraph(say("copy.check"), Tone.QUIET))
    return Section(say("show.seal"), tuple(body))
