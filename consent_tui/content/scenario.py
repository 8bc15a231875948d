"""Scenarios: answer sheets with the outcome that their author expects (`docs/content-format.md`, Scenarios).

Reading looks at one file alone; whether its ids are the pack's is looked at by `strangers`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from consent_tui.content.faults import Fault, listed, nearest
from consent_tui.content.folder import LIMIT
from consent_tui.content.packfile import PackFile
from consent_tui.content.rules import Entry, Text
from consent_tui.content.schema import understood
from consent_tui.content.syntax import table, text
from consent_tui.model.judging import AGE, CAPACITY
from consent_tui.model.pack import Pack

EVERY = "*"  # stands for every id that is not named

StepWord = Literal[
    "welcome", "deciding", "pages", "screening", "result", "teach-back", "choices", "statements", "review", "decide"
]
AnswerWord = Literal["yes", "no", "unsure", "person"]
Try = Literal["right", "wrong"]
Named = Annotated[str, Field(pattern=r"^(\*|[a-z][a-z0-9-]*)$")]
Row = tuple[str | int, ...]


class ScenarioFaults(Exception):
    """Answer sheets that cannot be rehearsed: every fault with file, line and what to do."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def _able(given: Any) -> Any:
    words = {True: "true", False: "false"}
    word = words.get(given) if isinstance(given, bool) else given
    if word not in ("true", "false", "unsure"):
        raise PydanticKnownError("literal_error", {"expected": "'true', 'false' or 'unsure'"})
    return word


def _tries(given: Any) -> Any:
    """One word stands for every try."""
    tries = [given, given] if isinstance(given, str) else given
    if not isinstance(tries, list) or not tries or any(t not in ("right", "wrong") for t in tries):
        raise PydanticKnownError("literal_error", {"expected": "'right' or 'wrong'"})
    return tuple(tries)


class Person(Entry):
    name: Text
    born: date


class Signatory(Entry):
    """Who decides for another person."""

    role: Literal["parent", "guardian"] = "parent"
    name: Text
    relationship: str = ""
    authority: str = ""


class SpokenBy(Entry):
    name: Text
    language: Text


class Change(Entry):
    """An answer that is changed once the client has come to `from_step`."""

    from_step: Literal["welcome", "screening", "result", "review"]
    question: str
    to: AnswerWord


class Switch(Entry):
    at: StepWord
    to: str


class Leaving(Entry):
    at: StepWord
    by: Literal["stop", "idle", "paper", "hidden"]


class Expected(Entry):
    """What the end of the encounter is compared with; a key left out is not."""

    kind: Literal["consent", "refusal", "undecided", "deferral", "nothing"]
    disposition: Literal["none", "talk", "clearance", "stop"] | None = None
    stop_for: Literal["today", "until", "lasting"] | None = None
    because: list[str] | None = None
    lowered: list[str] | None = None
    conditions: list[Literal["talk", "clearance"]] | None = None
    blocked: list[str] | None = None


class AnswerSheet(Entry):
    """All that a scenario file holds."""

    about: str = Field(default="", description="What this scenario shows")
    language: str = Field(description="The language that the client chooses")
    deciding: Literal["self", "child", "represented"] = Field(
        description="For whom: oneself, a child, or another adult"
    )
    age: Literal["under-2", "minor", "adult"]
    able: Annotated[
        Literal["true", "false", "unsure"],
        BeforeValidator(_able, json_schema_input_type=Literal[True, False, "unsure"]),
    ]
    screening: dict[Named, AnswerWord] = Field(description='The answer to each question; "*" stands for all not named')
    teach_back: dict[Named, Annotated[tuple[Try, ...], BeforeValidator(_tries, json_schema_input_type=Try | list[Try])]]
    permissions: dict[Named, bool] = Field(description='Which are given; "*" stands for all not named')
    statements: dict[Named, bool] = Field(description='Which are agreed to; "*" stands for all not named')
    decision: Literal["agree", "refuse", "undecided"]
    save: bool = Field(description="Whether a deferral, a refusal or an undecided end is kept")
    client: Person
    expect: Expected
    at: StepWord | None = Field(default=None, description="The step at which a no or a doubt is said; else the last")
    leave: Leaving | None = Field(default=None, description="Goes away before the end")
    change: list[Change] = Field(default_factory=list, description="Answers that are changed later")
    switch: list[Switch] = Field(default_factory=list, description="Where another language is chosen")
    keep_answers: bool = False
    signatory: Signatory | None = Field(default=None, description="Who decides for the child or the other adult")
    assent: AnswerWord | None = Field(default=None, description="What a child of 2 to 17 says")
    interpreter: SpokenBy | None = None
    help: list[Literal["reading", "seeing", "language"]] = Field(default_factory=list)
    avoid_areas: list[str] = Field(default_factory=list)
    touch_areas: list[str] = Field(default_factory=list)
    questions: dict[Named, Text] = Field(default_factory=dict, description="A question to the practitioner, by page")
    goals: str = ""
    matters: str = ""
    reason: str = ""
    settings: dict[str, bool] = Field(default_factory=dict, description="Settings of the clinic that questions need")
    today: date | None = Field(default=None, description="The day on which it is rehearsed; else the day it runs")


_STAND_IN: dict[str, Any] = {
    "language": "en",
    "deciding": "self",
    "age": "adult",
    "able": True,
    "screening": {},
    "teach_back": {},
    "permissions": {},
    "statements": {},
    "decision": "refuse",
    "save": False,
    "client": {"name": "Ana Example", "born": date(1980, 2, 29)},
    "expect": {"kind": "nothing"},
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """An answer sheet and the file it stands in, so that a fault found later has a line too."""

    sheet: AnswerSheet
    file: PackFile[AnswerSheet]

    @property
    def name(self) -> str:
        return Path(self.file.path).stem

    def fault(self, what: str, todo: str, *path: str | int) -> Fault:
        return self.file.fault(what, todo, *path)


def read_scenario(path: Path) -> Scenario:
    """Read one answer sheet. Raises `ScenarioFaults` with all that is wrong with it."""
    shown = path.as_posix()
    source = _source(path, shown)
    doc = source if isinstance(source, Fault) else table(source, shown)
    if isinstance(source, Fault) or isinstance(doc, Fault):
        raise ScenarioFaults([f for f in (source, doc) if isinstance(f, Fault)][:1])
    file, faults = understood(AnswerSheet, shown, shown, source, doc, stand_in=_STAND_IN)
    scenario = Scenario(file.model, file)
    if file.sound and file.model.at and file.model.decision == "agree":
        todo = 'take it away, or write decision = "refuse" or "undecided"'
        faults.append(
            scenario.fault('"at" says where a no or a doubt is said, but the decision is "agree"', todo, "at")
        )
    if faults:
        raise ScenarioFaults(sorted(faults, key=lambda fault: fault.line or 0))
    return scenario


def _source(path: Path, shown: str) -> str | Fault:
    try:
        if path.is_dir():
            return Fault(shown, None, "this is a folder", "name an answer sheet in it, a file that ends in .toml")
        if not path.is_file():
            todo = "check the spelling of its path" if not os.path.lexists(path) else "name a plain text file"
            return Fault(shown, None, "there is no such answer sheet", todo)
        if path.stat().st_size > LIMIT:
            return Fault(shown, None, "the file is over 1 MB", "name an answer sheet; one is a page of text")
        return text(path.read_bytes(), shown)
    except OSError as error:
        return Fault(shown, None, f"the file cannot be read ({error.strerror})", "check that you may read it")


def strangers(scenario: Scenario, pack: Pack) -> tuple[Fault, ...]:
    """Return a fault for each id in the sheet that the pack lacks."""
    return tuple(_strangers(scenario, pack))


def _strangers(scenario: Scenario, pack: Pack) -> Iterator[Fault]:
    sheet = scenario.sheet
    questions = {rule.id for rule in pack.questions}
    switches = {rule.needs for rule in pack.questions if rule.needs}
    reasons = {*questions, AGE, CAPACITY}
    tables: tuple[tuple[str, str, Iterable[str], Mapping[str, Any]], ...] = (
        ("screening", "question", questions, sheet.screening),
        ("teach_back", "teach-back question", [t.id for t in pack.teach_back], sheet.teach_back),
        ("permissions", "permission", pack.permissions, sheet.permissions),
        ("statements", "statement", [s.id for s in pack.statements], sheet.statements),
        ("questions", "page", [p.id for p in pack.pages], sheet.questions),
        ("settings", "setting that questions need", switches, sheet.settings),
    )
    named: list[tuple[str, str, Iterable[str], Row]] = [
        (id_, what, known, (key, id_)) for key, what, known, given in tables for id_ in given if id_ != EVERY
    ]
    named += [(c.question, "question", questions, ("change", n, "question")) for n, c in enumerate(sheet.change)]
    named += [(s.to, "language of this pack", pack.languages, ("switch", n, "to")) for n, s in enumerate(sheet.switch)]
    named.append((sheet.language, "language of this pack", pack.languages, ("language",)))
    named += [(a, "area", pack.areas, ("avoid_areas", n)) for n, a in enumerate(sheet.avoid_areas)]
    named += [(a, "area", pack.areas, ("touch_areas", n)) for n, a in enumerate(sheet.touch_areas)]
    for key in ("because", "lowered"):
        listed_ids = getattr(sheet.expect, key) or ()
        named += [(q, "question", reasons, ("expect", key, n)) for n, q in enumerate(listed_ids)]
    for id_, what, known, path in named:
        if id_ not in known:
            near = nearest(id_, known)
            choice = f"use {listed(sorted(known))}" if known else "take it away"
            todo = f'did you mean "{near}"?' if near else choice
            yield scenario.fault(f'no {what} is called "{id_}"', todo, *path)
