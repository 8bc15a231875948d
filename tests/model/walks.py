"""Arbitrary walks through arbitrary packs: mostly what makes sense at the place, sometimes late or foreign acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from random import Random

from hypothesis import strategies as st

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act, AgeBand, Outcome, Touch, Treated
from consent_tui.model.encounter import start, update
from consent_tui.model.facts import Visit
from consent_tui.model.journey import Place, Step, questions_at
from consent_tui.model.moves import Event
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer
from consent_tui.model.state import State
from tests.model.client import CERTIFIED, onward, otherwise
from tests.model.packs import VISIT, packs

ZONE = timezone(timedelta(hours=1))
OPENED = datetime(2026, 11, 21, 9, 0, tzinfo=ZONE)
LENGTH = 160  # acts
MORE_TO_DO = (Step.SCREENING, Step.RESULT, Step.CHOICES, Step.REVIEW)
WORTH = (acts.Committed, moves.GoTo)  # what is done at a place that is not open any more
SPREAD = 220  # of 256; from here on another answer is given than the plain one


@dataclass(frozen=True, slots=True)
class Turn:
    """One event and the states on both sides of it."""

    before: State
    event: Event
    after: State

    @property
    def act(self) -> Act:
        return self.event.act


class Walk:
    """A client's way, a turn an event; each event has a time of its own."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.turns: list[Turn] = []

    @classmethod
    def of(cls, pack: Pack, visit: Visit = VISIT) -> Walk:
        return cls(start(pack, visit))

    def do(self, act: Act, *, late: int = 0, seconds: int | None = None) -> State:
        at = OPENED + timedelta(seconds=len(self.turns))
        return self.post(Event(act, self.state.revision - late, at, "client", seconds))

    def post(self, event: Event) -> State:
        before, self.state = self.state, update(self.state, event)
        self.turns.append(Turn(before, event, self.state))
        return self.state

    def to(self, place: Place) -> State:
        """Go on plainly until this place."""
        return self.until(lambda state: state.place == place and state.top is None)

    def until(self, there: Callable[[State], bool], how: Callable[[State], Act] = onward) -> State:
        for _ in range(400):
            if there(self.state):
                return self.state
            self.do(how(self.state))
        raise AssertionError(f"never there; at {self.state.place} {self.state.over} {self.state.blocked}")

    def __repr__(self) -> str:
        """What a failing test prints: the rules, and the way up to its end."""
        pack = self.state.case.pack
        way = "\n".join(f"  {t.before.place} {[str(o.kind) for o in t.before.over]} {t.act}" for t in self.turns)
        rules = "\n".join(map(str, (*pack.groups, *pack.questions, *pack.together, *pack.teach_back, *pack.statements)))
        return f"Walk(\n{rules}\n{way}\n)"

    @property
    def places(self) -> set[Place]:
        return {self.turns[0].before.place} | {turn.after.place for turn in self.turns} if self.turns else set()


def foreign(pack: Pack) -> tuple[Act, ...]:
    """Return acts of any place, whatever is on screen."""
    questions = [q.id for q in pack.questions]
    return (
        *(acts.Answered(q, a, how) for q in questions for a in Answer for how in ("own", "group")),
        *(acts.TakenBack(q) for q in questions),
        *(acts.Noted(q, "x") for q in questions),
        *(acts.PageEnded(p.id) for p in pack.pages),
        *(acts.PageShown(p.id) for p in pack.pages),
        *(acts.Stated(s.id, agreed=True) for s in pack.statements),
        *(acts.Permitted(p, given=True) for p in pack.permissions),
        *(acts.TaughtBack(t.id, "a") for t in pack.teach_back),
        *(acts.Marked(a, Touch.TOUCH) for a in pack.areas),
        *(acts.Decided(o) for o in Outcome),
        *(acts.Treat(t) for t in Treated),
        *(acts.Aged(b) for b in AgeBand),
        *(acts.Wrote(f, "Ana Example") for f in ("name", "signature", "reason", "goals")),
        *(moves.NoToAll(g.id) for g in pack.groups),
        *(moves.GoTo("screening", g.id) for g in pack.groups),
        *(moves.Leave(by) for by in ("stop", "paper", "urgent")),
        acts.Able(Answer.YES),
        acts.Speak("fr"),
        acts.CameWith("front-desk-1"),
        acts.ResultShown(),
        acts.DecisionTakenBack(),
        acts.Kept(keep=True),
        acts.KeptAnswers(keep=True),
        CERTIFIED,
        acts.Signed(),
        moves.Confirm(),
        moves.Close(),
        moves.Expire(),
        moves.Sealed("front-desk-1", "x"),
        moves.SealFailed("disk-full"),
        moves.Open("desk"),
        moves.Open("ask-note"),
        moves.Open("urgent"),
    )


def _nearly(state: State, which: int, fell: int) -> Act:
    """What leads on, or another answer than the plain one, or something worth doing before going on."""
    act = onward(state)
    like: list[Act] = []
    if isinstance(act, acts.Answered):
        if which % 3 == 0 and state.place.step is Step.SCREENING:
            rows = tuple(rule.id for rule in questions_at(state.case, state.place))
            return moves.NoToAll(state.place.item) if state.seen.issuperset(rows) else moves.RowsSeen(rows)
        if fell >= SPREAD - 30:
            like = [a for a in otherwise(state) if isinstance(a, acts.Answered)]
    elif isinstance(act, moves.Next) and state.place.step is Step.SCREENING and state.returning and which % 2:
        given = state.facts.given
        like = [acts.Answered(r.id, Answer.NO) for r in questions_at(state.case, state.place) if given[r.id] != "no"]
    elif isinstance(act, moves.Next) and state.place.step in MORE_TO_DO:
        if fell >= SPREAD - 100:
            like = [a for a in otherwise(state) if isinstance(a, WORTH)]
    elif not isinstance(act, moves.Next) and fell >= SPREAD:
        like = [a for a in otherwise(state) if type(a) is type(act)]
    return like[fell % len(like)] if like else act


def walked(pack: Pack, dice: bytes, visit: Visit = VISIT) -> Walk:
    """Walk as the dice fall, two a turn; the first says how restless this client is."""
    walk = Walk.of(pack, visit)
    strange = foreign(pack)
    calm = (240, 205, 175, 140)[dice[0] % 4]
    for n in range(1, len(dice) - 1, 2):
        if walk.state.closed:
            break
        which, fell = dice[n], dice[n + 1]
        seconds = fell if fell % 2 else None
        if which <= calm:
            walk.do(_nearly(walk.state, which, fell), seconds=seconds)
        elif which % 8 == 0:
            walk.do(strange[fell % len(strange)], seconds=seconds)
        else:
            some = otherwise(walk.state)
            walk.do(some[fell % len(some)], late=int(which % 8 == 1), seconds=seconds)
    return walk


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """Hypothesis draws the pack, so that a failing walk shrinks to one through a small pack; dice decide the way."""
    pack = draw(packs())
    visit = replace(VISIT, switches={"crisis_question": draw(st.booleans())})
    seed = draw(st.integers(0, 2**64))
    dice = Random(f"{seed} {pack}")  # another pack, other dice: drawn alike they would walk alike
    return walked(pack, dice.randbytes(2 * LENGTH), visit)
