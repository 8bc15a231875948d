"""The way through an encounter: its places in order, and what keeps a client at one.

The order is fixed here; the pack fills it. A place is a step and an item: a page, a group, a question, a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.acts import AgeBand, Outcome, Treated
from consent_tui.model.facts import Case
from consent_tui.model.judging import AGE, at_deciding, disposition, questions, statements, teach_back
from consent_tui.model.screening import Answer, Rule, Severity


class Step(StrEnum):
    """The steps of the storyboard; their ids stand in scenarios and records."""

    START = "start"
    WELCOME = "welcome"
    DECIDING = "deciding"
    PAGES = "pages"
    SCREENING = "screening"
    RESULT = "result"
    TEACH_BACK = "teach-back"
    CHOICES = "choices"
    STATEMENTS = "statements"
    REVIEW = "review"
    DECIDE = "decide"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Place:
    step: Step
    item: str = ""

    def __str__(self) -> str:
        return f"{self.step}/{self.item}" if self.item else str(self.step)


START = Place(Step.START)
INTRO = Place(Step.WELCOME, "intro")
RESULT = Place(Step.RESULT)
REVIEW = Place(Step.REVIEW)
DECISION = Place(Step.DECIDE, "decision")
SIGN = Place(Step.DECIDE, "sign")
KEEP = Place(Step.DECIDE, "keep")
IDENTITY = Place(Step.DECIDE, "identity")
KEEP_ANSWERS = Place(Step.DECIDE, "answers")
DONE = Place(Step.DONE)
ASSENT = Place(Step.DECIDING, "assent")


@dataclass(frozen=True, slots=True)
class Block:
    """That something stands in the way, by code and ids; `views` says it in words."""

    code: str
    ids: tuple[str, ...] = ()

    def spelled(self) -> tuple[str, ...]:
        """As scenarios spell it: `statement:clothes-on`."""
        return tuple(f"{self.code}:{i}" for i in self.ids) or (self.code,)


def journey(case: Case) -> tuple[Place, ...]:
    """Return all places from Start to the end that the facts lead to at present."""
    return tuple(_places(case))


def _places(case: Case) -> Iterator[Place]:
    facts = case.facts
    yield START
    yield INTRO
    for rule in questions(case, "welcome"):
        yield Place(Step.WELCOME, rule.id)
    yield from _deciding(case)
    if at_deciding(case) is None:
        for page in case.pack.pages:
            yield Place(Step.PAGES, page.id)
        yield from _screening(case)
    yield RESULT
    if facts.decision not in (None, Outcome.AGREE) or unable(case):
        yield from (KEEP, IDENTITY)
        if facts.answers:
            yield KEEP_ANSWERS
        yield DONE
        return
    for check in teach_back(case):
        yield Place(Step.TEACH_BACK, check.id)
    yield Place(Step.CHOICES, "areas")
    if case.pack.permissions:
        yield Place(Step.CHOICES, "permissions")
    yield Place(Step.CHOICES, "goals")
    asked_for = {s.group for s in statements(case)}
    for group in case.pack.statement_groups:
        if group.id in asked_for:
            yield Place(Step.STATEMENTS, group.id)
    yield from (REVIEW, DECISION, SIGN, DONE)


def _deciding(case: Case) -> Iterator[Place]:
    facts = case.facts
    yield Place(Step.DECIDING, "who")
    early = at_deciding(case)
    if early and early.because == (AGE,):
        return
    if facts.treated is Treated.CHILD and facts.band is AgeBand.MINOR:
        yield Place(Step.DECIDING, "role")
    yield Place(Step.DECIDING, "help")
    yield Place(Step.DECIDING, "able")
    if early:
        return
    if "language" in facts.help:
        yield Place(Step.DECIDING, "interpreter")
    if facts.for_other and facts.band is AgeBand.MINOR:
        yield ASSENT


def _screening(case: Case) -> Iterator[Place]:
    asked_of = {rule.group for rule in questions(case, "screening")}
    for group in case.pack.groups:
        if group.id in asked_of:
            yield Place(Step.SCREENING, group.id)


def questions_at(case: Case, place: Place) -> tuple[Rule, ...]:
    """Return the questions that stand at a place, follow-ups under their question."""
    if place.step is Step.WELCOME:
        return tuple(r for r in questions(case, "welcome") if r.id == place.item)
    if place.step is not Step.SCREENING:
        return ()
    return tuple(r for r in questions(case, "screening") if r.group == place.item)


def open_at(case: Case, place: Place) -> Block | None:
    """Return what keeps the client at a place, or `None` when the way on is free."""
    facts = case.facts
    match place.step:
        case Step.START:
            return None if facts.opened else Block("language")
        case Step.WELCOME | Step.SCREENING:
            ids = tuple(r.id for r in questions_at(case, place) if r.id not in facts.given)
            return Block("question", ids) if ids else None
        case Step.DECIDING:
            return None if _deciding_done(case, place.item) else Block("choice", (place.item,))
        case Step.PAGES:
            seen = facts.pages.get(place.item)
            return None if seen and seen.ended else Block("page", (place.item,))
        case Step.RESULT:
            now = disposition(case)
            return None if now is not None and facts.result_shown == now else Block("result")
        case Step.TEACH_BACK:
            tried = facts.teach_back.get(place.item)
            return None if tried and tried.settled else Block("teach-back", (place.item,))
        case Step.CHOICES:
            ids = tuple(p for p in case.pack.permissions if p not in facts.permissions)
            return Block("permission", ids) if place.item == "permissions" and ids else None
        case Step.STATEMENTS:
            here = (s.id for s in statements(case) if s.group == place.item)
            ids = tuple(s for s in here if s not in facts.statements)
            return Block("statement-open", ids) if ids else None
        case Step.DECIDE:
            return _open_at_decide(case, place)
        case _:
            return None


def _deciding_done(case: Case, item: str) -> bool:
    facts = case.facts
    match item:
        case "who":
            return facts.treated is not None and facts.band is not None
        case "role":
            return facts.guardian is not None
        case "able":
            return facts.able is not None
        case "assent":
            return facts.assent is not None
        case "interpreter":
            named = facts.text("interpreter-name") and facts.text("interpreter-language")
            return facts.interpreter is False or bool(facts.interpreter and named)
    return True  # help may be none


def _open_at_decide(case: Case, place: Place) -> Block | None:
    facts = case.facts
    if place == DECISION:
        return None if facts.decision else Block("decision")
    if place == KEEP:
        return None if facts.keep is not None else Block("choice", ("keep",))
    if place == KEEP_ANSWERS:
        return None if facts.keep_answers is not None else Block("choice", ("answers",))
    if place == IDENTITY:
        missing = tuple(f for f, there in (("name", facts.text("name")), ("birth-date", facts.born)) if not there)
        return Block("identity", missing) if missing else None
    return None


def unable(case: Case) -> bool:
    """Say whether the answers given leave no way to agree."""
    found = disposition(case)
    return found is not None and found.result is Severity.STOP


def assent_refused(case: Case) -> bool:
    """A child's no ends as a refusal."""
    return case.facts.for_other and case.facts.band is AgeBand.MINOR and case.facts.assent is Answer.NO
