"""The same rules a second time, as plainly as they can be said, to hold the model against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Severity, Urgent

HARM = (Answer.YES, Answer.UNSURE)


def interrupting(pack: Pack, given: Mapping[str, Answer]) -> list[str]:
    return [q.id for q in pack.questions if q.urgent is not None and given.get(q.id) in HARM]


def below(pack: Pack, question: str) -> set[str]:
    """All follow-ups of a question, and theirs."""
    rule = next(q for q in pack.questions if q.id == question)
    children = {c for added in rule.follow.values() for c in added}
    return children.union(*(below(pack, c) for c in children))


def asked(pack: Pack, given: Mapping[str, Answer], switches: Mapping[str, bool]) -> set[str]:
    """A question is asked if it follows from nothing, or from the answer to one that is asked; unless switched off."""
    on = {q.id for q in pack.questions if q.needs is None or switches.get(q.needs)}
    follow_ups = {c for q in pack.questions for added in q.follow.values() for c in added}
    found = {q.id for q in pack.questions if q.id not in follow_ups} & on
    while True:
        grown = found | {
            c
            for q in pack.questions
            if q.id in found and q.id in given
            for c in q.follow.get(given[q.id], ())
            if c in on
        }
        if grown == found:
            return found
        found = grown


def severity(pack: Pack, question: str, answer: Answer) -> Severity:
    """The table of the walkthrough's *Results*."""
    rule = next(q for q in pack.questions if q.id == question)
    grave = rule.yes in (Severity.CLEARANCE, Severity.STOP)
    if answer is Answer.NO:
        return Severity.NONE
    if answer is Answer.YES:
        return rule.yes
    if answer is Answer.PERSON:
        return Severity.CLEARANCE if grave else Severity.TALK
    return Severity.CLEARANCE if grave and rule.unsure < Severity.CLEARANCE else rule.unsure


def strictest(pack: Pack, given: Mapping[str, Answer], switches: Mapping[str, bool]) -> Severity:
    """What the answers alone lead to: each by itself, and all combinations."""
    here = asked(pack, given, switches)
    found = [Severity.NONE]
    found += [severity(pack, q, given[q]) for q in here if q in given]
    found += [t.leads for t in pack.together if all(q in here and given.get(q) in HARM for q in t.all)]
    return max(found)


def doubted(given: Mapping[str, Answer], questions: tuple[str, ...]) -> bool:
    return any(q in given and given[q] is not Answer.NO for q in questions)


def years(born: date, today: date) -> int:
    full = today.year - born.year
    try:
        birthday = born.replace(year=today.year)
    except ValueError:  # 29 February
        birthday = date(today.year, 3, 1)
    return full if birthday <= today else full - 1


def offers_a_person(pack: Pack, question: str) -> bool:
    return next(q for q in pack.questions if q.id == question).urgent is not Urgent.EMERGENCY
