"""`consent-tui setup`: asks on plain lines, explains, writes nothing until all is agreed."""

from __future__ import annotations

import json
import os
import select
import subprocess
from pathlib import Path

import pytest

from consent_tui.settings.pin import is_pin
from consent_tui.settings.reading import read
from tests.cli.started import Machine

# One line a question, in the order asked: clinic, kiosk, safety, wording, consent, PIN, agreed.
CLINIC = ["Example Practice", "1 Sample Street", "desk@clinic.example", "Texas, USA", "America/Chicago"]
KIOSK, SAFETY, WORDING, CONSENT = (
    ["front-desk", "clear"],
    ["911", "988", "no"],
    ["", "Nothing."],
    ["12 months", "10 years"],
)
ANSWERS = [*CLINIC, *KIOSK, *SAFETY, *WORDING, *CONSENT, "2468", "yes"]


def lines(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


def settings_of(machine: Machine) -> Path:
    return machine.home / "config" / "consent-tui" / "clinic.toml"


def test_answers_become_settings_and_a_key(machine: Machine) -> None:
    run = machine.run("setup", typed=lines(*ANSWERS))
    assert run.returncode == 0, run.stderr
    found = read(settings_of(machine))
    assert (found.clinic.name, found.clinic.zone, found.kiosk.name) == (
        "Example Practice",
        "America/Chicago",
        "front-desk",
    )
    assert (found.safety.emergency, found.safety.crisis, found.safety.crisis_question) == ("911", "988", False)
    assert (found.wording.recent, found.wording.fee_text, str(found.consent.valid_for)) == (
        None,
        "Nothing.",
        "12 months",
    )
    assert found.kiosk.pin_hash is not None
    assert is_pin("2468", found.kiosk.pin_hash)
    assert "2468" not in run.stdout
    assert "Records are kept in clear" in run.stdout
    assert "without these files nobody ever can" in run.stdout  # what encryption costs
    key = settings_of(machine).parent / "keys" / "front-desk"
    assert key.is_file()
    assert "SHA256:" in run.stdout
    if os.name != "nt":
        assert settings_of(machine).stat().st_mode & 0o777 == 0o600
        assert key.stat().st_mode & 0o777 == 0o600


def test_every_question_explains_itself_and_shows_what_stands(machine: Machine) -> None:
    shown = machine.run("setup", typed=lines(*ANSWERS)).stdout
    for words in (
        "The name that clients know you by.",
        "name [unset]:",
        "name [kiosk]:",
        "crisis_question [no]:",
        "4 to 12 digits",
    ):
        assert words in shown


def test_a_wrong_answer_is_explained_and_asked_again(machine: Machine) -> None:
    wrong = [
        *CLINIC[:4],
        "America/Chigaco",
        "America/Chicago",
        "Front Desk",
        *KIOSK,
        "911",
        "",
        "yes",
        *SAFETY,
        *WORDING,
    ]
    run = machine.run("setup", typed=lines(*wrong, "12 moons", *CONSENT, "12", "2468", "perhaps", "yes"))
    assert run.returncode == 0, run.stderr
    for words in (
        'did you mean "America/Chicago"?',
        "small letters",
        "needs to know whom to call",
        'as "12 months"',
        "A PIN has",
    ):
        assert words in run.stdout
    assert read(settings_of(machine)).safety.crisis == "988"


def test_what_stands_is_kept_by_enter_and_unset_by_a_dash(machine: Machine) -> None:
    machine.run("setup", typed=lines(*ANSWERS))
    before = settings_of(machine).read_text()
    again = machine.run("setup", typed=lines("", "-", *[""] * 13, "yes"))
    assert again.returncode == 0, again.stderr
    found = read(settings_of(machine))
    assert (found.clinic.name, found.clinic.address, found.safety.emergency) == ("Example Practice", None, "911")
    assert found.kiosk.pin_hash is not None
    assert settings_of(machine).with_name("clinic.toml.bak").read_text() == before
    assert "clinic.toml.bak" in again.stdout


@pytest.mark.parametrize("typed", ["", lines(*ANSWERS[:4]), lines(*ANSWERS[:-1]), lines(*ANSWERS[:-1], "no")])
def test_nothing_is_written_before_all_is_agreed(machine: Machine, typed: str) -> None:
    run = machine.run("setup", typed=typed)
    assert run.returncode == 3
    assert "othing was written" in run.stderr
    assert list(machine.home.iterdir()) == []


def test_a_faulty_file_is_told_and_only_replaced_when_agreed(machine: Machine) -> None:
    settings = machine.home / "clinic.toml"
    settings.write_text('[clinic]\nnmae = "x"\n')
    refused = machine.run("setup", "--settings", settings, typed=lines("no"))
    assert refused.returncode == 3
    assert f'{settings}:2: there is no setting "nmae" in [clinic]; did you mean "name"?' in refused.stderr
    assert settings.read_text() == '[clinic]\nnmae = "x"\n'
    agreed = machine.run("setup", "--settings", settings, typed=lines("yes", *ANSWERS))
    assert agreed.returncode == 0, agreed.stderr
    assert settings.with_name("clinic.toml.bak").read_text() == '[clinic]\nnmae = "x"\n'
    assert f"--settings {settings}" in agreed.stdout


def test_settings_that_are_not_asked_for_stay(machine: Machine) -> None:
    settings = machine.home / "clinic.toml"
    folder = machine.home / "my records"
    settings.write_text(f"[kiosk]\nidle_seconds = 240\n[records]\nfolder = '{folder}'\n")
    run = machine.run("setup", "--settings", settings, typed=lines(*ANSWERS))
    assert run.returncode == 0, run.stderr
    assert (read(settings).kiosk.idle_seconds, read(settings).records.folder) == (240, folder)


def test_a_place_that_cannot_be_written_is_told(machine: Machine) -> None:
    (machine.home / "file").touch()
    run = machine.run("setup", "--settings", machine.home / "file" / "clinic.toml", typed=lines(*ANSWERS))
    assert run.returncode in {2, 3}
    assert "Traceback" not in run.stderr
    assert run.stderr


def test_on_a_terminal_the_pin_is_not_shown(machine: Machine) -> None:
    pty = pytest.importorskip("pty", reason="only where there are pseudo-terminals")
    terminal, theirs = pty.openpty()
    child = subprocess.Popen(
        machine.command("setup"), stdin=theirs, stdout=theirs, stderr=theirs, env=machine.variables, cwd=machine.home,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""

    def until(words: bytes) -> None:
        nonlocal shown
        while words not in shown:
            ready, _, _ = select.select([terminal], [], [], 30)
            assert ready, shown
            shown += os.read(terminal, 4096)

    for answer in ANSWERS[:-2]:
        os.write(terminal, answer.encode() + b"\n")
    # Each hidden prompt throws away what was typed before it, so it is waited for.
    for asked, answer in ((b"PIN [", b"2468"), (b"again:", b"1357"), (b"PIN [", b"2468"), (b"again:", b"2468")):
        until(asked)
        shown = shown.split(asked, 1)[1]
        os.write(terminal, answer + b"\n")
    until(b"[yes/no]")
    os.write(terminal, b"yes\n")
    until(b"Next: consent-tui doctor")
    assert child.wait(timeout=30) == 0
    os.close(terminal)
    assert b"2468" not in shown
    assert is_pin("2468", read(settings_of(machine)).kiosk.pin_hash or "")


def test_schema_and_example_are_printed_without_questions(machine: Machine) -> None:
    described = json.loads(machine.run("setup", "--schema").stdout)
    assert described["properties"].keys() >= {"clinic", "kiosk", "safety"}
    assert machine.run("setup", "--example").stdout.startswith("# Settings of consent-tui")
    assert list(machine.home.iterdir()) == []


def test_setup_never_loads_the_screen(machine: Machine) -> None:
    script = "import sys\nfrom consent_tui.cli.commands import run\nrun(['setup'])\nprint(sorted(sys.modules))"
    run = subprocess.run(
        [machine.command()[0], "-P", "-c", script], input=lines(*ANSWERS), env=machine.variables, cwd=machine.home,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "'consent_tui.settings.writing'" in run.stdout
    assert "'textual'" not in run.stdout
