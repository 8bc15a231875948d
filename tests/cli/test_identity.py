"""Recipients in the settings, `--identity` on the command line: what is encrypted, opened, and said where it is not."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from consent_tui.records.age import Recipients
from consent_tui.records.folder import Folder
from tests.cli.started import ROOT, Machine
from tests.cli.test_act import CHECKS, Clinic, clinic  # noqa: F401  the fixture
from tests.model.later_acts import CONSENT
from tests.records import aged, openssh
from tests.records.aged import OURS, PRACTICE_PUBLIC, RECIPIENTS, RECOVERY, identity_file
from tests.records.made import KEY

TINY = ROOT / "tests" / "packs" / "tiny"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A records folder with one encrypted consent."""
    aged.filled(tmp_path / "records", 1, Recipients((*RECIPIENTS.lines, KEY.line)))
    return tmp_path / "records"


def settings_with(machine: Machine, *recipients: str) -> Path:
    path = machine.home / "clinic.toml"
    path.write_text(f"[records]\nrecipients = {json.dumps(recipients)}\n")
    return path


def test_verify_opens_what_the_identity_opens(machine: Machine, records: Path, tmp_path: Path) -> None:
    run = machine.run("verify", records, "--identity", identity_file(tmp_path))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 intact" in run.stdout
    other = tmp_path / "other"
    other.write_text(RECOVERY)
    assert machine.run("verify", records, "--identity", other, "--identity", identity_file(tmp_path)).returncode == 0


def test_without_identity_it_is_encrypted_and_exit_3(machine: Machine, records: Path) -> None:
    run = machine.run("verify", records, "--json")
    told = json.loads(run.stdout)
    assert run.returncode == 3
    assert [each["status"] for each in told["records"]] == ["encrypted"]
    assert told["summary"]["records"]["encrypted"] == 1


@openssh.needed
def test_an_openssh_key_with_a_passphrase_asks_for_it_on_stderr(machine: Machine, records: Path) -> None:
    key = openssh.key_file(machine.home, KEY)
    assert machine.run("verify", records, "--identity", key).returncode == 0
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "secret", "-f", str(key)], check=True)
    run = machine.run("verify", records, "--json", "--identity", key, typed="secret\n")
    assert (run.returncode, json.loads(run.stdout)["summary"]["records"]["intact"]) == (0, 1), run.stderr
    assert f"Passphrase of {key}: " in run.stderr
    run = machine.run("verify", records, "--identity", key, typed="wrong\n")
    assert (run.returncode, run.stdout) == (3, "")
    assert "the passphrase is another one" in run.stderr


@pytest.mark.parametrize("command", [("verify", "front-desk-1"), ("show", "front-desk-1")])
def test_an_identity_that_is_none_is_told_with_exit_3(machine: Machine, command: tuple[str, ...]) -> None:
    run = machine.run(*command, "--identity", machine.home / "none")
    assert run.returncode == 3
    assert "cannot be read: it is not there" in run.stderr
    assert "Traceback" not in run.stderr


def test_show_opens_it_or_says_how(machine: Machine, records: Path, tmp_path: Path) -> None:
    run = machine.run("show", "front-desk-1", "--records", records)
    assert (run.returncode, run.stdout) == (3, "")
    assert "is encrypted" in run.stderr
    assert "--identity FILE" in run.stderr
    run = machine.run(
        "show", "front-desk-1", "--records", records, "--identity", identity_file(tmp_path), "--format", "json"
    )
    assert json.loads(run.stdout)["client"]["born"] == "1980-02-29", run.stderr


def test_an_act_about_an_encrypted_record_is_encrypted_too(clinic: Clinic, machine: Machine, tmp_path: Path) -> None:  # noqa: F811
    clinic.house.folder = Folder.open(clinic.house.root, RECIPIENTS)
    clinic.house.keep(CONSENT)
    settings = settings_with(machine, *RECIPIENTS.lines)
    run = clinic.act("countersign", "front-desk-1", *CHECKS, "--yes", "--settings", settings)
    assert (run.returncode, run.stdout) == (3, "")
    assert "--identity FILE" in run.stderr
    identity = identity_file(tmp_path)
    run = clinic.act("countersign", "front-desk-1", *CHECKS, "--yes", "--settings", settings, "--identity", identity)
    assert run.returncode == 0, run.stderr
    path = Path(run.stdout.strip())
    assert path.name.endswith(".toml.age")
    assert b'kind = "countersignature"' in OURS.opened(path.read_bytes())
    assert machine.run("verify", clinic.house.root, "--identity", identity).returncode == 0


def test_a_kiosk_with_recipients_starts_and_seals_to_them(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = machine.run("--plain", "--pack", TINY, "--settings", settings_with(machine, *RECIPIENTS.lines))
    assert "recipient" not in run.stderr
    assert list((machine.home / "data").rglob("allowed_signers"))

    from consent_tui import wiring
    from consent_tui.settings.values import Records, Settings

    given: dict[str, object] = {}

    class Enough(Exception):
        pass

    def sealer(*places: object, **named: object) -> None:
        given.update(named)
        raise Enough

    monkeypatch.setattr(wiring, "Sealer", sealer)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    settings = Settings(records=Records(folder=tmp_path / "r", keys=tmp_path / "k", recipients=RECIPIENTS.lines))
    with pytest.raises(Enough):
        wiring.kiosk(settings=settings, pack=TINY, records=None, language=None, plain=True, draft=True)
    assert given["recipients"] == RECIPIENTS.lines


def test_doctor_weighs_how_records_are_kept(machine: Machine) -> None:
    def line(*recipients: str) -> str:
        run = machine.run("doctor", "--pack", TINY, "--settings", settings_with(machine, *recipients))
        return next(line for line in run.stdout.splitlines() if " encryption: " in line)

    assert line().startswith("! look   encryption: records are kept in clear; set [records] recipients, or ")
    assert "! look   encryption: records are encrypted to one key alone" in line(PRACTICE_PUBLIC)
    assert line(*RECIPIENTS.lines) == "✓ well   encryption: records are encrypted to 2 keys"
    assert line("age1" + "q" * 58).startswith("✗ unfit  encryption: age1qqq")
