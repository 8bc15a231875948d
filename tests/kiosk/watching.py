"""A session that looks at every turn: what must hold whatever is pressed."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import ModuleType
from typing import Any

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act
from consent_tui.model.moves import Event
from consent_tui.model.record import Record
from consent_tui.model.state import State
from consent_tui.model.text import clean
from consent_tui.services.session import Session, Withdraw, Written
from consent_tui.views import view
from consent_tui.words import load
from tests.model import test_consent, test_moving, test_reaching, test_replay, test_screening, test_urgent
from tests.model.walks import OPENED, Turn, Walk
from tests.views.sitting import VISIT, fields_on, offered, whole

OTHERWISE = (acts.Unseen, moves.RowsSeen, moves.Idle, moves.Expire, moves.Close)  # not pressed, or nobody's press


class Broken(AssertionError):
    """A rule does not hold; `how` tells seed and event, so that it can be met again."""


def properties(*modules: ModuleType) -> list[Callable[[Walk], None]]:
    """Return what is asked of arbitrary walks."""
    found = []
    for module in modules:
        for name, test in vars(module).items():
            inner = getattr(getattr(test, "hypothesis", None), "inner_test", None)
            if name.startswith("test_") and inner and list(inspect.signature(inner).parameters) == ["walk"]:
                found.append(inner)
    return found


RULES = properties(test_consent, test_moving, test_reaching, test_replay, test_screening, test_urgent)


@dataclass(slots=True)
class Met:
    """What a monkey has met."""

    events: int = 0
    clients: int = 0
    turns: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    screens: set[str] = field(default_factory=set)


class Watched(Session):
    """A session that looks at every turn, and keeps them until the client has gone."""

    def __init__(self, write: Callable[[Record], Written], withdraw: Withdraw, met: Met) -> None:
        self._at, self._met = 0, met
        clocks = {"clock": self._clock_of, "stopwatch": lambda: float(self._at)}
        super().__init__(whole(), VISIT, write=write, withdraw=withdraw, **clocks)
        self.walk = Walk(self.state)

    def _clock_of(self) -> Any:
        self._at += 1
        return OPENED + timedelta(seconds=self._at % 30_000)

    def _update(self, event: Event) -> None:
        before = self.state
        super()._update(event)
        self.walk.turns.append(Turn(before, as_taken(event), self.state))
        self.walk.state = self.state
        self._met.turns += 1
        if self.state is not before and not isinstance(event.act, OTHERWISE):
            was_offered(event.act, before)

    def post(self, act: Act, revision: int, actor: str = "client") -> State:
        state = super().post(act, revision, actor)
        if self.walk.state.closed:
            self.judge()
            self.walk = Walk(state)
            self._at = 0
        return state

    def judge(self) -> None:
        """Ask everything of this walk that is asked of arbitrary ones."""
        if self.walk.turns:
            self._met.clients += 1
            self._met.kinds[str(self.walk.state.kind or self.walk.state.ending or "still there")] += 1
            if not any(turn.after.about_withdrawing for turn in self.walk.turns):  # that is no encounter
                for rule in RULES:
                    self._asked(rule)

    def _asked(self, rule: Callable[[Walk], None]) -> None:
        """Ask one rule; where it does not hold, tell the walk, since a screen that is slower leads to another one."""
        try:
            rule(self.walk)
        except AssertionError as error:
            walked = "\n".join(f"  {turn.before.place}: {turn.event.act}" for turn in self.walk.turns)
            raise Broken(f"{rule.__name__}: {error}\n{walked}") from error


def as_taken(event: Event) -> Event:
    """Walks of the model write only what needs no cleaning; so does this one, afterwards."""
    typed = {name: clean(value) for name in ("text", "number") if isinstance(value := getattr(event.act, name, 0), str)}
    return replace(event, act=replace(event.act, **typed)) if typed else event


def was_offered(act: Act, state: State) -> None:
    """A press that does anything stood on its screen: the same act, or one of a field with other words in it."""
    if isinstance(act, moves.Sealed | moves.SealFailed):
        return
    shown = drawn(state)
    typed = {type(each.act("")) for each in fields_on(shown)}
    drew = {acts.Drew} if getattr(shown.sheet, "ink", None) else set()
    assert act in [*offered(shown)] or type(act) in typed | drew, (state.place, state.over, type(act).__name__)


def drawn(state: State) -> Any:
    return view(state, load(state.facts.language or "en"))
