"""Issue "Faults": what `scripts/drill` breaks at length is broken here in short, and nothing is wrong afterwards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRILLS = ROOT / "scripts" / "drill.d"
IN_MEMORY = Path("/dev/shm")  # there, an fsync costs nothing; the long form asks a real disk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="drills fork, which needs Unix")


def drilled(*given: str, code: int = 0) -> str:
    place = ["--place", str(IN_MEMORY)] if os.access(IN_MEMORY, os.W_OK) else []
    command = [sys.executable, "-P", str(DRILLS / "drilling.py"), *given, *place]
    variables = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{DRILLS}"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def scripted(script: str, place: Path) -> str:
    """Run a script that knows the drills' rooms, on this folder."""
    variables = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{DRILLS}"}
    command = [sys.executable, "-P", "-c", script, str(place)]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout


def count(told: str, what: str) -> int:
    return sum(int(number) for number in re.findall(rf"{what} (\d+)", told))


def test_forty_kills_tear_and_lose_nothing() -> None:
    told = drilled("kills", "--short")
    assert "40 kills, each followed by a start and a full verification" in told
    left = re.search(r"(\d+) kills left a whole record that nobody was told of", told)
    assert left
    assert int(left[1]) > 0  # some fell after the link, so there was something to mend


def test_the_system_may_refuse_every_call() -> None:
    """A full disk is told as such at each call before the record stands, and at none behind."""
    told = drilled("calls", "--short")
    finishing, starting = (
        re.search(rf"ENOSPC from a call on of {what},.*", told) for what in ("finishing", "starting")
    )
    assert finishing
    assert starting
    assert count(finishing[0], "disk-full") > 5
    assert count(finishing[0], "saved all the same") > 5
    assert count(starting[0], "disk-full") > 5


def test_a_small_disk_that_is_really_full() -> None:
    told = drilled("disks", "--short")
    if "not done: this account may not mount here" in told:
        pytest.skip("this account may not mount")
    for kind in ("pages", "names"):
        assert f"times too few {kind} were left: disk-full" in told
        assert f"times enough {kind} were left, and it was saved" in told
    assert "read-only under the running kiosk: read-only" in told
    assert "read-only under a start: read-only" in told


def test_a_disk_that_dies() -> None:
    told = drilled("faulty", "--short")
    if "not done: no such file system is to be had here" in told:
        pytest.skip("no file system of our own is to be had")
    assert count(told, "failed") > 5
    assert count(told, "saved all the same") > 5  # behind the link and its fsync, nothing may take the record back


def test_clocks_that_jump_do_not_move_a_sequence() -> None:
    told = drilled("clocks", "--short")
    assert re.search(r"30 clients, the clock set before each, [1-9]\d* times back", told)


def test_four_programs_and_a_kiosk_that_is_killed() -> None:
    told = drilled("together", "--short")
    assert "under one name; beside them a kiosk killed 4 times" in told
    assert "under two names; beside them a kiosk killed 4 times" in told


def test_a_key_that_is_lost_between_two_clients() -> None:
    told = drilled("losing", "--short")
    assert told.count("the kiosk that ran saved the next client") == 6
    assert "locked away: the kiosk that ran saved the next client; the next start: key-unreadable" in told
    assert "gone: the kiosk that ran saved the next client; the next start: a new key" in told


def test_each_stretch_of_the_monkey_is_another_one(tmp_path: Path) -> None:
    """*Each a new kiosk with the next seed*: else a million events would be the same thousand, a thousand times."""
    script = (
        "from drilling import _know_our_tests; _know_our_tests()\n"
        "import monkey, random, sys; from pathlib import Path\n"
        "class Told:\n"
        "    def __init__(self, seed, _write, _withdraw, met): self.seed, self.met = seed, met\n"
        "    async def play(self, count): self.met.events += count; print('pressed', self.seed, count)\n"
        "monkey.Monkey = Told\n"
        "monkey.drill(Path(sys.argv[1]), random.Random(), short=False, seed=7, many=2500)\n"
    )
    told = scripted(script, tmp_path)
    assert re.findall(r"pressed (\d+) (\d+)", told) == [("7", "1000"), ("8", "1000"), ("9", "500")]


def test_what_is_wrong_is_printed_and_ends_with_one(tmp_path: Path) -> None:
    """The drills could fail: a kiosk whose writes are not whole is found."""
    broken = tmp_path / "kills.py"
    broken.write_text("from drilled import Found\ndef drill(*_, short):\n    return Found(wrong=['torn: x'])\n")
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (tmp_path, ROOT, DRILLS)))}
    command = [sys.executable, "-P", str(DRILLS / "drilling.py"), "kills", "--short"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "WRONG: torn: x" in done.stdout


def test_the_judge_of_the_drills_sees_a_torn_and_a_lost_record(tmp_path: Path) -> None:
    script = (
        "from drilling import _know_our_tests; _know_our_tests()\n"
        "from pathlib import Path; import sys\n"
        "from drilled import *\n"
        "place = Path(sys.argv[1]); kiosk = started(place)\n"
        "first, second = finish(kiosk), finish(kiosk)\n"
        "told = {1: first.digest, 2: second.digest}\n"
        "assert torn_or_lost(records_of(place), told) == not_whole(records_of(place), told) == []\n"
        "first.path.write_bytes(first.path.read_bytes()[:-9]); second.path.unlink()\n"
        "print(*torn_or_lost(records_of(place), told), bool(not_whole(records_of(place), told)))\n"
    )
    told = scripted(script, tmp_path)
    assert re.fullmatch(r"torn: \S+ lost, though acknowledged: 1 lost, though acknowledged: 2 True", told.strip())


def test_an_unknown_drill_is_told() -> None:
    drilled("floods", code=2)


def test_the_command_can_be_started() -> None:
    assert os.access(ROOT / "scripts" / "drill", os.X_OK)
