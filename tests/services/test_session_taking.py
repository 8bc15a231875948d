"""A sitting in which a client takes a copy along: asked for once, told how it went, forgotten with the client."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from consent_tui.model import acts, moves
from consent_tui.model.acts import Outcome
from consent_tui.services.session import Session, Written
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from tests.scenarios.stage import TINY, pack

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
A_NO_TO_KEEP = (
    acts.Speak("en"),
    moves.Open("stop"),
    acts.Decided(Outcome.REFUSE),
    acts.Kept(keep=True),
    moves.Next(),
    acts.Wrote("name", "Ana Example"),
    acts.Wrote("born", "29 2 1980"),
    moves.Next(),
    acts.KeptAnswers(keep=False),
    moves.Next(),
)


@dataclass
class Printer:
    """Says whether it printed, in this order."""

    answers: list[bool]
    asked: list[str] = field(default_factory=list)

    def give(self, way: str) -> bool:
        self.asked.append(way)
        return self.answers.pop(0)


def sealed(printer: Printer | None) -> Session:
    """A session whose client has just been told that a no is saved."""
    visit = visit_of(Settings(), pack(TINY), zone="UTC", clock="system", copies=("print",))
    session = Session(
        pack(TINY),
        visit,
        clock=lambda: AT,
        write=lambda _record: Written("kiosk-1", "7F3A 91C2 0BE4 55D8"),
        withdraw=lambda _number, _born: Written("kiosk-2", "7F3A 91C2 0BE4 55D8"),
        give=printer.give if printer else None,
    )
    for act in A_NO_TO_KEEP:
        if not session.state.receipt:
            session.post(act, session.state.revision)
    assert session.state.receipt
    return session


def test_a_copy_is_given_once_and_told() -> None:
    printer = Printer([True])
    session = sealed(printer)
    for _ in range(2):
        session.post(moves.Take("print"), session.state.revision)
    assert printer.asked == ["print"]
    assert (session.state.taking, session.state.taken) == ("", (("print", True),))


def test_a_press_for_a_screen_that_has_gone_prints_nothing() -> None:
    """Rule 3: a late press never acts."""
    printer = Printer([True])
    session = sealed(printer)
    revision = session.state.revision
    session.post(moves.Next(), revision)
    session.post(moves.Take("print"), revision)
    assert printer.asked == []


def test_what_did_not_work_may_be_tried_again() -> None:
    session = sealed(Printer([False, True]))
    session.post(moves.Take("print"), session.state.revision)
    assert session.state.taken == (("print", False),)
    session.post(moves.Take("print"), session.state.revision)
    assert session.state.taken == (("print", True),)


def test_where_nothing_can_be_given_it_is_told() -> None:
    session = sealed(None)
    session.post(moves.Take("print"), session.state.revision)
    assert session.state.taken == (("print", False),)


def test_the_next_client_begins_without_it() -> None:
    session = sealed(Printer([True]))
    session.post(moves.Take("print"), session.state.revision)
    session.post(moves.Next(), session.state.revision)
    assert (session.state.taking, session.state.taken, session.state.receipt) == ("", (), None)
