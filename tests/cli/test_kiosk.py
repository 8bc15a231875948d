"""`consent-tui` and `rehearse`: options reach the one who acts on them, and what cannot start says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.started import ROOT, Machine

TINY = ROOT / "tests" / "packs" / "tiny"
SHEETS = ROOT / "content" / "craniosacral" / "scenarios"


@pytest.mark.parametrize("command", [["--plain"], ["kiosk", "--plain"]])
def test_without_a_command_it_is_the_kiosk(machine: Machine, command: list[str]) -> None:
    run = machine.run(*command, "--pack", TINY)
    assert run.returncode in {0, 3}, run.stderr
    assert run.stdout.strip()
    assert "Traceback" not in run.stderr


def test_a_language_that_the_pack_lacks_is_told(machine: Machine) -> None:
    run = machine.run("--plain", "--pack", TINY, "--language", "tlh")
    assert run.returncode == 2
    assert 'no language "tlh"' in run.stderr


def test_a_folder_that_is_no_pack_is_told(machine: Machine) -> None:
    run = machine.run("--plain", "--pack", machine.home / "none")
    assert run.returncode in {1, 3}
    assert "none" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_records_path_that_is_a_file_is_told_before_a_client_comes(machine: Machine) -> None:
    (machine.home / "file").touch()
    run = machine.run("--plain", "--pack", TINY, "--records", machine.home / "file")
    assert run.returncode == 3
    assert "is a file" in run.stderr


def test_a_rehearsal_prints_its_outcome_and_writes_nothing(machine: Machine) -> None:
    run = machine.run("rehearse", next(SHEETS.glob("*consent*.toml")))
    assert run.returncode == 0, run.stderr
    assert "1 of 1 as expected" in run.stdout + run.stderr
    kept = machine.home / "cache"  # what can be made again is nothing of a rehearsal's
    assert not [path for path in machine.home.rglob("*") if path.is_file() and not path.is_relative_to(kept)]


def test_a_rehearsal_with_records_prints_the_path_of_a_record_that_verifies(machine: Machine) -> None:
    records = machine.home / "rehearsed"
    run = machine.run("rehearse", SHEETS / "plain-consent.toml", "--records", records)
    assert run.returncode == 0, run.stderr
    (record,) = records.glob("20*/*/*.toml")
    assert record.name in run.stdout
    assert machine.run("verify", records).returncode == 0


def test_a_rehearsal_that_differs_is_a_no(machine: Machine) -> None:
    sheet = (SHEETS / "plain-consent.toml").read_text(encoding="utf-8")
    changed = machine.home / "changed.toml"
    changed.write_text(re.sub(r'^kind = "consent"', 'kind = "refusal"', sheet, flags=re.MULTILINE), encoding="utf-8")
    assert changed.read_text(encoding="utf-8") != sheet
    run = machine.run("rehearse", changed)
    assert run.returncode == 1
    assert "0 of 1 as expected" in run.stdout + run.stderr


def test_a_sheet_that_is_not_there_is_told(machine: Machine) -> None:
    run = machine.run("rehearse", Path("none.toml"))
    assert run.returncode in {1, 2, 3}
    assert "none.toml" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
