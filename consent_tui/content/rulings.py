"""Whether the rules of a pack agree with each other and with the rules that hold whatever a pack says."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from consent_tui.content.faults import Fault, listed, nearest
from consent_tui.content.manuscript import Manuscript
from consent_tui.content.packfile import PackFile, Path
from consent_tui.content.rules import QuestionEntry, ScreeningRules

A_SCREEN = 4  # statements


def faults(written: Manuscript) -> Iterator[Fault]:
    for question in written.screening.model.question:
        yield from _question(written.screening, question)
    yield from _private(written.screening)
    yield from _combinations(written.screening)
    yield from _reach(written.screening)
    yield from _loops(written.screening)
    yield from _teach_back(written)
    yield from _statements(written)
    yield from _ages(written)


def _question(file: PackFile[ScreeningRules], q: QuestionEntry) -> Iterator[Fault]:
    at = file.at("question", q.id)
    yield from _length(file, at, f'"{q.id}"', q.stop_for, stops="stop" in {q.yes, q.when_unsure})
    if q.urgent and q.yes != "stop":
        yield file.fault(f'"{q.id}" is urgent, but its yes is no stop', 'write yes = "stop"', *at, "urgent")
    if q.yes in {"stop", "clearance"} and q.when_unsure in {"talk", "note"}:
        what = f'in "{q.id}", not being sure leads to less than waiting for a doctor'
        yield file.fault(what, f'write unsure = "clearance" or "stop", since yes is "{q.yes}"', *at, "unsure")
    if q.urgent == "crisis" and not q.private:
        yield file.fault(f'"{q.id}" is about a crisis and not private', "add private = true", *at, "urgent")
    if q.urgent == "crisis" and not q.needs:
        what = f'"{q.id}" would be asked where nobody is there to help'
        yield file.fault(what, 'add needs = "crisis_question"', *at, "urgent")
    if q.urgent == "emergency" and q.follow.person:
        what = f'"{q.id}" is about an emergency: "I would rather tell a person" is not offered'
        yield file.fault(what, "take person out of follow", *at, "follow", "person")


def _length(
    file: PackFile[ScreeningRules], at: Path, name: str, stop_for: str | None, *, stops: bool
) -> Iterator[Fault]:
    if stops and not stop_for:
        todo = 'add stop_for = "today", "until" (a doctor says it has healed) or "lasting"'
        yield file.fault(f"{name} can stop a session, but not for how long", todo, *at)
    if stop_for and not stops:
        todo = 'take stop_for away, or lead to "stop"'
        yield file.fault(f"{name} says how long a stop lasts, but never stops", todo, *at, "stop_for")


def _private(file: PackFile[ScreeningRules]) -> Iterator[Fault]:
    private = {q.id: q.private for q in file.model.question}
    for q in file.model.question:
        for child in _children(q):
            if q.private and not private.get(child, True):
                what = f'"{q.id}" is private, but its follow-up "{child}" is not and would tell of it'
                yield file.fault(what, f'add private = true to "{child}"', *file.at("question", child))


def _combinations(file: PackFile[ScreeningRules]) -> Iterator[Fault]:
    for number, combination in enumerate(file.model.together):
        at: Path = ("together", number)
        name = f'the combination "{combination.words}"'
        yield from _length(file, at, name, combination.stop_for, stops=combination.leads == "stop")
        if len(set(combination.all)) < len(combination.all):
            yield file.fault(f"{name} names a question twice", "name each once", *at, "all")


def _children(question: QuestionEntry) -> tuple[str, ...]:
    return (*question.follow.yes, *question.follow.unsure, *question.follow.person)


def _reach(file: PackFile[ScreeningRules]) -> Iterator[Fault]:
    ids = [q.id for q in file.model.question]
    followed = {nearest(child, ids) or child: q.id for q in file.model.question for child in _children(q)}
    for q in file.model.question:
        at = file.at("question", q.id)
        if q.group is not None and q.id in followed:
            what = f'"{q.id}" has a group, but is a follow-up of "{followed[q.id]}"'
            yield file.fault(what, "take its group away: it stands under its question", *at, "group")
        if q.group is None and q.id not in followed and file.sound:
            todo = "give it a group, or name it in the follow of another question"
            yield file.fault(f'"{q.id}" is never asked', todo, *at)


def _loops(file: PackFile[ScreeningRules]) -> Iterator[Fault]:
    leads = {q.id: set(_children(q)) for q in file.model.question}
    while True:
        try:
            TopologicalSorter(leads).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1][1:]  # each leads to the one before it
            start = min(ring)
            yield file.fault(
                f"the follow-ups of {listed(sorted(ring), 'and')} lead round in a circle",
                "take one of them out of its follow",
                *file.at("question", start),
                "follow",
            )
            for q in ring:
                leads[q] -= set(ring)
        else:
            return


def _teach_back(written: Manuscript) -> Iterator[Fault]:
    file = written.teach_back
    places: set[int] = set()
    for q in file.model.question:
        at = file.at("question", q.id)
        if len(set(q.choices)) < len(q.choices):
            yield file.fault(f'"{q.id}" offers a choice twice', "name each choice once", *at, "choices")
        if q.right in q.choices:
            places.add(q.choices.index(q.right))
        else:
            yield file.fault(f'"{q.right}" is not one of the choices', f"write {listed(q.choices)}", *at, "right")
    if file.sound and file.model.ask > len(file.model.question):
        what = f"{file.model.ask} questions are asked, but there are {len(file.model.question)}"
        yield file.fault(what, "write a smaller number, or add questions", "ask")
    if len(file.model.question) > 1 and len(places) == 1 and all(q.right in q.choices for q in file.model.question):
        what = f"every right answer stands in place {places.pop() + 1}"
        yield file.fault(
            what, "change the order of some choices", *file.at("question", file.model.question[0].id), "choices"
        )


def _statements(written: Manuscript) -> Iterator[Fault]:
    file = written.statements
    for group, at in dict(file.ids("group")).items():
        count = sum(s.group == group for s in file.model.statement)
        if count > A_SCREEN:
            what = f'the group "{group}" has {count} statements, and a screen holds {A_SCREEN}'
            yield file.fault(what, "part it into two groups", *at, "id")


def _ages(written: Manuscript) -> Iterator[Fault]:
    age = written.pack.model.age
    if age.stop_under >= age.adult:
        what = f"stop_under = {age.stop_under} leaves no child to treat below adult = {age.adult}"
        yield written.pack.fault(what, "write a smaller stop_under", "age", "stop_under")
