"""Progress on long work: *says how far it has come*, soon, and nothing where it is over at once."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

from consent_tui.cli.progress import shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def terminal() -> Iterator[Terminal]:
    with redirect_stderr(Terminal()) as made:
        yield made


def clocks() -> list[threading.Timer]:
    return [each for each in threading.enumerate() if isinstance(each, threading.Timer)]


def test_what_takes_long_is_told_before_anything_can_be_counted() -> None:
    with terminal() as seen, shown("Reading records", seconds=0):
        for clock in clocks():
            clock.join(30)
        assert "Reading records" in seen.getvalue()


def test_very_many_are_told_at_once_and_counted() -> None:
    with terminal() as seen, shown("Reading records", seconds=3600) as watch:
        assert watch is not None
        watch(500, 100_000)
    assert "500/100000" in seen.getvalue()


def test_what_is_over_at_once_says_nothing_and_leaves_no_clock() -> None:
    with terminal() as seen, shown("Reading records", seconds=3600) as watch:
        assert watch is not None
        watch(3, 3)
        (clock,) = clocks()
    clock.join(30)
    assert not clock.is_alive()
    assert seen.getvalue() == ""


def test_where_nobody_would_see_it_there_is_none() -> None:
    with redirect_stderr(io.StringIO()), shown("Reading records", seconds=0) as watch:
        assert watch is None
    assert clocks() == []
