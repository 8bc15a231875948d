"""Walks an answer sheet: given where an encounter stands, what the person on the sheet does next.

One walker decides, in acts; each front end performs them its own way and hands the state back. The walker knows the
sheet and the model, never a view, so it cannot answer what a front end does not ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consent_tui.content.scenario import EVERY, Scenario
from consent_tui.model import acts, moves
from consent_tui.model.acts import Act, Outcome
from consent_tui.model.journey import DECISION, SIGN, Block, Step, questions_at
from consent_tui.model.screening import Rule
from consent_tui.model.state import Layer, Over, State
from consent_tui.services.answering import Answering
from consent_tui.services.correcting import Correcting

Certify = Callable[[State], Act]

_TRIED = (moves.Next, acts.Decided, acts.Certified, acts.Signed)  # presses that a block can answer


class Walker:
    """The person on the answer sheet. `certify` gives the act behind the line that is ticked before signing.

    `last` is the encounter as it last stood with the client's facts in it: what `[expect]` is compared with.
    Raises `ScenarioFaults` when something is asked to which the sheet has no answer.
    """

    def __init__(self, scenario: Scenario, certify: Certify) -> None:
        self.sheet = scenario.sheet
        self.last: State | None = None
        self.blocked: tuple[Block, ...] = ()
        self._certify = certify
        self._answering, self._correcting = Answering(scenario), Correcting(scenario)
        self._switches = list(scenario.sheet.switch)
        self._questions = dict(scenario.sheet.questions)
        self._did: Act | None = None

    def decide(self, state: State) -> Act | None:
        """Return what is done now, or `None` where the rehearsal ends: it is over, or the way on is blocked."""
        if state.begun:
            self.last = state
        elif self.last is not None:  # the client is forgotten: done, left, or a fresh start
            return None
        if state.trouble:
            return None
        if state.blocked and isinstance(self._did, _TRIED):
            self.blocked = state.blocked
            return None
        if state.refused and isinstance(self._did, acts.Wrote):
            self._answering.given_up.add(state.refused.field)
        self._did = self._layered(state, state.top) if state.top else self._here(state)
        return self._did

    def _layered(self, state: State, top: Layer) -> Act:
        """What is done about something that lies over the screen."""
        match top.kind:
            case Over.URGENT:
                return self._correcting.mistake(state, top.subject) or moves.Leave("urgent")
            case Over.CONFIRM:
                return moves.Confirm()
            case Over.STOP if (by := self._leaves(state)) in ("stop", "paper"):
                return moves.Leave(str(by))
            case Over.STOP if self._declines(state):
                return acts.Decided(Outcome(self.sheet.decision))
            case Over.IDLE | Over.HIDDEN:
                return moves.Expire()
            case Over.LOOK if self._switches:
                return acts.Speak(self._switches.pop(0).to)
            case Over.ASK:
                return moves.Open("ask-note")
            case Over.ASK_NOTE if state.place.item in self._questions:
                return acts.AskedUs(state.place.item, self._questions.pop(state.place.item))
        return moves.Close()

    def _here(self, state: State) -> Act:
        """What is done at a place: a page is read; then leaving, a no, another language; then the answers; then on."""
        if state.place.step is Step.PAGES and not state.facts.pages[state.place.item].ended:
            return acts.PageEnded(state.place.item)
        match self._leaves(state):
            case "idle":
                return moves.Idle()
            case "hidden":
                return moves.Hide()
            case "stop" | "paper":
                return moves.Open("stop")
        if self._declines(state) and state.place != DECISION:
            return moves.Open("stop")
        if self._switches and self._switches[0].at == state.place.step:
            return moves.Open("look")
        return self._correcting.way(state) or next(self._doings(state), None) or moves.Next()

    def _doings(self, state: State) -> Iterator[Act]:
        match state.place.step:
            case Step.START:
                yield acts.Speak(self.sheet.language)
            case Step.WELCOME | Step.SCREENING:
                yield from self._answers(state)
            case Step.PAGES if state.place.item in self._questions:
                yield moves.Open("ask")
            case _:
                yield from self._answering.at(state)
        if state.place == SIGN:
            if state.facts.certified is None:
                yield self._certify(state)
            yield acts.Signed()

    def _answers(self, state: State) -> Iterator[Act]:
        rules = questions_at(state.case, state.place)
        if self._no_to_all(state, rules):
            if not all(rule.id in state.seen for rule in rules):
                yield moves.RowsSeen(tuple(rule.id for rule in rules))
            yield moves.NoToAll(state.place.item)
        for rule in rules:
            if corrected := self._correcting.answer(state, rule):
                yield corrected
            if rule.id not in state.facts.given:
                yield acts.Answered(rule.id, self._answering.screening(rule))

    def _no_to_all(self, state: State, rules: tuple[Rule, ...]) -> bool:
        """A whole group that the sheet leaves to "*" = "no" is answered by the one key for it."""
        group = next((g for g in state.case.pack.groups if g.id == state.place.item), None)
        if group is None or group.one_by_one or len(rules) < 2 or self.sheet.screening.get(EVERY) != "no":
            return False
        own = {*self.sheet.screening, *self._correcting.here(state), *state.facts.answers}
        return not any(rule.id in own for rule in rules)

    def _leaves(self, state: State) -> str | None:
        leaving = self.sheet.leave
        return leaving.by if leaving and leaving.at == state.place.step else None

    def _declines(self, state: State) -> bool:
        """Whether a no, or thinking about it, is said at this step."""
        closing = state.place.step is Step.DECIDE and state.place != DECISION
        return self.sheet.at == state.place.step and not closing and state.facts.decision is None
