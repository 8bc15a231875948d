"""A view as plain lines: title, prose, numbered answers. Pure; wrapping and encoding belong to `lines.Paper`."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.plain.offers import Offer, Offers
from consent_tui.plain.understanding import LITERAL, spelled
from consent_tui.views.parts import Chart, ChartRow, Fact, Field, Prose
from consent_tui.views.shapes import (
    BodySheet,
    ChooseSheet,
    CodeSheet,
    CoverSheet,
    DoneSheet,
    FormSheet,
    IdleSheet,
    ReadSheet,
    ResultSheet,
    ReviewSheet,
    RowsSheet,
    Sheet,
    StartSheet,
    View,
)
from consent_tui.words import Words


def screen(view: View, say: Words, *, seconds: int) -> Iterator[str]:
    """Yield a screen from its title to its prose; `seconds` are those of the idle warning."""
    frame, sheet = view.frame, view.sheet
    eyebrow = getattr(sheet, "eyebrow", "")
    step = frame.step_word if not eyebrow else f"{frame.step_word}. {eyebrow}" if frame.step_word else eyebrow
    yield ""
    if step:
        yield step
    if frame.notice:
        yield frame.notice
    yield from _sheet(sheet, say, seconds)


def numbered(found: Offers, say: Words) -> Iterator[str]:
    for offer in found.numbered:
        yield f"  {offer.name}. {offer.word}" + (f" ({say('plain.chosen')})" if offer.chosen else "")


def part(view: View, found: Offers, say: Words) -> Iterator[str]:
    """Yield the part that is being asked: a row with its answers, or a field with what stands in it."""
    yield ""
    match view.sheet:
        case RowsSheet(rows=rows) if found.part is not None:
            row = rows[found.part]
            yield row.words
            if row.noted:
                yield row.noted
            yield from numbered(found, say)
            yield from _every(found, say)
        case FormSheet() | ChooseSheet() if found.typed:
            if said := noted(view.sheet):
                yield said
            yield from _field(found.typed, say)


def overview(view: View, found: Offers, say: Words) -> Iterator[str]:
    """Yield all parts of a sheet with what stands in each."""
    match view.sheet:
        case RowsSheet(rows=rows):
            for offer, row in zip(found.numbered, rows, strict=True):
                given = next((c.word for c in row.choices if c.chosen), say("answer.none_yet"))
                yield f"  {offer.name}. {row.words} ({given})"
            yield from _every(found, say)
        case FormSheet() as form:
            if form.noted:
                yield form.noted
            for offer, typed in zip(found.numbered, form.fields, strict=False):
                yield f"  {offer.name}. {offer.word}" + ("" if typed.value else f" ({say('plain.empty')})")
            yield from prose(form.meaning)
            yield from numbered(Offers(numbered=found.numbered[len(form.fields) :]), say)
            yield from prose(form.after)
        case BodySheet():
            yield from numbered(found, say)
            yield say("plain.body_hint")
        case ReviewSheet(facts=facts):
            yield from (_fact(fact) for fact in facts)
        case _:
            yield from numbered(found, say)
    if isinstance(view.sheet, RowsSheet | FormSheet) and view.frame.main and view.frame.main.act is None:
        yield say("plain.not_yet", what=view.frame.main.word)


def _every(found: Offers, say: Words) -> Iterator[str]:
    """Yield what answers all rows at once, where that may be offered."""
    yield from (f"  {spelled(c.name, say)}: {c.word}" for c in found.commands if c.name == "all")


def listed(found: Offers, say: Words) -> Iterator[str]:
    """Yield what can be typed here, and what each of it does."""
    yield say("plain.help.intro")
    if found.numbered:
        yield f"  {say('plain.help.number')}"
    if found.typed:
        yield f"  {say('plain.help.text')}"
        yield f"  {say('plain.help.literal').replace('=', LITERAL)}"
    if found.part is not None:
        yield f"  {say('plain.help.skip', next=spelled('next', say))}"
    elif found.main and found.main.act:
        yield f"  {say('plain.help.next', next=spelled('next', say), word=found.main.word)}"
    for offer in found.commands:
        yield f"  {say('plain.help.command', command=spelled(offer.name, say), word=offer.word)}"
    for own in ("again", "help"):
        yield f"  {say(f'plain.help.{own}', **{own: spelled(own, say)})}"


def pressed(offer: Offer, now: Offer | None, say: Words) -> str:
    """Return the echo of a numbered answer, as it stands after the press."""
    if now is None or now.word != offer.word:
        return f"{offer.name}. {now.word}" if now else ""
    if offer.chosen and not now.chosen:
        return say("plain.taken_away", answer=now.word)
    return say("plain.yours", answer=now.word) if now.chosen else ""


def prose(paras: Prose) -> Iterator[str]:
    for para in paras:
        yield f"  - {para.plain}" if para.kind == "point" else para.plain


def _sheet(sheet: Sheet, say: Words, seconds: int) -> Iterator[str]:
    match sheet:
        case CoverSheet(words=words):
            yield words
            return
        case IdleSheet(title=title, words=words):
            yield title
            yield words.replace("{seconds}", str(seconds))
            return
    if isinstance(sheet, ChooseSheet):
        yield from prose(sheet.before)
    yield sheet.title
    if getattr(sheet, "prose", True):
        yield ""
    match sheet:
        case StartSheet():
            yield from prose(sheet.prose)
            yield from prose(sheet.notices)
            yield sheet.ask
        case ReadSheet():
            yield from prose(sheet.prose)
            yield from _chart(sheet.chart, say) if sheet.chart else ()
            if sheet.end_word:
                yield sheet.end_word
        case ResultSheet():
            yield f"{sheet.why_word}:"
            yield from prose(sheet.why)
            yield f"{sheet.now_word}:"
            yield from prose(sheet.now)
        case CodeSheet(card=card, data=data, spoken=spoken):
            yield spoken
            yield f"  {data}"
            yield from (_fact(fact) for fact in card)
            yield from prose(sheet.prose)
        case DoneSheet():
            yield from (_fact(fact) for fact in sheet.card)
            yield from prose(sheet.prose)
        case ChooseSheet():
            yield from prose(sheet.prose)
            yield from (sheet.noted,) if sheet.noted else ()
        case _:
            yield from prose(sheet.prose)


def noted(sheet: Sheet) -> str:
    """What a sheet says of who types."""
    return sheet.noted if isinstance(sheet, FormSheet | ChooseSheet) else ""


def _field(typed: Field, say: Words) -> Iterator[str]:
    yield typed.label
    value = typed.value or say("plain.empty")
    yield f"  {value} ({typed.hint})" if typed.hint else f"  {value}"
    if typed.problem:
        yield typed.problem


def _fact(fact: Fact) -> str:
    begin = f"{fact.cap}. " if fact.act else "- " if fact.cap else ""
    return f"  {begin}{fact.label}: {fact.value}"


def _chart(chart: Chart, say: Words) -> Iterator[str]:
    """Each line of evidence as a sentence."""
    trials, people, _, _, found, sure = chart.heads
    for row in chart.rows:
        counted = (f"{head}: {_many(number, say)}" for head, number in ((trials, row.studies), (people, row.people)))
        told = f"{row.found} ({_direction(row, chart, say)})"
        yield f"  - {row.condition}: {'; '.join(counted)}; {found}: {told}; {sure}: {row.certainty}"


def _many(number: int | None, say: Words) -> str:
    return say("plain.unknown_number") if number is None else str(number)


def _direction(row: ChartRow, chart: Chart, say: Words) -> str:
    words = {-1: chart.heads[2], 0: say("plain.same"), 1: chart.heads[3]}
    told = [words[(value > 0) - (value < 0)] for value in row.results]
    return say("plain.and_result").join(dict.fromkeys(told)) or say("plain.unclear_direction")
