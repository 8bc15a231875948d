"""Somebody in front of the views: presses what stands on the screen and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from consent_tui import words
from consent_tui.content import read
from consent_tui.model.acts import Act
from consent_tui.model.encounter import start, update
from consent_tui.model.facts import Visit
from consent_tui.model.moves import Event
from consent_tui.model.pack import Pack, QuestionWords
from consent_tui.model.record import Clinic
from consent_tui.model.screening import Rule, Severity, StopFor, Urgent
from consent_tui.model.state import State
from consent_tui.views import view
from consent_tui.views.shapes import (
    BodySheet,
    Choice,
    ChooseSheet,
    Field,
    FormSheet,
    Key,
    Prose,
    ReadSheet,
    ResultSheet,
    ReviewSheet,
    RowsSheet,
    Sheet,
    StartSheet,
    View,
)

TINY = Path(__file__).resolve().parents[1] / "packs/tiny"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_UNSET = ("emergency", "crisis", "recent", "fee", "retention", "contact")
_PEOPLE = ("person.child", "person.my_child", "person.represented", "person.my_represented")
SAID: set[str] = set()  # every key of the program's words that a view has said


class Overheard(dict[str, str]):
    """The words of a language; what is said is noted in `SAID`."""

    def __getitem__(self, key: str) -> str:
        SAID.add(key)
        return super().__getitem__(key)


@cache
def spoken(language: str) -> words.Words:
    return words.Words(language, Overheard(words.load(language).table))


@cache
def whole() -> Pack:
    """The tiny pack, with what it lacks: a question about a crisis, and one that stops until a doctor has answered."""
    tiny = read(TINY).pack
    assert tiny is not None
    crisis = Rule(
        id="crisis",
        group="body",
        yes=Severity.STOP,
        unsure=Severity.STOP,
        stop_for=StopFor.TODAY,
        urgent=Urgent.CRISIS,
        private=True,
        needs="crisis_question",
    )
    surgery = Rule(
        id="surgery", group="body", yes=Severity.STOP, unsure=Severity.CLEARANCE, stop_for=StopFor.UNTIL, private=True
    )
    more = {
        "crisis": QuestionWords(
            ask="Do you think of hurting yourself?", ask_other="Does {person}?", why="", told="dark thoughts"
        ),
        "surgery": QuestionWords(ask="Surgery lately?", ask_other="Has {person}?", why="A", told="a recent surgery"),
    }
    said = {language: replace(own, questions={**own.questions, **more}) for language, own in tiny.words.items()}
    return replace(tiny, questions=(*tiny.questions, surgery, crisis), words=said)


def filled(language: str) -> dict[str, str]:
    say = words.load(language)
    return {name: say(f"filled.{name}") for name in _UNSET} | {name: say(name) for name in _PEOPLE}


VISIT = Visit(
    filled={language: filled(language) for language in ("en", "es")},
    switches={"crisis_question": True},
    clinic=Clinic(name="Sample Practice", kiosk="front-desk"),
)


def drawn(state: State) -> View:
    return view(state, spoken(state.facts.language or state.case.pack.languages[0]))


@dataclass
class Sitting:
    """One client's way; `states` are all screens that were drawn. Everything but clocks and disks goes by a view."""

    state: State
    states: list[State]

    @classmethod
    def of(cls, pack: Pack | None = None, visit: Visit = VISIT) -> Sitting:
        state = start(pack or whole(), visit)
        return cls(state, [state])

    @property
    def view(self) -> View:
        return drawn(self.state)

    @property
    def sheet(self) -> Sheet:
        return self.view.sheet

    def post(self, act: Act) -> Sitting:
        at = NOW + timedelta(seconds=len(self.states))
        self.state = update(self.state, Event(act, self.view.frame.revision, at))
        self.states.append(self.state)
        return self

    def press(self, command: str) -> Sitting:
        return self.post(key(self.view, command).act)

    def next(self) -> Sitting:
        main = self.view.frame.main
        assert main, f"no main key at {self.state.place}"
        assert main.act, f"not ready at {self.state.place}: {main.word}"
        return self.post(main.act)

    def choose(self, ident: str, row: str = "") -> Sitting:
        return self.post(choice(self.view, ident, row).act)

    def write(self, name: str, text: str) -> Sitting:
        return self.post(typed(self.view, name).act(text))

    def read(self) -> Sitting:
        sheet = self.sheet
        assert isinstance(sheet, ReadSheet)
        assert sheet.ends
        return self.post(sheet.ends)

    def answer(self, given: Mapping[str, str]) -> Sitting:
        """Answer all open rows as `given` says, else with no; statements with yes. What is read back is confirmed."""
        while True:
            sheet = self.sheet
            assert isinstance(sheet, RowsSheet)
            open_rows = [row for row in sheet.rows if not any(c.chosen for c in row.choices)]
            if not open_rows or self.state.top:
                return self
            row = open_rows[0]
            plain = "no" if sheet.questions else "true"
            self.choose(given.get(row.id, plain), row.id)
            if self.state.top and str(self.state.top.kind) == "confirm":
                self.choose("yes")
            if self.state.top:
                return self


def key(view: View, command: str) -> Key:
    return next(k for k in keys(view) if k.command == command)


def keys(view: View) -> Iterator[Key]:
    yield from view.frame.keys
    if view.frame.look:
        yield view.frame.look
    for name in ("keys", "corrections"):
        yield from getattr(view.sheet, name, ())
    if ink := getattr(view.sheet, "ink", None):
        yield from (k for k in (ink.open, ink.clear) if k)
    for row in getattr(view.sheet, "rows", ()):
        yield from (k for k in (row.why, row.note) if k)


def choices(view: View, row: str = "") -> Iterator[Choice]:
    match view.sheet:
        case StartSheet(languages=found) | ChooseSheet(choices=found):
            yield from found
        case RowsSheet() as sheet:
            yield from (c for r in sheet.rows if row in ("", r.id) for c in r.choices)
            if sheet.all:
                yield sheet.all
        case FormSheet(certify=line) if line:
            yield line


def choice(view: View, ident: str, row: str = "") -> Choice:
    return next(c for c in choices(view, row) if c.id == ident)


def typed(view: View, name: str) -> Field:
    return next(f for f in fields_on(view) if f.id == name)


def fields_on(view: View) -> tuple[Field, ...]:
    match view.sheet:
        case FormSheet(fields=found):
            return found
        case ChooseSheet(field=found) if found:
            return (found,)
    return ()


def offered(view: View) -> Iterator[Act]:
    """Every act that a press on this screen posts."""
    yield from (k.act for k in keys(view))
    yield from (c.act for c in choices(view))
    if view.frame.main and view.frame.main.act:
        yield view.frame.main.act
    match view.sheet:
        case BodySheet(areas=areas):
            yield from (area.act for area in areas)
        case ReviewSheet(facts=facts):
            yield from (fact.act for fact in facts if fact.act)
        case ReadSheet(ends=ends) if ends:
            yield ends


def texts(thing: object) -> Iterator[str]:
    """Every string that a view shows, names of commands and ids among them, acts left out."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from texts(each)
    elif is_dataclass(thing) and not isinstance(thing, Act):
        for field in fields(thing):
            if not (isinstance(thing, View) and field.name == "key"):
                yield from texts(getattr(thing, field.name))


def shown(view: View) -> str:
    return "\n".join(texts(view))


def plain(prose: Prose) -> list[str]:
    return [paragraph.plain for paragraph in prose]


def result_of(sitting: Sitting) -> ResultSheet:
    assert isinstance(sitting.sheet, ResultSheet)
    return sitting.sheet


def review_of(sitting: Sitting) -> dict[str, str]:
    """What the review says, by label; of several lines with one label the last."""
    assert isinstance(sitting.sheet, ReviewSheet)
    return {fact.label: fact.value for fact in sitting.sheet.facts}
