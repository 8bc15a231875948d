"""What has to be filled in for an act at the desk: which blanks, in which order, which of them needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.desk_acts import Deed
from consent_tui.model.later import ANSWERED, ERASED, WITHDRAWN, ActKind, Filing, Topic, is_act, is_record
from consent_tui.model.later_rules import for_another, needs_talk, takes
from consent_tui.model.record import Record
from consent_tui.model.standing import Standing, Word


class Holds(StrEnum):
    """What a blank holds."""

    WORDS = "words"
    PERSON = "person"
    DAY = "day"
    TICK = "tick"  # something that was done
    ONE_OF = "one-of"
    FILE = "file"
    NUMBER = "number"  # of a record


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """`id` is the name of the fact. Of `choices` one is taken; `usual` stands there at first."""

    id: str
    holds: Holds
    choices: tuple[str, ...] = ()
    needed: bool = True
    usual: str = ""


KINDS: Mapping[Deed, tuple[ActKind, Topic | None]] = {
    Deed.CLEAR: (ActKind.CLEARANCE, None),
    Deed.COUNTERSIGN: (ActKind.COUNTERSIGNATURE, None),
    Deed.ANSWER: (ActKind.NOTE, Topic.ANSWER),
    Deed.NOTE: (ActKind.NOTE, None),
    Deed.COPY: (ActKind.NOTE, Topic.COPY),
    Deed.WITHDRAW: (ActKind.WITHDRAWAL, None),
    Deed.VOID: (ActKind.VOID, None),
    Deed.ERASE: (ActKind.ERASURE, None),
}
AUDIENCES = ("client", "clinic")  # for whom a copy is
WAYS = ("print", "save")  # that it goes out
NOTED = (Topic.CAPACITY, Topic.PRIVATE, Topic.PAPER)  # what a note at the desk is about; other topics have own acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The record that an act is about: with what is about it, where it stands, its private answers other than *no*."""

    filed: Filing
    related: Sequence[Filing] = ()
    standing: Standing | None = None
    private: tuple[str, ...] = ()
    today: str = ""  # as 2026-11-21
    printer: str = ""  # on which copies are printed; "" where none is set


def blanks(deed: Deed, about: Matter, filled: Mapping[str, str]) -> tuple[Blank, ...]:
    """Return what has to be filled in. What a note needs depends on its topic, so on what is `filled` already."""
    return tuple(_blanks(deed, about, filled))


def _blanks(deed: Deed, about: Matter, filled: Mapping[str, str]) -> Iterator[Blank]:
    match deed:
        case Deed.CLEAR:
            yield Blank(id="clinician", holds=Holds.PERSON)
            yield Blank(id="profession", holds=Holds.WORDS)
            yield Blank(id="dated", holds=Holds.DAY)
            yield Blank(id="until", holds=Holds.DAY, needed=False)
            yield Blank(id="limits", holds=Holds.WORDS, needed=False)
            yield Blank(id="how", holds=Holds.ONE_OF, choices=ANSWERED)
        case Deed.COUNTERSIGN:
            yield from _countersigned(about)
        case Deed.ANSWER:
            numbers = open_questions(about)
            yield Blank(
                id="question", holds=Holds.ONE_OF, choices=numbers, usual=numbers[0] if len(numbers) == 1 else ""
            )
            yield Blank(id="words", holds=Holds.WORDS)
        case Deed.NOTE:
            yield from _noted(about, filled)
        case Deed.COPY:
            yield Blank(id="audience", holds=Holds.ONE_OF, choices=AUDIENCES, usual=AUDIENCES[0])
            way = Blank(id="way", holds=Holds.ONE_OF, choices=WAYS, usual="print" if about.printer else "save")
            yield way
            if filled.get("way", way.usual) == "save":
                yield Blank(id="file", holds=Holds.FILE, usual=f"~/{about.filed.number}.html")
        case Deed.WITHDRAW:
            yield Blank(id="said", holds=Holds.DAY, usual=about.today)
            yield Blank(id="how", holds=Holds.ONE_OF, choices=WITHDRAWN)
        case Deed.VOID:
            targets = voidable(about)
            if len(targets) > 1:
                yield Blank(id="target", holds=Holds.ONE_OF, choices=targets)
            yield Blank(id="reason", holds=Holds.WORDS)
        case Deed.ERASE:
            yield Blank(id="why", holds=Holds.ONE_OF, choices=ERASED)


def _countersigned(about: Matter) -> Iterator[Blank]:
    what = about.filed.what
    yield Blank(id="name_checked", holds=Holds.TICK)
    yield Blank(id="born_checked", holds=Holds.TICK)
    if isinstance(what, Record):
        if needs_talk(what) or (about.standing is not None and about.standing.word is Word.AWAITING_TALK):
            yield Blank(id="talked", holds=Holds.TICK)
        if for_another(what):
            yield Blank(id="paper", holds=Holds.WORDS)
            yield Blank(id="paper_dated", holds=Holds.DAY)
    yield Blank(id="wanted", holds=Holds.TICK)
    if isinstance(what, Record) and what.client and what.client.reference:
        yield Blank(id="supersedes", holds=Holds.NUMBER, needed=False)


def _noted(about: Matter, filled: Mapping[str, str]) -> Iterator[Blank]:
    topics = tuple(str(each) for each in NOTED if each is not Topic.PRIVATE or about.private)
    yield Blank(id="topic", holds=Holds.ONE_OF, choices=topics)  # none is set: a doubt is not noted by mistake
    topic = filled.get("topic")
    if topic == Topic.PAPER:
        yield Blank(id="scan", holds=Holds.FILE)
    if topic:  # before, nobody can tell whether it may stay empty
        yield Blank(id="words", holds=Holds.WORDS, needed=topic == Topic.CAPACITY)


def open_questions(about: Matter) -> tuple[str, ...]:
    """Return the numbers of the questions that nobody has answered, counted from 1; all of them where all are."""
    if not is_record(about.filed):
        return ()
    numbers = [str(number) for number, _ in enumerate(about.filed.what.questions, start=1)]
    notes = [each.what.note for each in about.related if is_act(each) and each.trusted and each.what.note]
    answered = {str(note.question) for note in notes if note.topic is Topic.ANSWER}
    return tuple(number for number in numbers if number not in answered) or tuple(numbers)


def voidable(about: Matter) -> tuple[str, ...]:
    """Return the numbers of what can be made void: the record, and each act about it that is not void already."""
    gone = {act.what.about.id for act in about.related if is_act(act) and act.what.void and act.what.about}
    found: list[Filing] = [about.filed, *(each for each in about.related if is_act(each))]
    return tuple(each.number for each in found if takes(each.what, ActKind.VOID) and each.what.id not in gone)
