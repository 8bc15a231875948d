"""What an answer sheet changes afterwards: which answer, from where, and the way back to it."""

from __future__ import annotations

from consent_tui.content.scenario import Change, Scenario, ScenarioFaults
from consent_tui.model import acts, moves
from consent_tui.model.acts import Act
from consent_tui.model.journey import Step, journey, questions_at
from consent_tui.model.judging import standing
from consent_tui.model.screening import Answer, Rule
from consent_tui.model.state import State


class Correcting:
    """The changes of one sheet that are still to come."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._changes = list(scenario.sheet.change)
        self._seeking = ""  # the question that is gone back to, step by step

    def mistake(self, state: State, question: str) -> Act | None:
        """Return "I pressed this by mistake" where the sheet changes this answer at the step where it was given."""
        return acts.TakenBack(question) if question in self.here(state) else None

    def here(self, state: State) -> tuple[str, ...]:
        """Return the questions whose answers change at this step."""
        return tuple(c.question for c in self._changes if c.from_step == state.place.step)

    def answer(self, state: State, rule: Rule) -> Act | None:
        """Return the new answer to a question on screen, once its first one was given."""
        found = next((c for c in self._changes if c.question == rule.id and self._now(state, c)), None)
        if found is None or rule.id not in state.facts.answers:
            return None
        self._changes.remove(found)
        self._seeking = ""
        return acts.Answered(rule.id, Answer(found.to))

    def _now(self, state: State, change: Change) -> bool:
        if self._seeking:
            return change.question == self._seeking
        return change.from_step == (state.returning.step if state.returning else state.place.step)

    def way(self, state: State) -> Act | None:
        """Return a step back to an answer that changes from here: by its line on the screen, else by Back."""
        if self._seeking:
            there = any(rule.id == self._seeking for rule in questions_at(state.case, state.place))
            return None if there else moves.Back()
        if state.place.step not in (Step.RESULT, Step.REVIEW) or not self.here(state):
            return None
        question = self.here(state)[0]
        where = self._where(state, question)
        if _listed(state, question):
            return moves.GoTo(*where)
        self._seeking = question
        return moves.Back()

    def _where(self, state: State, question: str) -> tuple[str, str]:
        for place in journey(state.case):
            if any(rule.id == question for rule in questions_at(state.case, place)):
                return str(place.step), place.item
        number = next(n for n, c in enumerate(self._scenario.sheet.change) if c.question == question)
        what = f'"{question}" is not asked here, so it cannot be changed'
        raise ScenarioFaults([self._scenario.fault(what, "check the answers that lead to it", "change", number)])


def _listed(state: State, question: str) -> bool:
    """The result lists what is behind it, the review each answer other than no that is not private."""
    if state.place.step is Step.RESULT:
        return question in standing(state.case).because
    private = any(rule.id == question and rule.private for rule in state.case.pack.questions)
    return not private and state.facts.given.get(question, Answer.NO) is not Answer.NO
