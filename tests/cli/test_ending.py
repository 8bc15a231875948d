"""Exit codes, and that no fault is ever told by a traceback or in the words of a client (`docs/command-line.md`)."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui import __version__
from consent_tui.cli import ending
from consent_tui.cli.ending import Ended, Exit, ended
from tests.cli.started import Machine

ROOT = Path(__file__).resolve().parents[2]
TYPED = "Ana Example 1980-02-29"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--version"], 0, ""),
        (["--help"], 0, ""),
        (["pack"], 0, ""),
        (["verfy"], 2, 'There is no command "verfy"; did you mean "verify"?'),
        (["frobnicate"], 2, "commands are kiosk, serve, rehearse, review, show, paper, verify, setup, doctor, list"),
        (["--pck", "x"], 2, "Did you mean --pack?"),
        (["verify"], 2, "Name a record or a folder to verify"),
        (["verify", "--jsn", "x"], 2, "Did you mean --json?"),
        (["rehearse"], 2, "Name at least one answer sheet"),
        (["rehearse", "--front", "gui", "x.toml"], 2, 'Choose from: "none", "plain", "tui"'),
        (["pack", "chek", "x"], 2, 'Did you mean "check"?'),
        (["pack", "check"], 2, "requires an argument"),
        (["--settings", "none.toml"], 2, "none.toml: there is no such file"),
        ([], 3, "consent-tui --plain"),
    ],
)
def test_each_way_of_use_has_its_code_and_one_sentence(
    machine: Machine, arguments: list[str], code: int, told: str
) -> None:
    run = machine.run(*arguments)
    assert run.returncode == code, run.stderr
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert bool(run.stdout) is (code == 0)


def test_the_version_is_that_of_the_package(machine: Machine) -> None:
    assert machine.run("--version").stdout == f"{__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["kiosk"],
        ["rehearse"],
        ["verify"],
        ["setup"],
        ["doctor"],
        ["show"],
        ["act", "clear"],
        ["pack", "check"],
        ["pack", "digest"],
    ],
)
def test_every_command_has_help_with_an_example(machine: Machine, command: list[str]) -> None:
    shown = machine.run(*command, "--help").stdout
    assert "Example:" in shown
    assert " ".join(["Usage: consent-tui", *command]) in shown


def test_every_command_that_the_documents_name_is_offered(machine: Machine) -> None:
    table = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    named = set(re.findall(r"^\| `consent-tui ([a-z]+)", table, re.MULTILINE))
    shown = machine.run("--help").stdout
    assert {"review", "serve", "paper", "list", "figures"} <= named
    assert [name for name in sorted(named) if f"  {name}:" not in shown] == []


def test_a_terminal_that_cannot_be_drawn_on_is_told_the_way_out(machine: Machine) -> None:
    pty = pytest.importorskip("pty", reason="only where there are pseudo-terminals")
    ours, theirs = pty.openpty()
    run = subprocess.run(
        machine.command(), stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60,
        env={**machine.variables, "TERM": "dumb"},
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert run.returncode == 3
    assert b"TERM is dumb" in run.stderr
    assert b"consent-tui --plain" in run.stderr


def test_records_that_ought_to_be_encrypted_are_never_written_in_clear(machine: Machine) -> None:
    settings = machine.home / "clinic.toml"
    settings.write_text(f'[records]\nrecipients = ["age1{"q" * 58}"]\n')
    run = machine.run("--plain", "--settings", settings)
    assert run.returncode == 3
    assert "is no public key that records can be encrypted to" in run.stderr
    assert not (machine.home / "data").exists()


def test_a_full_disk_behind_stdout_is_told(machine: Machine) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device to write to")
    with full.open("w") as out:
        run = subprocess.run(
            machine.command("setup", "--example"),
            stdout=out,
            stderr=subprocess.PIPE,
            env=machine.variables,
            check=False,
        )
    assert run.returncode == 3
    assert run.stderr.decode().startswith("No space left on device.")


def test_a_reader_that_goes_away_ends_the_command_quietly(machine: Machine) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        machine.command("setup", "--example"),
        stdout=writing,
        stderr=subprocess.PIPE,
        env=machine.variables,
        check=False,
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (3, b"")


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a shell")
@pytest.mark.parametrize(
    ("closed", "command"), [("<&-", "setup"), (">&-", "setup --example"), ("2>&-", "verfy"), ("<&- >&- 2>&-", "doctor")]
)
def test_closed_streams_are_no_fault_of_ours(machine: Machine, closed: str, command: str) -> None:
    line = f'exec "{sys.executable}" -P -m consent_tui {command} {closed}'
    run = subprocess.run(
        ["sh", "-c", line], env=machine.variables, cwd=machine.home, capture_output=True, text=True, check=False
    )
    assert run.returncode in {0, 1, 2, 3}
    assert "Traceback" not in run.stderr


def test_a_terminal_without_unicode_gets_every_line(machine: Machine) -> None:
    for arguments in (("doctor",), ("setup", "--example"), ("--help",)):
        run = subprocess.run(
            machine.command(*arguments), env={**machine.variables, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
            capture_output=True, check=False,
        )  # fmt: skip
        assert run.returncode in {0, 1}
        assert b"Traceback" not in run.stderr
        assert run.stdout.decode("latin-1")


def test_a_fault_of_ours_is_one_line_without_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> int:
        raise KeyError(TYPED)

    assert ended(fails) == Exit.OUR_FAULT == 70
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert "Ana" not in told
    assert len(told.splitlines()) == 1


def test_a_fault_of_ours_names_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(lambda: len(ending.Ended)) == Exit.OUR_FAULT  # type: ignore[arg-type]  the fault is meant
    assert "TypeError in cli/ending.py, line " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (Ended(Exit.NO, "Not so."), 1, "Not so.\n"),
        (
            PermissionError(13, "Permission denied", "x.toml"),
            3,
            "x.toml: Permission denied. Mend that and start again.\n",
        ),
        (KeyboardInterrupt(), 3, "Stopped.\n"),
    ],
)
def test_a_known_fault_is_told_as_it_is(
    fault: BaseException, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> int:
        raise fault

    assert ended(fails) == code
    assert capsys.readouterr().err == told


def test_every_fault_of_the_records_could_not_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    from consent_tui.records.faults import FolderRefused

    def fails() -> int:
        raise FolderRefused("disk-full", "The disk is full; free some space.")

    assert ended(fails) == 3
    assert capsys.readouterr().err == "The disk is full; free some space.\n"


def test_streams_that_no_terminal_owns_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert ended(lambda: 0) == 0
