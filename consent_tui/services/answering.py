"""What an answer sheet says at a place: each answer as an act, first things first.

Raises `ScenarioFaults` with the sheet's own line when something is asked to which it has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from consent_tui.content.scenario import EVERY, AnswerSheet, Scenario, ScenarioFaults
from consent_tui.model import acts
from consent_tui.model.acts import Act, AgeBand, Outcome, Touch, Treated
from consent_tui.model.journey import DECISION, KEEP, KEEP_ANSWERS, SIGN, Step
from consent_tui.model.judging import statements, teach_back
from consent_tui.model.screening import Answer, Rule
from consent_tui.model.state import State

V = TypeVar("V")

_ABLE = {"true": Answer.YES, "false": Answer.NO, "unsure": Answer.UNSURE}


class Answering:
    """The answers of one sheet. A text that was refused (`given_up`) is not typed again."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.given_up: set[str] = set()

    @property
    def sheet(self) -> AnswerSheet:
        return self._scenario.sheet

    def at(self, state: State) -> Iterator[Act]:
        """Yield what is still to be answered at a place; nothing: all is."""
        match state.place.step:
            case Step.DECIDING:
                yield from self._deciding(state)
            case Step.TEACH_BACK:
                yield from self._teach_back(state)
            case Step.CHOICES:
                yield from self._choices(state)
            case Step.STATEMENTS:
                said = state.facts.statements
                for rule in statements(state.case):
                    if rule.group == state.place.item and rule.id not in said:
                        yield acts.Stated(rule.id, self._of("statements", self.sheet.statements, rule.id))
            case Step.DECIDE:
                yield from self._decide(state)

    def screening(self, rule: Rule) -> Answer:
        """Return the answer to a question about health."""
        answer = Answer(self._of("screening", self.sheet.screening, rule.id))
        if answer not in rule.choices():
            what = f'"{rule.id}" cannot be answered "{answer}"'
            raise self.fault(what, f'write {rule.id} = "yes", "no" or "unsure"', "screening", rule.id)
        return answer

    def _deciding(self, state: State) -> Iterator[Act]:
        sheet, facts = self.sheet, state.facts
        match state.place.item:
            case "who" if facts.treated is None:
                yield acts.Treat(Treated(sheet.deciding))
            case "who" if facts.band is None:
                yield acts.Aged(AgeBand(sheet.age))
            case "role" if facts.guardian is None:
                yield acts.StandFor(sheet.signatory.role if sheet.signatory else "parent")
            case "able" if facts.able is None:
                yield acts.Able(_ABLE[sheet.able])
            case "help":
                yield from (acts.Help(kind, wanted=True) for kind in sheet.help if kind not in facts.help)
            case "interpreter" if facts.interpreter is None:
                yield acts.Interpreted(sheet.interpreter is not None)
            case "interpreter" if sheet.interpreter:
                spoken = {
                    "interpreter-name": sheet.interpreter.name,
                    "interpreter-language": sheet.interpreter.language,
                }
                yield from self._typed(state, spoken)
            case "assent" if facts.assent is None:
                if sheet.assent is None:
                    raise self._unanswered("the child's own answer", 'assent = "yes"', "deciding")
                yield acts.Assented(Answer(sheet.assent))

    def _teach_back(self, state: State) -> Iterator[Act]:
        ident = state.place.item
        tried = state.facts.teach_back.get(ident)
        if tried and tried.settled:
            return
        rule = next(t for t in teach_back(state.case) if t.id == ident)
        tries = self._of("teach_back", self.sheet.teach_back, ident)
        number = len(tried.attempts) if tried else 0
        if number >= len(tries):
            raise self._unanswered(
                f'"{ident}" a second time', f'{ident} = ["wrong", "right"] or ["wrong", "wrong"]', "teach_back", ident
            )
        wrong = next(c for c in rule.choices if c != rule.right)
        yield acts.TaughtBack(ident, rule.right if tries[number] == "right" else wrong)

    def _choices(self, state: State) -> Iterator[Act]:
        sheet, facts = self.sheet, state.facts
        match state.place.item:
            case "areas":
                for area in state.case.pack.areas:
                    wanted = (
                        Touch.AVOID if area in sheet.avoid_areas else Touch.TOUCH if area in sheet.touch_areas else None
                    )
                    now = facts.areas.get(area)
                    if wanted and now is not wanted:  # a press on an area goes round: not chosen, touch, avoid
                        yield acts.Marked(area, Touch.TOUCH if now is None else wanted)
            case "permissions":
                for permission in state.case.pack.permissions:
                    if permission not in facts.permissions:
                        yield acts.Permitted(permission, self._of("permissions", sheet.permissions, permission))
            case "goals":
                yield from self._typed(state, {"goals": sheet.goals, "matters": sheet.matters})

    def _decide(self, state: State) -> Iterator[Act]:
        sheet, facts = self.sheet, state.facts
        if state.place == DECISION:
            yield acts.Decided(Outcome(sheet.decision))
        elif state.place == SIGN:
            yield from self._typed(state, self._signing(state))
        elif state.place == KEEP:
            yield from self._typed(state, {"reason": sheet.reason if sheet.save else ""})
            if facts.keep is None:
                yield acts.Kept(sheet.save)
        elif state.place == KEEP_ANSWERS:
            if facts.keep_answers is None:
                yield acts.KeptAnswers(sheet.keep_answers)
        else:
            yield from self._typed(state, {"name": sheet.client.name, "born": sheet.client.born.isoformat()})

    def _signing(self, state: State) -> dict[str, str]:
        sheet = self.sheet
        typed = {"name": sheet.client.name, "born": sheet.client.born.isoformat()}
        if not state.facts.for_other:
            return typed | {"signature": sheet.client.name}
        if sheet.signatory is None:
            raise self._unanswered(
                "who signs for the person treated", "signatory = { name = …, relationship = … }", "deciding"
            )
        signer = sheet.signatory
        typed |= {"signer": signer.name, "relationship": signer.relationship, "authority": signer.authority}
        return typed | {"signature": signer.name}

    def _typed(self, state: State, wanted: Mapping[str, str]) -> Iterator[Act]:
        """Yield each text that does not stand yet; one that was refused is not typed again."""
        for name, text in wanted.items():
            born = state.facts.born.isoformat() if state.facts.born else ""
            there = born if name == "born" else state.facts.text(name)
            if text and not there and name not in self.given_up:
                yield acts.Wrote(name, text)

    def _of(self, table: str, given: Mapping[str, V], ident: str) -> V:
        if ident in given:
            return given[ident]
        if EVERY in given:
            return given[EVERY]
        raise self._unanswered(f'"{ident}"', f'add {ident} = … or "*" = …', table)

    def _unanswered(self, what: str, todo: str, *path: str | int) -> ScenarioFaults:
        return self.fault(f"the client is asked {what} and the sheet has no answer", todo, *path)

    def fault(self, what: str, todo: str, *path: str | int) -> ScenarioFaults:
        return ScenarioFaults([self._scenario.fault(what, todo, *path)])
