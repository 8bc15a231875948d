"""`consent-tui pack check` and `digest`: what is wrong goes to stdout, for people, programs and reviews."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.started import Machine

TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "a pack"
    shutil.copytree(TINY, folder)
    screening = folder / "screening.toml"
    screening.write_text(
        screening.read_text(encoding="utf-8").replace("[[question]]", "[[qestion]]", 1), encoding="utf-8"
    )
    return folder


def test_a_good_pack_has_no_faults(machine: Machine) -> None:
    run = machine.run("pack", "check", TINY)
    assert (run.returncode, run.stdout) == (0, "")
    assert "no faults" in run.stderr


def test_every_fault_has_file_and_line(machine: Machine, broken: Path) -> None:
    run = machine.run("pack", "check", broken)
    assert run.returncode == 1
    first = run.stdout.splitlines()[0]
    assert first.startswith(broken.as_posix())
    assert first.removeprefix(f"{broken.as_posix()}/").split(":")[1].isdecimal()
    assert "Traceback" not in run.stderr


def test_programs_get_json(machine: Machine, broken: Path) -> None:
    run = machine.run("pack", "check", broken, "--format", "json")
    told = json.loads(run.stdout)
    assert (run.returncode, told["format"]) == (1, "consent-pack-check/1")
    assert all(each.keys() == {"kind", "file", "line", "what", "todo"} for each in told["found"])
    assert any(each["kind"] == "fault" for each in told["found"])


def test_reviews_get_annotations(machine: Machine, broken: Path) -> None:
    run = machine.run("pack", "check", broken, "--format", "github")
    assert run.returncode == 1
    assert all(line.startswith(("::error file=", "::warning file=")) for line in run.stdout.splitlines())


def test_the_digest_is_that_of_the_reading(machine: Machine) -> None:
    from consent_tui.content.reading import read

    assert machine.run("pack", "digest", TINY).stdout == f"{read(TINY).digest}\n"


@pytest.mark.parametrize("command", ["check", "digest"])
def test_a_folder_that_is_not_there_is_told(machine: Machine, command: str) -> None:
    run = machine.run("pack", command, machine.home / "none")
    assert run.returncode == 1
    assert "none" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
