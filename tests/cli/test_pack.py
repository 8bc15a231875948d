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


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A pack with a warning and no fault, in a folder whose name a code review would take apart."""
    folder = tmp_path / "a pack, 50%: new"
    shutil.copytree(TINY, folder)
    (folder / "scenarios" / "emergency-not-sure.toml").unlink()
    return folder


def test_a_good_pack_has_no_faults(machine: Machine) -> None:
    run = machine.run("pack", "check", TINY)
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == f"{TINY}: no faults, no warnings, 7 scenarios run.\n"


def test_a_warning_is_no_fault_and_says_what_it_is(machine: Machine, doubtful: Path) -> None:
    """Warnings (exit 0) and faults (exit 1) are told apart in every form."""
    what = 'no scenario answers "emergency-signs" with not sure'
    text = machine.run("pack", "check", doubtful)
    assert text.returncode == 0
    assert text.stdout.startswith(f"{doubtful}/screening.toml:14: warning: {what}; ")
    assert text.stderr.endswith(": no faults, 1 warning, 6 scenarios run.\n")
    (found,) = json.loads(machine.run("pack", "check", doubtful, "--format", "json").stdout)["found"]
    assert (found["kind"], found["line"], found["what"]) == ("warning", 14, what)
    place = f"{doubtful}/screening.toml".replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    review = machine.run("pack", "check", doubtful, "--format", "github")
    assert review.returncode == 0
    assert review.stdout.startswith(f"::warning file={place},line=14::{what}; ")


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
    assert (told["version"], told["status"], told["scenarios"]) == (None, None, 0)


def test_programs_get_the_grade_of_every_page(machine: Machine) -> None:
    told = json.loads(machine.run("pack", "check", TINY, "--format", "json").stdout)
    assert (told["version"], told["status"], told["scenarios"], told["found"]) == ("1.0.0", "released", 7, [])
    pages = {(page["language"], page["page"]): page for page in told["pages"]}
    assert pages.keys() == {("en", "touch"), ("en", "rights"), ("es", "touch"), ("es", "rights")}
    touch = pages["en", "touch"]
    assert touch.keys() == {"language", "page", "file", "screens", "grade", "ease", "words", "sentences", "more"}
    assert touch["more"].keys() == {"grade", "ease", "words", "sentences"}
    assert (touch["screens"], touch["more"]["words"], pages["en", "rights"]["more"]) == (2, 11, None)
    assert 0 < touch["grade"] < 8
    assert 60 < touch["ease"] < 100


def test_scenarios_are_counted_in_one_line_that_is_empty_in_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    from consent_tui.cli.pack import _progress

    _progress(1, 2)
    _progress(2, 2)
    counted, gone = capsys.readouterr().err.split("\r")[1:3]
    assert counted == "Running scenarios: 1 of 2"
    assert gone == " " * len(counted)


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
