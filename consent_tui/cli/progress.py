"""How far a long command has come: a bar on stderr, if that is a terminal, and only once there is much to do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

_MANY = 1000  # less is done before a bar could be read


@contextmanager
def shown(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that is told how much of how much is done; None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        draw: Callable[[int, int], None] | None = None

        def watch(done: int, total: int) -> None:
            nonlocal draw
            if draw is None and total >= _MANY:
                draw = _bar(what, stack)
            if draw is not None:
                draw(done, total)

        yield watch


def _bar(what: str, stack: ExitStack) -> Callable[[int, int], None]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = bar.add_task(what, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
