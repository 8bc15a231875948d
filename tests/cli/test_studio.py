"""`consent-tui pack diff`, `new` and `schema`, as a trainer types them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.started import Machine

TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"


@pytest.fixture
def tiny(machine: Machine) -> Path:
    """A copy that may be changed; it is released."""
    folder = machine.home / "tiny"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(".*"))
    return folder


def changed(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_weaker_rule_is_shouted_and_differences_are_no_error(machine: Machine, tiny: Path) -> None:
    changed(tiny, "screening.toml", 'yes = "clearance"', 'yes = "talk"')
    run = machine.run("pack", "diff", TINY, tiny)
    assert run.returncode == 0
    assert 'WEAKER, changed: "Have you ever had a blood clot?" (blood-clot)' in run.stdout
    assert "Not released yet. To be called major" in run.stdout


def test_a_diff_speaks_another_language_where_asked(machine: Machine, tiny: Path) -> None:
    changed(tiny, "es/areas.toml", "Cabeza", "La cabeza")
    run = machine.run("pack", "diff", TINY, tiny, "--language", "es")
    assert "name: {+La +}[-Cabeza-] {+cabeza+}" in run.stdout or "name: [-Cabeza-] {+La cabeza+}" in run.stdout
    other = machine.run("pack", "diff", TINY, tiny, "--language", "fr")
    assert (other.returncode, other.stdout) == (2, "")
    assert "both have en and es" in other.stderr


def test_programs_get_the_difference_as_json(machine: Machine, tiny: Path) -> None:
    changed(tiny, "en/areas.toml", '"Feet"', '"Both feet"')
    told = json.loads(machine.run("pack", "diff", TINY, tiny, "--format", "json").stdout)
    assert told["format"] == "consent-pack-diff/1"
    assert (told["old"]["status"], told["new"]["status"]) == ("released", "draft")
    assert told["clients"]["asked_again"] is None
    (change,) = told["changes"]
    assert (change["section"], change["id"], change["facet"], change["was"], change["now"]) == (
        "areas", "feet", "name", "Feet", "Both feet",
    )  # fmt: skip
    assert "".join(text for sign, text in change["words"] if sign != "-") == "Both feet"
    assert told["languages"]["behind"] == {"es": [{"section": "areas", "id": "feet", "facet": "name"}]}


def test_what_is_no_readable_pack_is_told_with_its_faults(machine: Machine, tiny: Path) -> None:
    changed(tiny, "pages.toml", "[[page]]", "[[paje]]")
    run = machine.run("pack", "diff", TINY, tiny)
    assert (run.returncode, run.stdout) == (1, "")
    assert f"{tiny.as_posix()}/pages.toml:" in run.stderr
    assert machine.run("pack", "diff", machine.home / "none", TINY).returncode == 1


def test_a_new_pack_runs_at_once(machine: Machine) -> None:
    run = machine.run("pack", "new", "mypack")
    assert (run.returncode, run.stdout) == (0, "mypack\n")
    assert "consent-tui --pack mypack --draft" in run.stderr
    assert "consent-tui pack preview mypack" in run.stderr
    checked = machine.run("pack", "check", "mypack")
    assert checked.returncode == 0
    sheets = sorted((machine.home / "mypack" / "scenarios").glob("*.toml"))
    rehearsed = machine.run("rehearse", "--pack", "mypack", *sheets)
    assert rehearsed.returncode == 0
    assert f"{len(sheets)} of {len(sheets)} as expected" in rehearsed.stderr
    kiosk = machine.run("--pack", "mypack", "--draft", "--plain")
    assert "name of your therapy" in kiosk.stdout
    assert "fault of its own" not in kiosk.stderr


def test_a_folder_that_is_there_is_left_alone(machine: Machine, tiny: Path) -> None:
    before = sorted(path.read_bytes() for path in tiny.rglob("*.toml"))
    run = machine.run("pack", "new", tiny)
    assert (run.returncode, run.stdout) == (3, "")
    assert "name a folder that is not there yet" in run.stderr
    assert sorted(path.read_bytes() for path in tiny.rglob("*.toml")) == before


def test_a_language_without_a_template_is_told(machine: Machine) -> None:
    run = machine.run("pack", "new", "mypack", "--language", "fr")
    assert run.returncode == 2
    assert "begin in one of them and translate" in run.stderr
    assert list(machine.home.iterdir()) == []


def test_a_released_pack_gets_schemas_and_stays_released(machine: Machine, tiny: Path) -> None:
    for path in tiny.rglob("*.toml"):
        path.write_text(path.read_text("utf-8").partition("\n")[2], "utf-8")
    digest = machine.run("pack", "digest", tiny).stdout.strip()
    changed(tiny, "releases.toml", 'digest = "', f'digest = "{digest}" # ')
    run = machine.run("pack", "schema", tiny)
    assert run.returncode == 0
    assert "--lines" in run.stderr
    assert (tiny / ".schemas" / "words" / "screening.json").is_file()
    assert machine.run("pack", "digest", tiny).stdout.strip() == digest
    again = machine.run("pack", "schema", tiny, "--lines")
    assert "a draft until it is released again" in again.stderr
    assert machine.run("pack", "digest", tiny).stdout.strip() in again.stderr
    assert all(path.read_text("utf-8").startswith("#:schema ") for path in tiny.rglob("*.toml"))


def test_schemas_go_where_they_are_wanted(machine: Machine, tiny: Path) -> None:
    printed = json.loads(machine.run("pack", "schema").stdout)
    assert printed["format"] == "consent-pack-schemas/1"
    assert machine.run("pack", "schema", "--to", "schemas").returncode == 0
    written = {path.relative_to(machine.home / "schemas").as_posix() for path in machine.home.rglob("*.json")}
    assert written == set(printed["schemas"])
    assert machine.run("pack", "schema", tiny, "--to", "schemas").returncode == 2
    assert machine.run("pack", "schema", machine.home / "none").returncode == 1


def test_a_kiosk_loads_nothing_of_it(machine: Machine) -> None:
    """Not even one whose pack has to be checked."""
    script = """
import sys
from pathlib import Path
from consent_tui import wiring
from consent_tui.content.known import read_known
assert read_known(Path(sys.argv[1]), Path("kept")).pack
print(*(name.rpartition(".")[2] for name in sys.modules if name.startswith("consent_tui.content.")))
"""
    run = subprocess.run(
        [sys.executable, "-P", "-c", script, str(TINY)], env=machine.variables, cwd=machine.home, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    loaded = set(run.stdout.split())
    assert "reading" in loaded
    assert {name for name in loaded if name.startswith(("comparing", "making", "schemas"))} == set()
