"""A record at the desk, in the order of the two minutes between clients.

May we start? · why not, and answers that were changed, with both values · do not touch · open questions · the client's
own words · what was not clear · what else they allow · the seal. Private answers are covered unless revealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consent_tui.model.desk_seen import Told
from consent_tui.model.flags import Flag
from consent_tui.model.later import Topic, is_act, is_record
from consent_tui.model.later_rules import for_another
from consent_tui.model.record import Record, Screened, TaughtBack
from consent_tui.model.standing import Word
from consent_tui.model.standing_acts import Reason
from consent_tui.views.desk.listing import day
from consent_tui.views.desk.record_act import of_act
from consent_tui.views.desk.shapes import Badge, Block, Heading, Line, Weight
from consent_tui.views.desk.signs import FLAGS, KINDS, STANDS
from consent_tui.words import Words

PRIVATE = "a private answer"
_AGE = {"age": "the age of the person treated", "capacity": "being able to decide today"}


def title(told: Told, say: Words) -> str:
    filed = told.filed
    if is_record(filed) and filed.what.client:
        return f"{filed.what.client.name}, born {day(filed.what.client.born, say)}"
    return f"{KINDS[filed.what.kind]} {filed.number}".capitalize()


def first(told: Told, say: Words) -> Iterator[Block]:
    """Yield what has to be known before a session."""
    filed = told.filed
    if is_record(filed):
        what = filed.what
        yield from _may(told, what, say)
        yield from _part("On paper", _on_paper(told, say))
        yield from _part("What the doctor said", _cleared(told, say))
        yield from _because(told, what)
        yield from _part("Do not touch", _touch(told, what))
        yield from _part("Open questions", _questions(told, what, say))
        yield from _part("In their own words", _own(what))
        yield from _part("Not clear at first", (line for each in what.teach_back for line in _tried(told, each)))
        yield from _part("What else they allow", _permissions(what))
    elif is_act(filed):
        yield from of_act(told, filed, say)
    yield from _part("Seal", _seal(told))


def _part(title: str, lines: Iterable[Line]) -> Iterator[Block]:
    told = list(lines)
    if told:
        yield Heading(title)
        yield from told


# -- may we start?


def _may(told: Told, what: Record, say: Words) -> Iterator[Block]:
    if what.rehearsal:
        yield Line("This is a rehearsal. Nothing counts.", sign="!", weight=Weight.TROUBLE)
    found = told.standing
    if found is None:
        yield Badge("May we start?", "-", f"no session on this record: {KINDS[what.kind]}")
        return
    sign, words = STANDS[found.word]
    yield Badge("May we start?", sign, "yes" if found.may_start else f"not now: {words}")
    if found.word is Word.VALID:
        yield Line("Name and birth date were checked, and it is countersigned.", weight=Weight.QUIET)
    yield from (Line(_reason(reason, say), sign="-") for reason in found.because)
    yield from (Line(_odd(reason, say), sign="!", weight=Weight.QUIET) for reason in found.notes)


def _reason(reason: Reason, say: Words) -> str:
    return say(f"show.because.{reason.code}", act=reason.act, detail=reason.detail)


def _odd(reason: Reason, say: Words) -> str:
    code, detail = reason.odd
    return say(f"show.odd.{code}", act=reason.act, detail=detail)


def _cleared(told: Told, say: Words) -> Iterator[Line]:
    """What a session has to keep to, of each answer that counts: `standing` notes those that do not."""
    unsound = {reason.act for reason in told.standing.notes} if told.standing else set()
    for act in told.acts():
        cleared = act.what.clearance
        if cleared and act.trusted and act.number not in unsound:
            weight = Weight.STRONG if cleared.limits else Weight.PLAIN
            yield Line(cleared.limits or "none named", sign="▲", label="Limits", weight=weight)
            until = f", until {day(cleared.until, say)}" if cleared.until else ""
            who = f"{cleared.clinician}, {cleared.profession}, {day(cleared.dated, say)}{until}"
            yield Line(who, label="By", weight=Weight.QUIET)


def _on_paper(told: Told, say: Words) -> Iterator[Line]:
    for act in told.acts():
        note = act.what.note
        if note and note.topic is Topic.PAPER and act.trusted:
            dated = f" of {day(act.written.date(), say)}" if act.written else ""
            yield Line(f"A form on paper exists: {act.number}{dated}.", sign="&", weight=Weight.STRONG)
            yield Line("What was decided on it stands on it alone.", weight=Weight.QUIET)


# -- why, and what was changed


def _because(told: Told, what: Record) -> Iterator[Block]:
    asked = {each.id: each for each in what.screening}
    disposed = what.disposition
    because = disposed.because if disposed else ()
    lowered = disposed.lowered if disposed else ()
    changed = [each.id for each in what.screening if each.changes and not _same(each)]
    told_so = dict.fromkeys([*because, *lowered, *changed])
    yield from _part(_why(what), _answers(told, told_so, asked, lowered))
    covered = [each for each in what.screening if each.id in (told.private or ()) and each.answer not in (None, "no")]
    if covered and not told.revealed:
        yield Line(f"Private answers other than no: {len(covered)}. R shows them.", sign=FLAGS[Flag.PRIVATE][0])
    yield from _people(what)


def _same(each: Screened) -> bool:
    """Whether an answer never was another one: a change of the note alone is none."""
    return all(change.answer == each.answer for change in each.changes)


def _why(what: Record) -> str:
    result = what.disposition.result if what.disposition else ""
    return {"clearance": "Why a doctor", "talk": "Talk about", "stop": "Why no session"}.get(result, "Answers")


def _answers(told: Told, ids: Iterable[str], asked: dict[str, Screened], lowered: tuple[str, ...]) -> Iterator[Line]:
    for question in ids:
        each = asked.get(question)
        if each is None:
            yield Line(_AGE.get(question, question), sign="-")
        elif told.covers(question):
            yield Line(PRIVATE, sign=FLAGS[Flag.PRIVATE][0])
        elif question in (told.private or ()):
            yield Line(f"{_said(each)} (private)", sign=FLAGS[Flag.PRIVATE][0])
        else:
            yield Line(_said(each), sign="<" if question in lowered else "-")


def _said(each: Screened) -> str:
    now = each.answer or "no longer asked"
    before = [_answer(change.answer) + (f" until {change.at:%H:%M}" if change.at else "") for change in each.changes]
    was = f", before that {', '.join(before)}" if before else ""
    note = f' "{each.note}"' if each.note else ""
    return f"{_answer(now)}{was}: {' '.join(each.words.split())}{note}"


def _answer(said: str) -> str:
    return {"yes": "Yes", "no": "No", "unsure": "Not sure", "person": "Would rather tell a person"}.get(said, said)


def _people(what: Record) -> Iterator[Line]:
    if for_another(what) and what.signatory:
        who = what.signatory
        more = ", ".join(part for part in (who.role, who.relationship, who.authority) if part)
        yield Line(f"{who.name} decides ({more}): see a paper", sign="&")
    if what.assent:
        yield Line(f"The child's own answer: {_answer(what.assent.answer)}", sign="-")
    if what.interpreter:
        yield Line(f"Interpreter: {what.interpreter.name}, {what.interpreter.language}", sign="-")
    if what.capacity and what.capacity.help:
        yield Line(f"Wanted help with: {', '.join(what.capacity.help)}", sign="-")
    if what.client and what.client.reference:
        yield Line(f"Came with the number {what.client.reference}", sign="-")


# -- touch, questions, words, teach-back


def _touch(told: Told, what: Record) -> Iterator[Line]:
    if what.choices is None:
        return
    if what.choices.avoid:
        yield Line(", ".join(map(told.area, what.choices.avoid)), sign="■", weight=Weight.STRONG)
    else:
        yield Line("No area is named. What is not chosen is not touched.")
    yield Line(", ".join(map(told.area, what.choices.touch)) or "no area chosen", label="May be touched")


def _permissions(what: Record) -> Iterator[Line]:
    for each in what.choices.permissions if what.choices else ():
        yield Line(" ".join(each.words.split()), label="Yes" if each.given else "No")


def _questions(told: Told, what: Record, say: Words) -> Iterator[Line]:
    notes = [each.what.note for each in told.acts() if each.trusted and each.what.note]
    titles = {page.id: page.title for page in what.pages}
    answers = {note.question: note.words or "" for note in notes if note.topic is Topic.ANSWER}
    for number, asked in enumerate(what.questions, start=1):
        if number not in answers:
            words = f"{asked.words} (asked at: {say.place(asked.place, titles)})"
            yield Line(words, sign="?", label=f"Question {number}", weight=Weight.STRONG)
    for number, asked in enumerate(what.questions, start=1):
        if number in answers:
            yield Line(f"{asked.words} Answered: {answers[number]}", label=f"Question {number}", weight=Weight.QUIET)


def _own(what: Record) -> Iterator[Line]:
    if what.choices and what.choices.goals:
        yield Line(f'"{what.choices.goals}"', label="Should help with")
    if what.choices and what.choices.matters:
        yield Line(f'"{what.choices.matters}"', label="Matters to them")
    if what.decision and what.decision.reason:
        yield Line(f'"{what.decision.reason}"', label="For you")


def _tried(told: Told, each: TaughtBack) -> Iterator[Line]:
    if not any(not attempt.right for attempt in each.attempts):
        return
    tries = ", then ".join(
        "clear" if attempt.right else f'not clear ("{told.choice(each.id, attempt.chosen)}")'
        for attempt in each.attempts
    )
    sign, weight = ("↻", Weight.STRONG) if each.flagged else ("-", Weight.PLAIN)
    yield Line(f"{' '.join(each.words.split())} {tries}", sign=sign, weight=weight)


# -- the seal


def _seal(told: Told) -> Iterator[Line]:
    yield Line(f"unbroken   {told.fingerprint}   {told.filed.number}")
    if told.damaged:
        yield Line(f"not as sealed: {', '.join(told.damaged)}", sign="!", weight=Weight.TROUBLE)
    if told.missing:
        yield Line(f"files of this folder that are missing: {told.missing}", sign="!", weight=Weight.TROUBLE)
    yield Line("It shows that this key wrote these words. It does not show who typed.", weight=Weight.QUIET)
