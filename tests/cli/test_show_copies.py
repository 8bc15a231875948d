"""`consent-tui show --format html|pdf`: a copy for client or clinic, to a file or a pipe, never to a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import tomllib
from pathlib import Path

import pytest

from consent_tui.content import read
from tests.cli.started import Machine
from tests.model.later_acts import AT_DESK
from tests.scenarios.stage import CRANIOSACRAL
from tests.services.desks import House, walked


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "records")
    reading = read(CRANIOSACRAL)
    made.folder.keep_pack(reading.digest, reading.files)
    made.keep(walked("talk-private", CRANIOSACRAL))
    return made


def show(machine: Machine, house: House, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return machine.run("show", "front-desk-1", *arguments, "--records", house.root)


def test_a_pdf_carries_the_sealed_file_byte_for_byte(machine: Machine, house: House) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    path, found = machine.home / "copy.pdf", house.shelf.find("front-desk-1")
    run = show(machine, house, "--format", "pdf", "-o", path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", f"Written: {path}\n")
    assert path.stat().st_mode & 0o777 == 0o600
    with pikepdf.open(path) as copy:
        (name, attached), *_ = copy.attachments.items()
        data = attached.get_file().read_bytes()
    assert (name, data) == (f"{found.filed.what.id}.toml", found.path.read_bytes())
    assert tomllib.loads(data.decode())["seal"]["sequence"] == 1


def test_a_pdf_goes_through_a_pipe_and_is_the_same_each_time(machine: Machine, house: House) -> None:
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    command = machine.command("show", "front-desk-1", "--format", "pdf", "--records", house.root)
    first, second = (
        subprocess.run(command, env=machine.variables, capture_output=True, check=True, timeout=60).stdout for _ in "12"
    )
    assert first.startswith(b"%PDF-1.7")
    assert first == second


def test_a_pdf_is_never_written_to_a_terminal(machine: Machine, house: House) -> None:
    ours, theirs = pty.openpty()
    command = machine.command("show", "front-desk-1", "--format", "pdf", "--records", house.root)
    run = subprocess.run(
        command, env=machine.variables, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60, text=True
    )
    os.close(theirs)
    os.close(ours)
    assert run.returncode == 2
    assert "A PDF is no text for a terminal; name a file, as -o copy.pdf." in run.stderr


def test_a_file_that_was_there_is_replaced_and_that_is_said(machine: Machine, house: House) -> None:
    path = machine.home / "copy.html"
    path.write_text("before")
    run = show(machine, house, "--format", "html", "-o", path)
    assert run.stderr == f"Written: {path}, in place of what was there\n"
    assert path.read_text("utf-8").startswith("<!doctype html>\n")


def test_the_clients_copy_is_made_unless_the_clinics_is_asked_for(machine: Machine, house: House) -> None:
    for_client, for_clinic = (
        show(machine, house, "--format", "html", *more).stdout for more in ((), ("--for", "clinic"))
    )
    assert "Copy for the client" in for_client
    assert "May we start?" not in for_client
    assert "Copy for the clinic" in for_clinic
    assert "May we start?" in for_clinic
    assert "This page is not the one that was shown" not in for_client


def test_a_copy_is_text_too(machine: Machine, house: House) -> None:
    text = show(machine, house, "--for", "client").stdout
    assert text.startswith("Consent · front-desk-1\nCopy for the client\n")
    assert "Page 1 of " in text


def test_private_answers_are_covered_unless_asked_for(machine: Machine, house: House) -> None:
    covered, revealed = (show(machine, house, "--format", "html", *more).stdout for more in ((), ("--private",)))
    assert "Private answers are covered here. The original holds them." in covered
    assert "answered, covered here" not in revealed


def test_a_copy_is_made_without_the_pack_too(machine: Machine, house: House) -> None:
    for path in house.root.glob("packs/*/pages.toml"):
        path.unlink()
    text = show(machine, house, "--for", "client").stdout
    assert "The pack&#x27;s copy" not in text
    assert "The pack's copy is missing or altered." in text


def test_an_act_has_a_copy(machine: Machine, house: House) -> None:
    house.act("front-desk-1", AT_DESK)
    run = machine.run("show", "ada-1", "--format", "html", "--records", house.root)
    assert "<h1>Withdrawn · ada-1</h1>" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--for", "nobody"), 'There is no copy for "nobody"; use --for client or --for clinic.'),
        (("--format", "json", "--for", "client"), "json is the same for everybody; leave --for out."),
        (("--as-seen", "--for", "client"), "--as-seen is shown as text; leave --format and --for out."),
        (("--as-seen", "--format", "pdf"), "--as-seen is shown as text"),
    ],
)
def test_what_does_not_go_together_is_said(
    machine: Machine, house: House, arguments: tuple[str, ...], told: str
) -> None:
    run = show(machine, house, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert told in run.stderr


def test_without_the_extra_the_message_names_it(machine: Machine, house: House, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(tmp_path), machine.variables["PYTHONPATH"]])
    command = machine.command("show", "front-desk-1", "--format", "pdf", "--records", house.root)
    run = subprocess.run(
        command, env={**machine.variables, "PYTHONPATH": path}, capture_output=True, check=False, timeout=60
    )
    assert (run.returncode, run.stdout) == (3, b"")
    assert b"pip install 'consent-tui[pdf]'" in run.stderr
    assert b"Traceback" not in run.stderr
