"""The encounter's reducer: `update(state, event)` → state.

Pure; both front ends draw what it says and post what a person does.
"""

from __future__ import annotations

from dataclasses import replace

from consent_tui.model import acts, moves, withdrawing
from consent_tui.model.acts import Act, Committed, Outcome, Unseen
from consent_tui.model.doing import answer, do, no_to_all, note, typed_at
from consent_tui.model.facts import Case, Facts, Visit
from consent_tui.model.journey import DONE, SIGN, START, Place, Step, questions_at
from consent_tui.model.later import ActKind
from consent_tui.model.moves import Event
from consent_tui.model.moving import back, close_with, committed, forward, go_to
from consent_tui.model.pack import Pack
from consent_tui.model.record import Kind
from consent_tui.model.recording import conditions_of
from consent_tui.model.state import COVERS, READING, Ending, Layer, Over, State, ended

__all__ = ["Ending", "Event", "Layer", "Over", "Place", "State", "Step", "start", "update"]

_TAKEN = ("print", "save")  # ways of which the kiosk itself takes care
_OPEN_AT = {
    Over.MORE: (Step.PAGES,),
    Over.CLAIMS: (Step.PAGES,),
    Over.TERMS: (Step.PAGES,),
    Over.SOURCES: (Step.PAGES,),
    Over.EARLIER: (Step.WELCOME,),
}


def start(pack: Pack, visit: Visit) -> State:
    """Return the Start screen, with nothing of anybody on it."""
    return State(case=Case(pack, visit, Facts()))


def update(state: State, event: Event) -> State:
    """Return the state after an event; an event that is late or belongs elsewhere changes nothing.

    An intent carries the revision it was made for: a late one never acts on a screen that its presser has not seen
    (rule 3).
    """
    act = event.act
    if state.closed or (event.revision != state.revision and not isinstance(act, Unseen)):
        return state
    now = _machine(state, act, event) if isinstance(act, Unseen) else _hand(state, act, event)
    if now is state or isinstance(act, acts.PageEnded | moves.RowsSeen):
        return now
    return replace(now, revision=state.revision + 1)


def _machine(state: State, act: Unseen, event: Event) -> State:
    """Clock, eye and disk."""
    match act:
        case acts.PageEnded(page):
            here = state.place == Place(Step.PAGES, page) and not state.facts.pages[page].ended
            return replace(committed(state, act, event), blocked=()) if here else state
        case moves.RowsSeen(ids):
            here_now = {rule.id for rule in questions_at(state.case, state.place)}
            return replace(state, seen=state.seen | (here_now & set(ids)))
        case moves.Hide():
            return _cover(state, Over.HIDDEN, (*COVERS, Over.URGENT))
        case moves.Idle():
            return _cover(state, Over.IDLE, (*COVERS, Over.URGENT, Over.IDLE))
        case moves.Expire():
            return _expire(state)
        case moves.Sealed() if state.kind and state.receipt is None:
            return _receipt(state, state.kind, act)
        case moves.SealFailed(code) if state.kind and state.receipt is None:
            return replace(state, trouble=code)
        case moves.Taken(way, well) if state.taking == way:
            return replace(state, taking="", taken=(*state.taken, (way, well)))
    return state


def _receipt(state: State, kind: Kind | ActKind, sealed: moves.Sealed) -> State:
    """Forget the client; the last screen keeps the number, and what has to happen before a session."""
    return replace(
        ended(state, Ending.LEFT),
        ending=None,
        kind=kind,
        receipt=(sealed.number, sealed.fingerprint),
        code=sealed.code if state.case.visit.code and kind is not ActKind.WITHDRAWAL else "",
        conditions=conditions_of(state.case) if kind is Kind.CONSENT else (),
    )


def _cover(state: State, kind: Over, under: tuple[Over, ...]) -> State:
    """Lay a cover or a warning over a client's screen, unless one of `under` lies there.

    Done is not covered: nothing of the client's is shown there, and a record being written is not wiped by idling.
    """
    if not state.begun or state.place == DONE or (state.top is not None and state.top.kind in under):
        return state
    below = state.over
    if kind is Over.HIDDEN:  # takes the place of a warning, or of the page that follows a cover
        below = tuple(layer for layer in below if layer.kind not in (Over.IDLE, Over.BACK))
    return replace(state, over=(*below, Layer(kind)))


def _expire(state: State) -> State:
    top = state.top
    if top is not None and top.kind is Over.IDLE:
        return ended(state, Ending.IDLE, closed=True)
    if top is not None and top.kind in COVERS:
        return ended(state, Ending.HIDDEN, closed=True)
    if state.place == DONE and state.kind and state.trouble:
        return ended(state, Ending.NOT_WITHDRAWN if state.withdrawing else Ending.LOST)
    if state.place == DONE and (state.receipt or state.ending):
        return replace(state, closed=True)
    return state


def _hand(state: State, act: Act, event: Event) -> State:
    if state.place == DONE:
        return _done(state, act)
    if state.withdrawing and withdrawing.foreign(act):
        return state
    if state.top is not None:
        return _layered(state, state.top, act, event)
    if state.place == START:
        return _at_start(state, act, event)
    if isinstance(act, moves.Open):
        return _open(state, Over(act.kind), act.subject)
    return withdrawing.do(state, act, event) if state.withdrawing else _here(state, act, event)


def _here(state: State, act: Act, event: Event) -> State:
    """What can be done on a screen of the encounter, with nothing over it."""
    match act:
        case moves.Next():
            return forward(replace(state, notice=""), event)
        case moves.Back():
            return back(replace(state, notice=""), event)
        case moves.GoTo():
            return go_to(state, act, event)
        case moves.NoToAll(group):
            return no_to_all(state, group, event)
        case moves.StaffTypes(on):
            return replace(state, staff_types=on) if typed_at(state.place) else state
        case moves.Confirm() | moves.Close():
            return state
        case Committed():
            return do(state, act, event)
    return state


def _at_start(state: State, act: Act, event: Event) -> State:
    match act:
        case acts.Speak():
            return do(state, act, event)
        case moves.ToWithdraw():
            return withdrawing.begin(state)
        case moves.Open(kind, subject):
            return _open(state, Over(kind), subject)
    return state


def _done(state: State, act: Act) -> State:
    if state.top is not None:
        return replace(state, over=()) if isinstance(act, moves.Close | moves.Next) else state
    if isinstance(act, moves.Open):
        return replace(state, over=(Layer(Over.CODE),)) if state.code and act.kind == Over.CODE else state
    if isinstance(act, moves.Take) and act.way in ways(state):
        untried = tuple((way, well) for way, well in state.taken if way != act.way)
        return replace(state, taking=act.way, taken=untried)
    if not isinstance(act, moves.Next):
        return state
    if state.trouble:
        return replace(state, trouble="")  # try again: lock, sequence and seal are taken anew
    return replace(state, closed=True) if state.receipt or state.ending else state


def ways(state: State) -> tuple[str, ...]:
    """Return the ways in which a copy may still be taken along: of a record that is sealed, each until it went well."""
    if not state.receipt or state.kind not in tuple(Kind):
        return ()
    return tuple(way for way in state.case.visit.copies if way in _TAKEN and (way, True) not in state.taken)


def _open(state: State, kind: Over, subject: str) -> State:
    """Lay a sheet over the screen, where it has something to say."""
    if kind in (Over.WHY, Over.NOTE):
        here = any(r.id == subject for r in questions_at(state.case, state.place))
        if not here or (kind is Over.NOTE and subject not in state.facts.given):
            return state
    elif (
        kind not in READING
        or kind in (Over.CONFIRM, Over.ASK_NOTE)
        or state.place.step not in _OPEN_AT.get(kind, tuple(Step))
    ):
        return state
    if (state.place == START and kind is not Over.LOOK) or (kind is Over.INK and state.place != SIGN):
        return state
    layer = Layer(kind, subject or state.place.item)
    return replace(state, over=(layer,), refused=None, staff_types=state.staff_types and kind is Over.INK)


def _layered(state: State, top: Layer, act: Act, event: Event) -> State:  # noqa: C901 - one way out a kind of sheet
    """What can be done while something lies over the screen."""
    match top.kind, act:
        case Over.URGENT, moves.Leave("urgent"):
            return ended(state, Ending.URGENT, closed=True)
        case Over.URGENT, acts.TakenBack(question) if question == top.subject:
            return replace(committed(state, act, event), over=())
        case (Over.URGENT, _):
            return state
        case (Over.HIDDEN | Over.DESK, moves.Close()):
            return replace(state, over=(*state.over[:-1], Layer(Over.BACK)))
        case (Over.HIDDEN | Over.DESK, _):
            return state
        case (Over.IDLE | Over.BACK, moves.Close() | moves.Next()):
            return replace(state, over=state.over[:-1])
        case (Over.IDLE | Over.BACK, _):
            return state
        case Over.CONFIRM, moves.Confirm() if top.answer is not None:
            return answer(replace(state, over=()), acts.Answered(top.subject, top.answer), event, confirmed=True)
        case Over.STOP, moves.Leave("stop" | "paper" as by):
            left = Ending.NOT_WITHDRAWING if state.withdrawing else Ending.LEFT
            return ended(state, Ending.PAPER if by == "paper" else left)
        case Over.STOP, acts.Decided(Outcome.REFUSE | Outcome.UNDECIDED as outcome):
            return close_with(state, outcome, event)
        case (Over.STOP | Over.ASK, moves.Open("desk")):
            return replace(state, over=(Layer(Over.DESK),))
        case Over.ASK, moves.Open("ask-note"):
            return replace(state, over=(Layer(Over.ASK_NOTE),))
        case Over.ASK_NOTE, acts.AskedUs(place) if place in (state.place.item or state.place.step, state.place.step):
            return note(state, act, event)
        case Over.EARLIER, acts.CameWith():
            return note(state, act, event)
        case Over.NOTE, acts.Noted(question) if question == top.subject:
            return note(state, act, event)
        case Over.INK, acts.Drew():
            return do(state, act, event)
        case Over.ASK_NOTE | Over.EARLIER | Over.NOTE, moves.StaffTypes(on):
            return replace(state, staff_types=on)
        case Over.LOOK, acts.Speak():
            below = replace(state, over=())
            return withdrawing.do(below, act, event) if state.withdrawing else do(below, act, event)
        case _, moves.Open("stop" | "ask" as kind) if state.place != START:
            return replace(state, over=(Layer(Over(kind)),), refused=None, staff_types=False)
        case _, moves.Close() | moves.Back():
            kept = state.staff_types and top.kind is Over.INK
            return replace(state, over=state.over[:-1], refused=None, staff_types=kept)
    return state
