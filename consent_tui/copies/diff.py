"""What differs, in words: two records of one client, or a record and what the pack tells and asks today.

Private answers are covered unless revealed: not even which of them changed. Pure: values and words in, a document out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from consent_tui.copies.document import Block, Document, Fact, Facts, Paragraph, Point, Section, Tone
from consent_tui.copies.passages import filled_in
from consent_tui.copies.shown import Shown
from consent_tui.copies.wording import day, one_line
from consent_tui.model import differing, differing_since
from consent_tui.model.differing import Difference, Part
from consent_tui.model.later_rules import for_another
from consent_tui.model.pack import Pack
from consent_tui.model.record import Record
from consent_tui.words import Words

Covers = Callable[[str], bool]
_WORDS_OF: Mapping[Part, str] = {  # where the words of a code stand
    Part.DECISION: "show.outcome.{}",
    Part.RESULT: "results.{}",
    Part.ANSWER: "answer.{}",
    Part.CHECK: "diff.{}",
    Part.AREA: "body.{}",
    Part.PERMISSION: "diff.permission_{}",
    Part.STATEMENT: "diff.statement_{}",
}
_NAME_OF = {
    (Part.OWN, "goals"): "show.goals",
    (Part.OWN, "matters"): "show.matters",
    (Part.PERSON, "role"): "review.deciding",
    (Part.CONTENT, "pack"): "paper.pack",
    (Part.CONTENT, "language"): "review.language",
}


def between(old: Shown, new: Shown, was: Record, now: Record, say: Words) -> Document:
    """Return what differs from one record to a later one; `was` and `now` are what `old` and `new` hold."""
    found = differing.between(was, now)
    other = any(each.part is Part.PERSON and each.id in ("name", "born") for each in found)
    head = [Facts((_dated(old, was, say), _dated(new, now, say)), say("diff.compared"))]

    def line(each: Difference, say: Words) -> str:
        return _was_now(each, say, new.area)

    told = _sections(found, lambda question: old.covers(question) or new.covers(question), line, say)
    return _document(
        say("diff.title"), [*head, *([Paragraph(say("diff.other"), Tone.NOTE)] if other else [])], told, say
    )


def since(told: Shown, what: Record, pack: Pack, spoken: Callable[[str], Words]) -> Document:
    """Return what this client would be told or asked today and was not. `spoken` gives a language's words."""
    say = spoken(what.language)
    private = {rule.id for rule in pack.questions if rule.private}
    person = "child" if what.client and what.client.age_band != "adult" else "represented"

    def fills(language: str) -> Mapping[str, str]:
        filled = filled_in(what.content, language, spoken)
        if not for_another(what):
            return filled
        they = spoken(language)
        mine = they(f"person.my_{person}")
        return {**filled, differing_since.PERSON: they(f"person.{person}"), differing_since.MY_PERSON: mine}

    def covers(question: str) -> bool:
        return told.covers(question) or (question in private and not told.revealed)

    found = differing_since.since(what, pack, fills)
    facts = (_dated(told, what, say), Fact(say("diff.today"), f"{pack.id} {pack.version}"))
    head: list[Block] = [Facts(facts, say("diff.compared"))]
    return _document(say("diff.title"), head, _sections(found, covers, _told_now, say), say)


def _document(title: str, head: list[Block], body: Iterable[Section], say: Words) -> Document:
    told = tuple(body)
    if not told:
        head.append(Paragraph(say("diff.nothing")))
    return Document(title=title, language=say.language, head=tuple(head), body=told)


def _dated(told: Shown, what: Record, say: Words) -> Fact:
    when = what.times.signed or what.times.written
    kind = say(f"show.kind.{what.kind}")
    return Fact(told.filed.number, f"{kind}, {day(when, say)}" if when else kind)


def _sections(
    found: Iterable[Difference], covers: Covers, line: Callable[[Difference, Words], str], say: Words
) -> Iterator[Section]:
    for part, run in groupby(found, key=lambda each: each.part):
        each_of = list(run)
        open_to_all = [each for each in each_of if part is not Part.ANSWER or not covers(each.id)]
        points = [Point(line(each, say)) for each in open_to_all]
        if covered := len(each_of) - len(open_to_all):
            points.append(Point(say("diff.covered", n=covered)))
        yield Section(say(f"diff.part.{part}"), tuple(points))


def _was_now(each: Difference, say: Words, area: Callable[[str], str]) -> str:
    """One difference between two records: what it is about, before and now. `area` names one in words."""
    name = area(each.id) if each.part is Part.AREA else _name(each, say)
    if each.was == each.now:
        return f"{name} {say('diff.reworded', answer=_value(each, each.now, say))}"
    told = say("diff.was_now", was=_value(each, each.was, say), now=_value(each, each.now, say))
    more = f" {say('diff.other_words')}" if each.reworded else ""
    return f"{name}: {told}{more}" if name else f"{told}{more}"


def _told_now(each: Difference, say: Words) -> str:
    """One difference from today's pack: new, gone, or in other words."""
    if each.part in (Part.RESULT, Part.CONTENT):
        key = "diff.further" if each.part is Part.RESULT else "diff.was_now"
        return say(key, was=_value(each, each.was, say), now=_value(each, each.now, say))
    how = "changed" if each.reworded else "new" if each.now else "gone"
    return f"{say(f'diff.{how}')}: {one_line(each.words) or each.id}"


def _name(each: Difference, say: Words) -> str:
    if each.part in (Part.DECISION, Part.RESULT):
        return ""
    if each.words:
        return one_line(each.words)
    return say(_NAME_OF.get((each.part, each.id), f"diff.{each.part}_{each.id}"))


def _value(each: Difference, code: str, say: Words) -> str:
    if each.part is Part.PERSON and each.id == "role" and code:
        return say("review.self") if code == "self" else say(f"show.role.{code}")
    if not code:
        return say("body.none" if each.part is Part.AREA else "diff.not_there")
    stem = _WORDS_OF.get(each.part)
    return say(stem.format(code)) if stem and stem.format(code) in say else one_line(code)
