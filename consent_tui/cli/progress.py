"""How far a long command has come: a bar on stderr, if that is a terminal, and only once it takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, Timer

_MANY = 1000  # less is done before a bar could be read
_SECONDS = 0.7  # after so long something is said also where nothing can be counted yet


@contextmanager
def shown(what: str, seconds: float = _SECONDS) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that is told how much of how much is done; None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bar = _Bar(what, stack)
        late = Timer(seconds, bar.show)
        late.daemon = True
        late.start()
        stack.callback(late.cancel)
        stack.callback(bar.end)
        yield bar.watch


class _Bar:
    """Drawn at most once, by whoever comes first: the clock, or what has been counted."""

    def __init__(self, what: str, stack: ExitStack) -> None:
        self._what, self._stack = what, stack
        self._one = Lock()
        self._draw: Callable[[int, int], None] | None = None
        self._ended = False

    def watch(self, done: int, total: int) -> None:
        if total >= _MANY:
            self.show()
        if self._draw is not None:
            self._draw(done, total)

    def show(self) -> None:
        with self._one:
            if self._draw is None and not self._ended:
                self._draw = _drawn(self._what, self._stack)

    def end(self) -> None:
        with self._one:
            self._ended = True


def _drawn(what: str, stack: ExitStack) -> Callable[[int, int], None]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = bar.add_task(what, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
