"""A start address works once, a browser is known by its cookie, and time ends both."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

import pytest

from consent_tui.browser.door import MOST_PASSES, PASS_SECONDS, Door


@dataclass
class Clock:
    at: float = 0.0
    _numbers: count = field(default_factory=count)

    def now(self) -> float:
        return self.at

    def secret(self) -> str:
        return f"secret-{next(self._numbers)}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    return Door(clock.now, clock.secret)


def test_a_ticket_lets_one_browser_in_once(door: Door) -> None:
    ticket = door.ticket()
    admitted = door.admit(ticket)
    assert admitted is not None
    assert door.knows(admitted)
    assert door.admit(ticket) is None


@pytest.mark.parametrize("shown", ["", "secret-9", "secret-0 ", "SECRET-0", "\udcff", "x" * 10_000])
def test_nothing_else_opens_it(door: Door, shown: str) -> None:
    door.ticket()
    assert door.admit(shown) is None
    assert not door.knows(shown)


def test_a_new_ticket_ends_the_one_before(door: Door) -> None:
    old, new = door.ticket(), door.ticket()
    assert door.admit(old) is None
    assert door.admit(new) is not None


def test_a_ticket_is_no_pass_and_a_pass_no_ticket(door: Door) -> None:
    ticket = door.ticket()
    assert not door.knows(ticket)
    admitted = door.admit(ticket)
    door.ticket()
    assert door.admit(str(admitted)) is None


def test_a_pass_lasts_as_long_as_it_is_used(door: Door, clock: Clock) -> None:
    admitted = str(door.admit(door.ticket()))
    for _ in range(3):
        clock.at += PASS_SECONDS
        assert door.knows(admitted)
    clock.at += PASS_SECONDS + 1
    assert not door.knows(admitted)
    clock.at -= PASS_SECONDS
    assert not door.knows(admitted), "what has ended stays so"


def test_the_browser_that_was_away_longest_is_forgotten_first(door: Door) -> None:
    first = str(door.admit(door.ticket()))
    second = str(door.admit(door.ticket()))
    for _ in range(MOST_PASSES - 2):
        door.admit(door.ticket())
    assert door.knows(first)
    door.admit(door.ticket())
    assert not door.knows(second)
    assert door.knows(first)


def test_no_secret_is_kept(door: Door) -> None:
    ticket = door.ticket()
    kept = repr(door)
    admitted = str(door.admit(ticket))
    assert ticket not in kept
    assert admitted not in repr(door)
