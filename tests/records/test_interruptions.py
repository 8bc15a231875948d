"""Killed, together, or on a full disk: no record is torn, no number is given twice, no ledger stays wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.records import checkpoint, layout, ledger
from consent_tui.records.folder import Folder
from consent_tui.records.verify import verify_paths
from tests.records.made import BY, KEY, clock, write

HERE = Path(__file__).parent
unix = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a fork needs Unix")


def program(name: str, *given: object) -> list[str]:
    return [sys.executable, str(HERE / name), *map(str, given)]


def names() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(HERE.parents[1])}


def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    mount = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


@unix
@pytest.mark.parametrize("before", [0, 2])
def test_killed_at_any_step_a_record_is_whole_or_absent_and_the_next_start_mends(tmp_path: Path, before: int) -> None:
    done = subprocess.run(
        program("crashing.py", tmp_path, before), env=names(), capture_output=True, text=True, check=True
    )
    steps = int(done.stdout)
    assert steps > 10
    counts = []
    for step in range(1, steps + 1):
        root = tmp_path / str(step)
        folder = Folder.open(root)
        assert list(root.rglob(".tmp-*")) == []
        report = verify_paths([root])
        assert report.exit_code == 0, list(report.lines())
        counts.append(len(report.records))
        folder.admit(BY, KEY, now=clock())
        path = layout.checkpoint_path(root, BY)
        assert not counts[-1] or checkpoint.read(path.read_bytes()).size == counts[-1]  # mended, or still right
        receipt = write(folder)
        assert receipt.sequence == counts[-1] + 1
        assert verify_paths([root]).exit_code == 0
    assert set(counts) == {before, before + 1}  # some kills came before the link, some after it
    assert counts == sorted(counts)


@unix
def test_killed_by_another_program_the_next_write_mends_without_a_start(tmp_path: Path) -> None:
    """Two programs with one name: the one that lives goes on behind what the dead one left."""
    steps = subprocess.run(program("crashing.py", tmp_path, 1), env=names(), capture_output=True, text=True, check=True)
    for step in range(1, int(steps.stdout) + 1):
        folder = Folder(tmp_path / str(step))  # as if opened long ago: nothing is mended here
        write(folder)
        report = verify_paths([folder.root])
        assert report.exit_code == 0, list(report.lines())


@pytest.mark.parametrize("names_used", [[BY] * 4, [BY, "back-desk", BY, "back-desk"]])
def test_several_programs_at_once_on_one_folder(tmp_path: Path, names_used: list[str]) -> None:
    each = 20
    root = tmp_path / "records"  # each tries to make it
    running = [subprocess.Popen(program("writing.py", root, by, each), env=names()) for by in names_used]
    assert [one.wait(timeout=60) for one in running] == [0] * len(running)
    report = verify_paths([root])
    assert report.exit_code == 0, list(report.lines())
    for by in set(names_used):
        lines = ledger.load(layout.ledger_path(root, by))
        assert [line.sequence for line in lines] == list(range(1, each * names_used.count(by) + 1))
    allowed = (root / layout.SIGNERS).read_text().splitlines()
    assert sorted(line.split()[0] for line in allowed) == sorted(set(names_used))


@pytest.mark.skipif(not can_mount(), reason="this account may not mount a small disk")
def test_a_real_full_disk_tears_nothing_and_a_read_only_one_is_told(tmp_path: Path) -> None:
    run = ["unshare", "-rm", *program("full_disk.py", tmp_path)]
    done = subprocess.run(run, env=names(), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found.pop("written") == found.pop("files") == found["next"] - 1
    assert found.pop("next") > 10
    assert found == {
        "refused": "disk-full",
        "left": [],
        "follows": True,
        "read_only": "read-only",
        "read_only_start": "read-only",
        "exit_code": 0,
    }


def test_a_name_that_was_admitted_and_wrote_nothing_leaves_a_whole_ledger(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    folder.admit(BY, KEY)
    assert verify_paths([tmp_path]).exit_code == 0
    assert write(folder).sequence == 1
