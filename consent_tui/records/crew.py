"""Work that is shared out among processes where there is much of it; done here where there is little."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import TypeVar

from consent_tui.records.faults import RecordsFault

Job = TypeVar("Job")
Done = TypeVar("Done")
_MOST = 4  # processes; more wait for the disk
_AHEAD = 3  # jobs a process that are handed out before their results are taken, so that memory stays small


def processes() -> int:
    return min(os.cpu_count() or 1, _MOST)


def share(work: Callable[[Job], Done], jobs: Iterable[Job], workers: int) -> Iterator[Done]:
    """Return the results in the order of the jobs; `work` is a function of a module, jobs and results can be pickled.

    With one worker all is done in this process. Raises `RecordsFault` if a helping process is ended from outside.
    """
    if workers < 2:
        yield from map(work, jobs)
        return
    # Not forked: a program with threads, as a screen has, must not be.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_let_be) as pool:
        try:
            running: deque[Future[Done]] = deque()
            for job in jobs:
                running.append(pool.submit(work, job))
                if len(running) > workers * _AHEAD:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except BrokenProcessPool as error:
            raise RecordsFault("stopped", "A process that helped was ended from outside; start again.") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _let_be() -> None:
    """A ctrl+c reaches every process of a terminal; the one that asked for the work decides what it means.

    When that one is killed, nobody waits for the work any more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
