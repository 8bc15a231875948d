"""What a later act says, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from consent_tui.copies.document import Block, Paragraph, Point
from consent_tui.copies.shown import Shown
from consent_tui.copies.wording import day, one_line, time
from consent_tui.model.later import (
    Clearance,
    Countersignature,
    Erasure,
    Filed,
    Filing,
    LaterAct,
    Note,
    Topic,
    Void,
    Withdrawal,
    is_record,
)
from consent_tui.words import Words


def history(shown: Shown, say: Words, *, covered: bool = False) -> Iterator[Block]:
    """Yield each act about a record, in order of time, and what replaces it. `covered` as in `facts`."""
    born = shown.filed.what.client.born if is_record(shown.filed) and shown.filed.what.client else None
    here = shown.filed.what.id
    told: list[Block] = [
        Point(f"{head(act, say)}: {'; '.join(facts(act, shown.related, born, say, here=here, covered=covered))}")
        for act in shown.acts()
    ]
    newer = [each for each in shown.related if is_record(each)]
    told += [Point(f"{each.number}: {say(f'show.kind.{each.what.kind}')}") for each in newer]
    yield from told or [Paragraph(say("show.no_acts"))]


def head(act: Filed[LaterAct], say: Words) -> str:
    """When, as which number, what."""
    when = f"{day(act.written, say)} {time(act.written)}, " if act.written else ""
    return f"{when}{act.number}, {say(f'show.kind.{act.what.kind}')}"


def facts(
    act: Filed[LaterAct],
    among: Sequence[Filing],
    born: date | None,
    say: Words,
    *,
    here: str = "",
    covered: bool = False,
) -> Iterator[str]:
    """Yield who did it and what it says. `born` is the client's birth date, to compare with one given at the kiosk.

    `here` is the id of the record below which it stands, if it stands below one; what it is about is said otherwise.
    `covered`: that a private answer was heard is told, and not which, nor what was noted of it.
    """
    what = act.what
    who = what.practitioner
    yield say("show.by", name=who.name) if who else say("show.at_kiosk")
    if what.about and what.about.id != here:
        target = next((each.number for each in among if each.what.id == what.about.id), what.about.id)
        yield say("show.about", id=target)
    match what.facts:
        case Clearance() as cleared:
            yield from _clearance(cleared, say)
        case Countersignature() as signed:
            done = signed.name_checked and signed.born_checked and signed.wanted
            yield say("show.fact.checked" if done else "show.fact.unchecked")
            if signed.talked:
                yield say("show.fact.talked")
            if signed.paper:
                dated = day(signed.paper_dated, say) if signed.paper_dated else "—"
                yield say("show.fact.paper", words=signed.paper, day=dated)
        case Withdrawal() as withdrawn:
            yield from _withdrawal(withdrawn, born, say)
        case Void(reason=reason):
            yield one_line(reason)
        case Erasure(why=why):
            yield say(f"show.why.{why}")
        case Note() as note:
            yield from _note(note, say, covered=covered)


def _clearance(cleared: Clearance, say: Words) -> Iterator[str]:
    how = say(f"show.how.{cleared.how}")
    yield say(
        "show.fact.clinician",
        name=cleared.clinician,
        profession=cleared.profession,
        how=how,
        day=day(cleared.dated, say),
    )
    yield say("show.fact.limits", words=cleared.limits) if cleared.limits else say("show.fact.no_limits")
    yield say("show.fact.until", day=day(cleared.until, say)) if cleared.until else say("show.fact.no_end")


def _withdrawal(withdrawn: Withdrawal, born: date | None, say: Words) -> Iterator[str]:
    if withdrawn.said and withdrawn.how:
        yield say("show.fact.said", how=say(f"show.how.{withdrawn.how}"), day=day(withdrawn.said, say))
    if withdrawn.born:
        same = withdrawn.born == born
        yield say("show.fact.same_born") if same else say("show.fact.born", day=day(withdrawn.born, say))
    if withdrawn.number:
        yield say("show.fact.number", number=withdrawn.number)


def _note(note: Note, say: Words, *, covered: bool) -> Iterator[str]:
    yield say(f"show.topic.{note.topic}")
    if covered and note.topic is Topic.PRIVATE:
        return
    words = one_line(note.words or "")
    if note.question:
        yield say("show.fact.question", n=note.question, words=words)
    elif words:
        yield words
    if note.private:
        yield say("show.fact.private", what=", ".join(note.private))
    if note.how:
        yield one_line(note.how)
    if note.scan:
        yield say("show.fact.scan", digest=note.scan)
