"""A session in a browser: while a client is told that their record is saved, the page offers them a copy of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from consent_tui.copies.copy import Audience
from consent_tui.model.acts import Act
from consent_tui.model.record import Practitioner
from consent_tui.model.state import State
from consent_tui.records.faults import RecordsFault
from consent_tui.records.folder import Receipt
from consent_tui.records.shelf import Shelf
from consent_tui.services.copying import as_text
from consent_tui.services.session import Session
from consent_tui.services.showing import shown


class Handing:
    """A session that calls `offer` with the number of what was sealed, and `withdraw` when its client has gone."""

    def __init__(self, session: Session, offer: Callable[[str], None], withdraw: Callable[[], None]) -> None:
        self._session, self._offer, self._withdraw = session, offer, withdraw
        self.state = session.state

    def post(self, act: Act, revision: int, actor: str = "client") -> State:
        before, self.state = self.state.receipt, self._session.post(act, revision, actor)
        if self.state.receipt != before:
            if self.state.receipt:
                self._offer(self.state.receipt[0])
            else:
                self._withdraw()
        return self.state

    def attend(self, practitioner: Practitioner | None) -> State:
        self.state = self._session.attend(practitioner)
        return self.state


def text_copy(receipt: Receipt, root: Path, now: datetime) -> str | None:
    """Return the client's copy of a record as text.

    None for one that cannot be read here: it was sealed for others alone, or the folder has just gone.
    """
    try:
        shelf = Shelf(root)
        told = shown(shelf, shelf.find(str(receipt.path)), now)
        return "\n".join([*as_text(told, root, Audience.CLIENT), ""])
    except RecordsFault:
        return None
