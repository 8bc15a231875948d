"""`consent-tui paper`: the form on stdout or in a file; what no client may see, as an exit code and a sentence."""

from __future__ import annotations

import hashlib
import html
import re
import shlex
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.records import codec
from consent_tui.settings.practitioner import Practitioner, write
from tests.cli.started import Machine
from tests.records import openssh
from tests.scenarios.stage import CRANIOSACRAL, TINY
from tests.services.desks import ADA_KEY, House, walked


def copied(home: Path, **status: str) -> Path:
    folder = Path(shutil.copytree(TINY, home / "pack"))
    releases = folder / "releases.toml"
    for old, new in status.items():
        releases.write_text(releases.read_text("utf-8").replace(f'"{old}"', f'"{new}"', 1), "utf-8")
    return folder


def test_the_pack_that_ships_is_printed_as_one_page_that_stands_alone(machine: Machine) -> None:
    run = machine.run("paper", "craniosacral", "--language", "es")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith('<!doctype html>\n<html lang="es">')
    assert run.stdout == machine.run("paper", CRANIOSACRAL, "--language", "es").stdout
    assert re.findall(r"<(?:script|img|link|iframe)|https?://(?!www\.w3\.org/)", run.stdout) == []
    assert read(CRANIOSACRAL).digest in run.stdout


def test_the_form_goes_to_a_file_in_the_packs_own_language_for_another_person(machine: Machine) -> None:
    path = machine.home / "form.html"
    run = machine.run("paper", TINY, "--for", "child", "-o", path)
    assert (run.returncode, run.stdout) == (0, "")
    assert "Written: " in run.stderr
    printed = path.read_text("utf-8")
    assert '<html lang="en">' in printed
    assert "your child" in printed


def test_a_name_that_ends_in_pdf_makes_a_pdf(machine: Machine) -> None:
    pytest.importorskip("typst", reason="the extra `pdf` is not installed")
    path = machine.home / "form.pdf"
    assert machine.run("paper", TINY, "-o", path).returncode == 0
    assert path.read_bytes().startswith(b"%PDF-")
    run = machine.run("paper", TINY, "--format", "html", "-o", path)
    assert "in place of what was there" in run.stderr
    assert path.read_bytes().startswith(b"<!doctype html>")


def test_the_clinics_settings_stand_in_the_words(machine: Machine) -> None:
    settings = machine.home / "clinic.toml"
    settings.write_text('[clinic]\nname = "Example Practice"\n[safety]\nemergency = "tel 555"\n', "utf-8")
    printed = machine.run("paper", TINY, "--settings", settings).stdout
    assert "Example Practice" in printed
    assert "tel 555" in printed


def test_a_draft_is_marked(machine: Machine) -> None:
    folder = copied(machine.home, released="draft")
    assert '<p class="mark">Draft, not for clients</p>' in machine.run("paper", folder).stdout
    assert '<p class="mark">' not in machine.run("paper", TINY).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nowhere",), 1, "nowhere"),
        ((TINY, "--language", "fr"), 2, 'The pack has no language "fr"; it has en, es.'),
        ((TINY, "--for", "friend"), 2, "--for"),
        ((TINY, "-o", Path("no") / "such" / "form.html"), 3, "form.html"),
    ],
)
def test_what_cannot_be_printed_is_said(machine: Machine, arguments: tuple, code: int, told: str) -> None:
    run = machine.run("paper", *arguments)
    assert (run.returncode, run.stdout) == (code, "")
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_a_broken_and_a_retired_pack_are_not_printed(machine: Machine) -> None:
    folder = copied(machine.home, released="retired")
    retired = machine.run("paper", folder)
    assert (retired.returncode, retired.stdout) == (3, "")
    assert "This pack is retired" in retired.stderr
    (folder / "pages.toml").write_text("[[page]]\n", "utf-8")
    broken = machine.run("paper", folder)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "This pack is broken, so it is not printed." in broken.stderr


@pytest.mark.parametrize("scenario", ["plain-consent", "thinks-about-it"])
def test_the_command_that_a_form_prints_enters_it(machine: Machine, tmp_path: Path, scenario: str) -> None:
    """The number and the scan are what the practitioner knows; everything else stands on the form."""
    house = House(tmp_path / "records", start=datetime.now(UTC) - timedelta(hours=1))
    house.keep(walked(scenario, CRANIOSACRAL))
    keys = tmp_path / "keys"
    keys.mkdir()
    person = Practitioner(by="ada", name="Ada Sample", key=openssh.key_file(keys, ADA_KEY))
    write(person, machine.home / "config" / "consent-tui" / "practitioner.toml")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"a scan")
    printed = machine.run("paper", TINY).stdout
    (command,) = re.findall(r"<code>consent-tui (act paper NUMBER .*?)</code>", printed)
    said = shlex.split(html.unescape(command).replace("NUMBER", "front-desk-1").replace("FILE", str(scan)))
    run = machine.run(*said, "--records", house.root, "--yes")
    assert run.returncode == 0, run.stderr
    note = codec.decode(Path(run.stdout.strip()).read_bytes()).note
    assert note.words == f"tiny 1.0.0 {read(TINY).digest}"
    assert note.scan == f"sha256:{hashlib.sha256(b'a scan').hexdigest()}"
    told = machine.run("show", "front-desk-1", "--records", house.root).stdout
    assert note.scan in " ".join(told.split())
