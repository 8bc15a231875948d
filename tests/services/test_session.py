"""A sitting: time at a place, a record that is due, and the next client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.model import acts, moves
from consent_tui.model.acts import Act, Outcome
from consent_tui.model.facts import Facts
from consent_tui.model.journey import START, Step
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind, Record
from consent_tui.model.screening import Answer
from consent_tui.model.state import Ending, Over
from consent_tui.services.session import CannotSeal, Session, Written
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings

PACK = read(Path(__file__).parents[1] / "packs" / "tiny").pack
assert PACK is not None
AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class Disk:
    """Takes records, unless it is full."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.withdrawn: list[tuple[str, date]] = []
        self.code = ""

    def write(self, record: Record) -> Written:
        if self.code:
            raise CannotSeal(self.code)
        self.records.append(record)
        return Written(f"kiosk-{len(self.records)}", "7F3A 91C2 0BE4 55D8")

    def withdraw(self, number: str, born: date) -> Written:
        if self.code:
            raise CannotSeal(self.code)
        self.withdrawn.append((number, born))
        return Written(f"kiosk-{len(self.withdrawn)}", "7F3A 91C2 0BE4 55D8")


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def watch() -> list[float]:
    """The seconds that a stopwatch shows; tests set them."""
    return [0.0]


@pytest.fixture
def session(disk: Disk, watch: list[float]) -> Session:
    visit = visit_of(Settings(), PACK, zone="UTC", clock="system")
    return Session(PACK, visit, clock=lambda: AT, write=disk.write, withdraw=disk.withdraw, stopwatch=lambda: watch[0])


@pytest.fixture
def do(session: Session) -> Callable[..., None]:
    def post(*all_acts: Act) -> None:
        for act in all_acts:
            session.post(act, session.state.revision)

    return post


TO_THE_PAGES = (
    acts.Speak("en"),
    moves.Next(),
    acts.Answered("emergency-signs", Answer.NO),
    moves.Next(),
    acts.Treat(acts.Treated.SELF),
    moves.Next(),
    acts.Aged(acts.AgeBand.ADULT),
    moves.Next(),
    moves.Next(),
    acts.Able(Answer.YES),
    moves.Next(),
)
A_NO_TO_KEEP = (
    acts.Speak("en"),
    moves.Open("stop"),
    acts.Decided(Outcome.REFUSE),
    acts.Kept(keep=True),
    moves.Next(),
    acts.Wrote("name", "Ana Example"),
    acts.Wrote("born", "29 2 1980"),
    moves.Next(),
)


def seconds_of(session: Session, page: str) -> int | None:
    return session.state.facts.pages[page].seconds


def test_reading_time_is_that_of_the_place(session, do, watch) -> None:
    do(*TO_THE_PAGES)
    assert session.state.place.step is Step.PAGES
    first = session.state.place.item
    watch[0] += 7
    do(acts.PageEnded(first), moves.Next())
    assert seconds_of(session, first) == 7


def test_what_is_spent_under_a_cover_does_not_count_as_reading(session, do, watch) -> None:
    do(*TO_THE_PAGES)
    first = session.state.place.item
    watch[0] += 5
    do(moves.Hide())
    watch[0] += 600
    do(moves.Close(), moves.Close())
    watch[0] += 4
    do(acts.PageEnded(first), moves.Next())
    assert seconds_of(session, first) == 9


def test_coming_back_to_a_page_adds_to_its_time(session, do, watch) -> None:
    do(*TO_THE_PAGES)
    first = session.state.place.item
    watch[0] += 3
    do(acts.PageEnded(first), moves.Next())
    watch[0] += 50
    do(moves.Back())
    watch[0] += 2
    do(moves.Next())
    assert seconds_of(session, first) == 5


def test_a_time_that_was_not_measured_is_absent(disk) -> None:
    """Rule 6."""
    visit = visit_of(Settings(), PACK, zone="UTC", clock=None)
    session = Session(PACK, visit, clock=lambda: AT, write=disk.write, withdraw=disk.withdraw)
    for act in (*TO_THE_PAGES, acts.PageEnded("touch"), moves.Next()):
        session.post(act, session.state.revision)
    assert [page.seconds for page in session.state.facts.pages.values()] == [None, None]


def test_a_record_that_is_due_is_written_and_the_client_forgotten(session, do, disk) -> None:
    do(*A_NO_TO_KEEP)
    if session.state.kind is None:
        do(acts.KeptAnswers(keep=False), moves.Next())
    assert [r.kind for r in disk.records] == [Kind.REFUSAL]
    assert session.state.receipt == ("kiosk-1", "7F3A 91C2 0BE4 55D8")
    assert session.state.facts == Facts(language="en"), "nothing of this client is left"


@pytest.fixture
def stuck(session, do, disk) -> Session:
    disk.code = "disk-full"
    do(*A_NO_TO_KEEP)
    if session.state.kind is None:
        do(acts.KeptAnswers(keep=False), moves.Next())
    return session


def test_a_record_that_cannot_be_written_stays_and_is_tried_again(stuck, do, disk) -> None:
    """*Disk full: the record stays in memory, each retry takes lock, sequence and seal anew.*"""
    assert (stuck.state.trouble, stuck.state.receipt, disk.records) == ("disk-full", None, [])
    do(moves.Next())
    assert stuck.state.trouble == "disk-full", "still full, and said so"
    disk.code = ""
    do(moves.Next())
    assert stuck.state.receipt is not None
    assert [r.client.name for r in disk.records if r.client] == ["Ana Example"]


def test_idle_is_off_while_a_record_waits_for_staff(stuck, do) -> None:
    do(moves.Idle())
    assert stuck.state.top is None


def test_after_its_time_it_is_wiped_and_the_screen_says_so(stuck, do, disk) -> None:
    do(moves.Expire())
    assert (stuck.state.ending, stuck.state.facts.text("name")) == (Ending.LOST, "")
    do(moves.Expire())
    assert (stuck.state.place, disk.records) == (START, [])


def test_late_presses_of_the_last_client_do_nothing_to_the_next(session, do) -> None:
    do(*TO_THE_PAGES, moves.Idle())
    assert session.state.top is not None
    assert session.state.top.kind is Over.IDLE
    old = session.state.revision
    do(moves.Expire())
    fresh = session.state
    assert (fresh.place, fresh.facts) == (START, Facts())
    for revision in range(old + 1):
        assert session.post(acts.Speak("es"), revision) is fresh


WITHDRAWING = (
    moves.ToWithdraw(),
    acts.Speak("es"),
    moves.Next(),
    moves.Give("number", "front-desk-42"),
    moves.Give("born", "29 2 1980"),
    moves.Next(),
    moves.Withdraw(),
)


def test_a_withdrawal_is_sealed_once_it_is_confirmed_and_forgotten(session, do, disk) -> None:
    do(*WITHDRAWING[:-1])
    assert disk.withdrawn == []
    do(WITHDRAWING[-1])
    assert (disk.withdrawn, disk.records) == ([("front-desk-42", date(1980, 2, 29))], [])
    assert session.state.receipt == ("kiosk-1", "7F3A 91C2 0BE4 55D8")
    assert (session.state.withdrawing, session.state.facts) == (None, Facts(language="es"))
    do(moves.Next())
    assert (session.state.place, session.state.facts) == (START, Facts())
    assert len(disk.withdrawn) == 1


def test_a_withdrawal_that_cannot_be_written_is_tried_again(session, do, disk) -> None:
    disk.code = "disk-full"
    do(*WITHDRAWING)
    assert (session.state.trouble, session.state.receipt) == ("disk-full", None)
    do(moves.Next())
    assert session.state.trouble == "disk-full"
    disk.code = ""
    do(moves.Next())
    assert (disk.withdrawn, session.state.kind) == ([("front-desk-42", date(1980, 2, 29))], ActKind.WITHDRAWAL)


def test_after_its_time_an_unwritten_withdrawal_is_wiped_and_the_client_sent_to_a_person(session, do, disk) -> None:
    disk.code = "read-only"
    do(*WITHDRAWING, moves.Expire())
    assert (session.state.ending, session.state.withdrawing, session.state.kind) == (Ending.NOT_WITHDRAWN, None, None)
    disk.code = ""
    do(moves.Expire())
    assert (session.state.place, disk.withdrawn) == (START, [])
