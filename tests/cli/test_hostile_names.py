"""A file name comes from anywhere: no command hands on what a terminal would obey in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consent_tui.cli.ending import Ended, Exit, ended
from tests.cli.started import Machine
from tests.services.desks import House

HOSTILE = "a\x1b[2Jb\x1b]0;x\nc\x9b1m\u202ed.toml"  # wipes the screen, names the window, turns what follows round
SHOWN = "a?[2Jb?]0;x?c?1m?d.toml"


@pytest.mark.parametrize("command", ["show", "list", "verify"])
def test_no_file_name_gives_orders_to_the_terminal(machine: Machine, tmp_path: Path, command: str) -> None:
    house = House(tmp_path / "records")
    (house.root / HOSTILE).write_bytes(b"hello")
    run = machine.run(command, house.root / HOSTILE if command == "show" else house.root)
    said = run.stdout + run.stderr
    assert SHOWN in said
    assert [line for line in said.split("\n") if not line.isprintable()] == []
    assert "Traceback" not in said


@pytest.mark.parametrize("command", [("list", "--format", "json"), ("list", "--format", "csv"), ("verify", "--json")])
def test_what_programs_read_gives_none_either(machine: Machine, tmp_path: Path, command: tuple[str, ...]) -> None:
    house = House(tmp_path / "records")
    (house.root / HOSTILE).write_bytes(b"hello")
    said = machine.run(*command, house.root).stdout
    assert [line for line in said.split("\n") if not line.isprintable()] == []
    if "csv" not in command:  # a program finds the file by its name
        assert str(house.root / HOSTILE) in [each["path"] for each in json.loads(said)["records"]]


def test_what_the_system_says_of_a_file_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> int:
        raise PermissionError(13, "Permission denied", HOSTILE)

    assert ended(fails) == Exit.COULD_NOT
    assert capsys.readouterr().err == f"{SHOWN}: Permission denied. Mend that and start again.\n"


def test_faults_in_several_lines_stay_several_lines(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> int:
        raise Ended(Exit.NO, "clinic.toml:1: this\x1b[1m.\nclinic.toml:2: and that.")

    assert ended(fails) == Exit.NO
    assert capsys.readouterr().err == "clinic.toml:1: this?[1m.\nclinic.toml:2: and that.\n"
