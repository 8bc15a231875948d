"""Work that is shared out: in order, in as many processes as asked, and told if one of them is ended from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_tui.records import crew
from consent_tui.records.faults import RecordsFault


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    assert list(crew.share(abs, range(-30, 0), workers)) == list(range(30, 0, -1))


def test_jobs_are_handed_out_only_as_they_are_done() -> None:
    """So that a hundred thousand lines never wait in memory."""
    handed = 0

    def jobs() -> Iterator[int]:
        nonlocal handed
        for number in range(1000):
            handed += 1
            yield number

    done = crew.share(abs, jobs(), 2)
    assert next(done) == 0
    assert handed < 20
    done.close()  # type: ignore[attr-defined]


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with pytest.raises(RecordsFault, match="start again") as found:
        list(crew.share(os._exit, [1], 2))
    assert found.value.code == "stopped"


def test_no_more_processes_than_there_are_cores() -> None:
    assert 1 <= crew.processes() <= min(4, os.cpu_count() or 1)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="whether a process lives is read from /proc")
def test_when_the_one_that_asked_is_killed_nobody_goes_on_working() -> None:
    script = (
        "import os, time\nfrom consent_tui.records import crew\n"
        "if __name__ == '__main__':\n"
        "    work = crew.share(os.getpgid, [0] * 4, 2)\n"
        "    next(work)\n"
        "    print(*open(f'/proc/{os.getpid()}/task/{os.getpid()}/children').read().split(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout
        helping = [Path("/proc") / pid for pid in asking.stdout.readline().split()]
        assert len(helping) >= 2
        asking.kill()
    until = time.monotonic() + 30
    while any(each.exists() for each in helping) and time.monotonic() < until:
        time.sleep(0.05)
    assert [each for each in helping if each.exists()] == []
