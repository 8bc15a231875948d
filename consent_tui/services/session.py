"""One kiosk's sitting: holds the state, times the places, writes the record when one is due, begins afresh after it.

Both front ends and the rehearsal drive a session; all they do is post acts and draw its state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from consent_tui.model import encounter
from consent_tui.model.acts import Act
from consent_tui.model.facts import Visit
from consent_tui.model.journey import START
from consent_tui.model.moves import Event, Sealed, SealFailed, Taken
from consent_tui.model.pack import Pack
from consent_tui.model.record import Kind, Practitioner, Record
from consent_tui.model.recording import recorded
from consent_tui.model.state import COVERS, State


class CannotSeal(Exception):
    """A record could not be written; `code` says why (`records.faults`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Written:
    """What the client is told of the record: its number, a short fingerprint, and what a QR code of it holds."""

    number: str
    fingerprint: str
    code: str = ""


Write = Callable[[Record], Written]
Withdraw = Callable[[str, date], Written]  # record number as typed, birth date as given


class Session:
    """`clock` gives aware times in the clinic's zone; `stopwatch` monotonic seconds, or `None` where nobody measures.

    `write` seals a record, `withdraw` a withdrawal; both return once it is durable and raise `CannotSeal`. `give` gives
    the client a copy by one of the visit's ways, and returns whether that went well.
    """

    def __init__(
        self,
        pack: Pack,
        visit: Visit,
        *,
        clock: Callable[[], datetime],
        write: Write,
        withdraw: Withdraw,
        stopwatch: Callable[[], float] | None = None,
        give: Callable[[str], bool] | None = None,
    ) -> None:
        self._give = give
        self._pack, self._visit = pack, visit
        self._clock, self._stopwatch = clock, stopwatch
        self._write, self._withdraw = write, withdraw
        self.state = encounter.start(pack, visit)
        self._uncovered = 0.0  # seconds at this place before the present stretch
        self._since = stopwatch() if stopwatch else 0.0

    def post(self, act: Act, revision: int, actor: str = "client") -> State:
        """Do what a person did on the screen of `revision`; return the state now, a fresh one if it closed."""
        before = self.state
        self._update(Event(act, revision, self._clock(), actor, self._seconds()))
        if self.state.kind and not self.state.receipt and not self.state.trouble:
            self._seal()
        if way := self.state.taking:
            well = self._give is not None and self._give(way)
            self._update(Event(Taken(way, well), self.state.revision, self._clock(), "kiosk"))
        self._time(before)
        if self.state.closed:
            fresh = encounter.start(self._pack, self._visit)
            self.state = replace(fresh, revision=self.state.revision + 1)  # late presses of the last client do nothing
        return self.state

    def attend(self, practitioner: Practitioner | None) -> State:
        """Say who the practitioner of the next visit is, of no other: a name that stays would end in a wrong record.

        While a client is there nothing changes.
        """
        if not self.state.begun and self.state.place == START:
            visit = replace(self._visit, practitioner=practitioner)
            self.state = replace(encounter.start(self._pack, visit), revision=self.state.revision)
        return self.state

    def _update(self, event: Event) -> None:
        self.state = encounter.update(self.state, event)

    def _seal(self) -> None:
        try:
            written = self._sealed(self.state)
        except CannotSeal as why:
            act: Act = SealFailed(why.code)
        else:
            act = Sealed(written.number, written.fingerprint, written.code)
        self._update(Event(act, self.state.revision, self._clock(), "kiosk"))

    def _sealed(self, state: State) -> Written:
        """Have sealed what is due. Raises `CannotSeal`."""
        taken = state.withdrawing
        if taken and taken.born:
            return self._withdraw(taken.number, taken.born)
        return self._write(recorded(state.case, Kind(str(state.kind))))

    def _seconds(self) -> int | None:
        if self._stopwatch is None:
            return None
        return round(self._uncovered + (0.0 if _covered(self.state) else self._stopwatch() - self._since))

    def _time(self, before: State) -> None:
        """Keep the time at a place; what is spent under a cover does not count as reading."""
        if self._stopwatch is None:
            return
        now = self._stopwatch()
        if self.state.place != before.place:
            self._uncovered, self._since = 0.0, now
        elif _covered(self.state) != _covered(before):
            self._uncovered += 0.0 if _covered(before) else now - self._since
            self._since = now


def _covered(state: State) -> bool:
    return any(layer.kind in COVERS for layer in state.over)
