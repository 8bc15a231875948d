"""`consent-tui verify`: the answer is the exit code, in words on stdout or as `consent-verify/1`."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.records import layout
from consent_tui.records.folder import Folder
from tests.cli.started import Machine
from tests.records.attacks.make import shelf
from tests.records.made import BY, CONSENT, KEY, cut, write


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A records folder as a kiosk leaves it, with one consent in it."""
    folder = Folder.open(tmp_path / "records")
    folder.admit(BY, KEY)
    write(folder, CONSENT)
    return tmp_path / "records"


def test_an_untouched_folder_is_intact(machine: Machine, records: Path) -> None:
    run = machine.run("verify", records)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "intact" in run.stdout


def test_json_names_its_version(machine: Machine, records: Path) -> None:
    told = json.loads(machine.run("verify", records, "--json").stdout)
    assert told["format"] == "consent-verify/1"
    assert [each["status"] for each in told["records"]] == ["intact"]


def test_one_changed_byte_is_refused(machine: Machine, records: Path) -> None:
    (record,) = records.glob("20*/*/*.toml")
    record.write_bytes(record.read_bytes().replace(b"Ana", b"Ada", 1))
    run = machine.run("verify", records)
    assert run.returncode == 1
    assert "altered" in run.stdout


def test_a_record_is_found_by_its_number_where_the_settings_say(machine: Machine, records: Path) -> None:
    settings = machine.home / "clinic.toml"
    settings.write_text(f"[records]\nfolder = '{records}'\n")
    run = machine.run("verify", f"{BY}-1", "--settings", settings)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 intact" in run.stdout


def test_pinned_signers_come_before_those_in_the_folder(machine: Machine, records: Path) -> None:
    settings = machine.home / "clinic.toml"
    other = "AAAAC3NzaC1lZDI1NTE5AAAAI" + "B" * 43
    settings.write_text(f"[trust]\nsigners = ['{BY} namespaces=\"consent-record\" ssh-ed25519 {other}']\n")
    run = machine.run("verify", records, "--settings", settings, "--json")
    assert json.loads(run.stdout)["trust"] == "pinned"
    assert run.returncode == 1


def test_a_signers_file_that_is_not_there_is_told(machine: Machine, records: Path) -> None:
    run = machine.run("verify", records, "--signers", machine.home / "none")
    assert run.returncode == 3
    assert "none" in run.stderr
    assert "Traceback" not in run.stderr


def test_todays_records_are_compared_with_a_checkpoint_kept_elsewhere(machine: Machine, records: Path) -> None:
    stick = machine.home / "stick"
    stick.mkdir()
    write(Folder.open(records))
    shutil.copy(layout.checkpoint_path(records, BY), stick / "november.toml")
    run = machine.run("verify", records, "--since", stick / "november.toml")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "records 1 to 2 are as they were then" in run.stdout
    cut(records, 1)
    layout.checkpoint_path(records, BY).unlink()
    assert machine.run("verify", records).returncode == 0
    run = machine.run("verify", records, "--json", "--since", stick)
    assert run.returncode == 1
    (ledger,) = json.loads(run.stdout)["ledgers"]
    assert ledger["status"] == "cut"


def test_a_checkpoint_that_is_not_there_and_a_folder_that_is_missing_are_told(machine: Machine, records: Path) -> None:
    run = machine.run("verify", records, "--since", machine.home / "none.toml")
    assert run.returncode == 3
    assert "none.toml" in run.stderr
    run = machine.run("verify", f"{BY}-1", "--since", machine.home / "none.toml")
    assert run.returncode == 2
    assert "whole folder" in run.stderr


MANY = 12000  # records: some seconds of work, so that an interrupt always comes before the end


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal needs Unix")
def test_ctrl_c_says_what_was_checked_so_far(machine: Machine) -> None:
    """Enough records that it is still at work; the bar is on stderr, the report on stdout."""
    for name, data in shelf(MANY).items():
        path = machine.home / "many" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    terminal, far = pty.openpty()
    with subprocess.Popen(
        machine.command("verify", machine.home / "many"),
        env=machine.variables,
        stdout=subprocess.PIPE,
        stderr=far,
        text=True,
    ) as run:
        os.close(far)
        shown = b""
        while f"/{MANY}".encode() not in shown:  # the bar has been drawn
            shown += os.read(terminal, 4096)
        run.send_signal(signal.SIGINT)
        told, _ = run.communicate(timeout=60)
    os.close(terminal)
    assert run.returncode == 3, told
    stopped = re.search(rf"Stopped after (\d+) of {MANY} records; ledgers and checkpoints were not compared\.", told)
    assert stopped
    assert 0 < int(stopped[1]) < MANY
    assert f"{stopped[1]} records: {stopped[1]} intact." in told
