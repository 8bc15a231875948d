"""`consent-tui setup --practitioner`: who acts here, with a key made or taken, trusted for acts and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.records.signers import load
from consent_tui.settings.practitioner import read
from tests.cli.started import Machine
from tests.records import openssh
from tests.records.made import KEY


@pytest.fixture
def desk(machine: Machine) -> Machine:
    settings = machine.home / "config" / "consent-tui" / "clinic.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[kiosk]\nname = 'front-desk'\n[records]\nfolder = '{machine.home / 'records'}'\n")
    return machine


def config(machine: Machine) -> Path:
    return machine.home / "config" / "consent-tui"


def lines(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


def test_a_key_is_made_and_trusted_for_acts_alone(desk: Machine) -> None:
    run = desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "R 7", "", "no"))
    assert run.returncode == 0, run.stderr
    found = read(config(desk) / "practitioner.toml")
    assert (found.by, found.name, found.registration) == ("ada", "Ada Sample", "R 7")
    assert found.key == config(desk) / "keys" / "ada"
    assert found.key.stat().st_mode & 0o777 == 0o600
    trusted = load(desk.home / "records" / "allowed_signers").keys
    assert {(by, namespace) for by, namespace, _ in trusted} == {("ada", "consent-act"), ("ada", "consent-checkpoint")}
    assert "Next: consent-tui review, the desk" in run.stdout


def test_what_stands_is_kept_by_enter_and_nothing_is_trusted_twice(desk: Machine) -> None:
    desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "", "", "no"))
    before = (config(desk) / "practitioner.toml").read_text(), (desk.home / "records" / "allowed_signers").read_text()
    run = desk.run("setup", "--practitioner", typed=lines("", "", "", ""))
    assert run.returncode == 0, run.stderr
    assert "by [ada]: " in run.stdout
    after = (config(desk) / "practitioner.toml").read_text(), (desk.home / "records" / "allowed_signers").read_text()
    assert after == before


def test_a_key_that_is_there_is_taken(desk: Machine, tmp_path: Path) -> None:
    keys = tmp_path / "mine"
    keys.mkdir()
    path = openssh.key_file(keys, KEY)
    run = desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "-", str(path)))
    assert run.returncode == 0, run.stderr
    assert read(config(desk) / "practitioner.toml").key == path
    assert KEY.fingerprint in run.stdout


def test_a_key_in_an_agent_is_taken_by_its_public_half(desk: Machine, tmp_path: Path) -> None:
    public = tmp_path / "ada.pub"
    public.write_text(f"{KEY.line} ada\n")
    run = desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "-", str(public)))
    assert run.returncode == 0, run.stderr
    assert KEY.line in (desk.home / "records" / "allowed_signers").read_text()


def test_what_is_not_right_is_explained_and_asked_again(desk: Machine) -> None:
    inside = desk.home / "records" / "key"
    answers = ("Ada S", "front-desk", "ada", "", "Ada Sample", "x" * 201, "-", str(inside), "none.pub", "", "no")
    run = desk.run("setup", "--practitioner", typed=lines(*answers))
    assert run.returncode == 0, run.stderr
    for told in (
        "by must be small letters",
        "front-desk is the name of this kiosk",
        "name is empty",
        "registration has 201 characters",
        "lies inside the records folder",
        "There is no public key at none.pub",
    ):
        assert told in run.stdout
    assert not inside.exists()


def test_a_folder_of_rehearsals_takes_no_practitioner(desk: Machine) -> None:
    ledger = desk.home / "records" / "ledger" / "rehearsal"
    ledger.parent.mkdir(parents=True)
    ledger.touch()
    run = desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "-", "", "no"))
    assert run.returncode == 3
    assert "holds rehearsals" in run.stderr


def test_pinned_signers_are_told_of(desk: Machine) -> None:
    settings = config(desk) / "clinic.toml"
    pinned = f'front-desk namespaces="consent-record" {KEY.line}'
    settings.write_text(settings.read_text() + f"[trust]\nsigners = ['{pinned}']\n")
    run = desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "-", "", "no"))
    assert "add to [trust] signers:" in run.stdout


def test_answers_that_end_early_write_nothing(desk: Machine) -> None:
    run = desk.run("setup", "--practitioner", typed=lines("ada"))
    assert run.returncode == 3
    assert not (config(desk) / "practitioner.toml").exists()


def test_a_file_that_is_broken_is_begun_anew(desk: Machine) -> None:
    (config(desk) / "practitioner.toml").write_text("by = ")
    run = desk.run("setup", "--practitioner", typed=lines("ada", "Ada Sample", "-", "", "no"))
    assert run.returncode == 0, run.stderr
    assert read(config(desk) / "practitioner.toml").by == "ada"
