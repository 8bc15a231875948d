"""A record as the desk reads it: may we start and why not first, then what to look at, then all the rest.

Private answers are covered unless revealed. Pure: values and words in, a document out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consent_tui.copies import acts, desk_answers
from consent_tui.copies.document import Block, Document, Ink, Paragraph, Point, Section
from consent_tui.copies.shown import Shown
from consent_tui.copies.wording import day, one_line, time
from consent_tui.model.later import is_act, is_record
from consent_tui.model.later_rules import for_another
from consent_tui.model.record import Record, Screened
from consent_tui.model.standing_acts import Reason
from consent_tui.words import Words


def document(shown: Shown, say: Words) -> Document:
    """Return the record or act as one document; a section that has nothing to say is left out."""
    filed = shown.filed
    head: tuple[Block, ...] = ()
    told: tuple[Section, ...] = ()
    if is_record(filed):
        what = filed.what
        if what.client:
            born = say("show.born", day=day(what.client.born, say))
            head = (Paragraph(f"{say('show.client')}: {what.client.name}, {born}"),)
        told = (
            section(say("show.may"), may(shown, what, say)),
            section(say("show.flags"), flags(shown, what, say)),
            *desk_answers.sections(shown, what, say),
            section(say("show.decision"), (*map(Paragraph, decision(what, say)), *ink(what, say))),
        )
    elif is_act(filed):
        told = (section("", map(Paragraph, acts.facts(filed, shown.related, None, say))),)
    told += (
        section(say("show.acts"), acts.history(shown, say)),
        section(say("show.seal"), map(Paragraph, _seal(shown, say))),
    )
    return Document(
        title=f"{say(f'show.kind.{filed.what.kind}')} {filed.number}",
        language=say.language,
        head=head,
        body=tuple(each for each in told if each.body),
        subject=filed.number,
    )


def section(title: str, body: Iterable[Block]) -> Section:
    return Section(title, tuple(body))


def may(shown: Shown, what: Record, say: Words) -> Iterator[Block]:
    """Yield the answer to "may we start?", and why."""
    if what.rehearsal:
        yield Paragraph(say("show.rehearsal"))
    found = shown.standing
    if found is None:
        yield Paragraph(say("show.none"))
        return
    answer = say("show.yes" if found.may_start else "show.no")
    yield Paragraph(f"{answer} {say(f'show.word.{found.word}')} ({found.word}).")
    yield from (Point(say(f"show.because.{reason.code}", **_fills(reason))) for reason in found.because)
    yield from (Point(_odd(reason, say)) for reason in found.notes)


def _odd(reason: Reason, say: Words) -> str:
    code, detail = reason.odd
    return say(f"show.odd.{code}", act=reason.act, detail=detail)


def _fills(reason: Reason) -> dict[str, str]:
    return {"act": reason.act, "detail": reason.detail}


def flags(shown: Shown, what: Record, say: Words) -> Iterator[Block]:
    """Yield what to look at first."""
    found: list[Block] = [Point(line) for line in _flagged(shown, what, say)]
    yield from found or [Paragraph(say("show.no_flags"))]


def results(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    """Yield what the answers led to, and which answers were changed after that was shown."""
    disposed = what.disposition
    if disposed and disposed.result in ("clearance", "talk", "stop"):
        yield say(f"show.flag.{disposed.result}", what=_questions(disposed.because, shown, what, say))
    if disposed and disposed.lowered:
        yield say("show.flag.lowered", what=_questions(disposed.lowered, shown, what, say))


def _flagged(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    yield from results(shown, what, say)
    open_questions = len(what.questions) - len(desk_answers.answered(shown))
    if open_questions > 0:
        yield say("show.flag.question", n=open_questions)
    if missed := [tried.words for tried in what.teach_back if tried.flagged]:
        yield say("show.flag.missed", what="; ".join(map(one_line, missed)))
    private = [each for each in what.screening if each.id in (shown.private or ()) and each.answer not in (None, "no")]
    if private:
        yield say("show.flag.private", n=len(private))
    if for_another(what):
        yield say("show.flag.other")
    yield from _people(what, say)
    if what.content and not what.content.reviewed_by:
        yield say("show.unconfirmed")


def _people(what: Record, say: Words) -> Iterator[str]:
    if what.assent:
        yield say("show.flag.assent", answer=say(f"answer.{what.assent.answer}"))
    if what.interpreter:
        yield say("show.flag.interpreter", name=what.interpreter.name, language=what.interpreter.language)
    if what.capacity and what.capacity.help:
        wanted = ", ".join(say(f"deciding.help_{each}") for each in what.capacity.help)
        yield say("show.flag.help", what=wanted)
    if what.client and what.client.reference:
        yield say("show.flag.earlier", number=what.client.reference)


def _questions(ids: tuple[str, ...], shown: Shown, what: Record, say: Words) -> str:
    asked = {each.id: each for each in what.screening}
    return "; ".join(_question(each, asked.get(each), shown, say) for each in ids)


def _question(question: str, asked: Screened | None, shown: Shown, say: Words) -> str:
    if question in ("age", "capacity"):
        return say(f"result.{question}")
    if shown.covers(question):
        return say("result.private")
    return one_line(asked.words) if asked else question


def decision(what: Record, say: Words) -> Iterator[str]:
    """Yield what was decided, under which conditions, and who signed it when."""
    made, times = what.decision, what.times
    if made:
        yield say(f"show.outcome.{made.outcome}")
        if made.conditions:
            named = ", ".join(say(f"show.condition.{each}") for each in made.conditions)
            yield f"{say('show.conditions')}: {named}"
        if made.valid_until:
            yield say("show.valid_until", day=day(made.valid_until, say))
    if what.signature:
        name, role = what.signature.name, what.signatory.role if what.signatory else "self"
        if role != "self" and what.signatory:
            more = [say(f"show.role.{role}"), what.signatory.relationship, what.signatory.authority]
            name = ", ".join([name, *(each for each in more if each)])
        if times.signed:
            zone = times.zone or times.signed.tzname() or ""
            yield say("show.signed", day=day(times.signed, say), time=time(times.signed), zone=zone, name=name)
        yield f"{say('show.meaning')}: {one_line(what.signature.meaning)}"
        yield one_line(what.signature.certified)
    elif times.written:
        yield say("show.written", day=day(times.written, say), time=time(times.written))


def ink(what: Record, say: Words) -> Iterator[Ink]:
    """Yield the signature as it was drawn beside the typed one, if it was."""
    if what.signature and what.signature.strokes:
        yield Ink(what.signature.strokes, say("copy.ink", name=what.signature.name))


def _seal(shown: Shown, say: Words) -> Iterator[str]:
    yield say("show.number", number=shown.filed.number, fingerprint=shown.fingerprint)
    yield say("show.by_key", by=shown.filed.by, print=shown.key)
    yield say(f"show.trust.{shown.trust}")
    yield say("show.proves")
    yield say("show.listed", by=shown.filed.by) if shown.listed else say("show.unlisted")
    if shown.missing:
        yield say("show.missing", n=shown.missing)
    elif shown.listed:
        yield say("show.complete")
    yield say("show.more")
    yield say("show.beyond")
