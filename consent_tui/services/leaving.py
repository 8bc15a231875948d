"""Leave an encounter from wherever it stands and save nothing: the terminal is gone, or someone pressed Ctrl-C."""

from __future__ import annotations

from consent_tui.model.moves import Close, Expire, Leave, Next, Open
from consent_tui.model.state import COVERS, Over, State
from consent_tui.services.session import Session


def leave(session: Session) -> State:
    """Leave by the same acts that a client and the clock have; return the state now. Before Start nothing changes."""
    state = session.state
    if not state.begun:
        return session.post(Next(), state.revision) if state.receipt or state.ending else state
    top = state.top.kind if state.top else None
    if state.trouble or top in (*COVERS, Over.IDLE):
        return session.post(Expire(), state.revision, "kiosk")
    if top is Over.URGENT:
        return session.post(Leave("urgent"), state.revision)
    if top is Over.BACK:
        state = session.post(Close(), state.revision)
    if top is not Over.STOP:
        state = session.post(Open("stop"), state.revision)
    return session.post(Leave("stop"), state.revision)
