"""What the facts add up to: which questions are asked, the disposition, its teach-back and statements."""

from __future__ import annotations

from dataclasses import replace

from consent_tui.model.acts import AgeBand, Treated
from consent_tui.model.facts import Case
from consent_tui.model.pack import StatementRule, TeachBackRule
from consent_tui.model.screening import (
    COMBINES,
    Answer,
    Disposition,
    Rule,
    Severity,
    StopFor,
    Together,
    asked,
    combinations,
    dispose,
    longest,
)

AGE = "age"
CAPACITY = "capacity"


def questions(case: Case, at: str | None = None) -> tuple[Rule, ...]:
    """Return the questions to ask now, in order, follow-ups included; `at` = "welcome" or "screening" narrows."""
    rules = asked(case.pack.questions, case.facts.given, case.visit.switches)
    if at is None:
        return tuple(rules)
    here = {group.id for group in case.pack.groups if group.at == at}
    return tuple(rule for rule in rules if rule.group in here)


def unanswered(case: Case, at: str | None = None) -> tuple[str, ...]:
    given = case.facts.given
    return tuple(rule.id for rule in questions(case, at) if rule.id not in given)


def at_deciding(case: Case) -> Disposition | None:
    """Return the disposition that is decided before any question, if one is.

    Under two: no session. Oneself under age, not able to decide now, or not sure of it: not today (`design: Results`).
    """
    facts = case.facts
    if facts.band is AgeBand.UNDER:
        return Disposition(result=Severity.STOP, stop_for=StopFor.LASTING, because=(AGE,))
    if facts.treated is Treated.SELF and facts.band is AgeBand.MINOR:
        return Disposition(result=Severity.STOP, stop_for=StopFor.TODAY, because=(AGE,))
    if facts.able not in (None, Answer.YES):
        return Disposition(result=Severity.STOP, stop_for=StopFor.TODAY, because=(CAPACITY,))
    return None


def severities(case: Case) -> dict[str, Severity]:
    """Return how far each answer given stands in the way by itself; of `age` and `capacity` too where they do."""
    given = case.facts.given
    found = {rule.id: rule.severity(given[rule.id]) for rule in questions(case) if rule.id in given}
    if case.facts.band is AgeBand.MINOR:
        found[AGE] = case.pack.ages.minor
    if early := at_deciding(case):
        found |= dict.fromkeys(early.because, Severity.STOP)
    return found


def combined(case: Case) -> tuple[Together, ...]:
    """Return the combinations that the answers given meet."""
    return combinations([rule.id for rule in questions(case)], case.facts.given, case.pack.together)


def lowered(case: Case) -> tuple[str, ...]:
    """Return the questions whose *stop* or *clearance* answer was taken back after the result was shown.

    Of a combination only the answer that was taken back counts: one that still stands is as bad as it was.
    """
    facts, now = case.facts, severities(case)
    fell = [q for q, was in facts.strictest_shown.items() if now.get(q, Severity.NONE) < was]
    fell += [q for q in facts.combined_shown if facts.given.get(q) not in COMBINES]
    return tuple(dict.fromkeys(fell))


def standing(case: Case) -> Disposition:
    """Return where the answers given so far leave the client; what is open counts for nothing yet."""
    given, floor = case.facts.given, case.pack.ages.minor
    rules = [rule for rule in questions(case) if rule.id in given]
    found = dispose(rules, given, case.pack.together, lowered(case))
    if early := at_deciding(case):
        stopped = found.because if found.result is Severity.STOP else ()
        stop_for = longest((early.stop_for, found.stop_for))
        return replace(found, result=Severity.STOP, stop_for=stop_for, because=(*early.because, *stopped))
    if case.facts.band is AgeBand.MINOR and found.result <= floor:
        because = found.because if found.result is floor else ()
        found = replace(found, result=floor, because=(*because, AGE))
    return found


def disposition(case: Case) -> Disposition | None:
    """Return the result, or `None` while a question is open."""
    facts = case.facts
    undecided = facts.treated is None or facts.band is None or facts.able is None
    if at_deciding(case) is None and (undecided or unanswered(case)):
        return None
    return standing(case)


def doubted(case: Case, when: tuple[str, ...]) -> bool:
    """Say whether one of these questions was answered other than *no*."""
    return any(case.facts.given.get(q, Answer.NO) is not Answer.NO for q in when)


def teach_back(case: Case) -> tuple[TeachBackRule, ...]:
    """Return the teach-back questions to ask, in the pack's order: always, fitted to the answers, then to fill up.

    One that was tried stays, whatever the answers become.
    """
    rules = case.pack.teach_back
    chosen = {r.id for r in rules if r.always or doubted(case, r.when)}
    for rule in rules:
        if len(chosen) >= case.pack.teach_back_asked:
            break
        chosen.add(rule.id)
    return tuple(r for r in rules if r.id in chosen or r.id in case.facts.teach_back)


def statements(case: Case) -> tuple[StatementRule, ...]:
    return tuple(s for s in case.pack.statements if not s.when or doubted(case, s.when))
