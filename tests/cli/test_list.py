"""`consent-tui list` and `figures`: what stands on stdout in each form, what is asked wrongly, and who is not seen."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui.model.record import Practitioner
from tests.cli.started import Machine
from tests.model.later_acts import ASKED, CHECKED, CLEARANCE_NEEDED, CONSENT, TALK
from tests.services.desks import House
from tests.services.shelved import named


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "records")
    made.keep(named(TALK, "Zoë Müller"))
    visit = Practitioner(name="=cmd()|A1")
    made.keep(named(replace(ASKED, language="de", practitioner=visit), "=cmd() Muster"))
    made.keep(CLEARANCE_NEEDED)
    made.act("front-desk-1", CHECKED)
    return made


def listed(machine: Machine, house: House, *arguments: str, command: str = "list") -> subprocess.CompletedProcess[str]:
    return machine.run(command, house.root, *arguments)


def numbers(machine: Machine, house: House, *arguments: str) -> list[str]:
    told = json.loads(listed(machine, house, *arguments, "--format", "json").stdout)
    assert told["format"] == "consent-list/1"
    return [each["number"] for each in told["records"]]


def test_a_table_tells_number_time_initials_standing_and_flags(machine: Machine, house: House) -> None:
    run = listed(machine, house)
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["record", "time", "who", "what", "flags"]
    assert [line.split()[0] for line in lines[1:]] == ["front-desk-3", "front-desk-2", "front-desk-1"]
    assert lines[3].split("  ") == ["front-desk-1", "2026-11-21 12:00", "Z. M.", "Valid"]
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_form_of_a_list_names_anybody(machine: Machine, house: House, form: str) -> None:
    out = listed(machine, house, "--search", "muller", "--format", form).stdout
    assert "front-desk-1" in out
    assert not any(word in out for word in ("Müller", "Zoë", "1980"))


def test_each_option_narrows_the_list(machine: Machine, house: House) -> None:
    assert numbers(machine, house, "--flagged") == ["front-desk-3", "front-desk-2"]
    assert numbers(machine, house, "--standing", "valid") == ["front-desk-1"]
    assert numbers(machine, house, "--kind", "countersignature") == ["ada-1"]
    assert numbers(machine, house, "--language", "de", "--pack", "tiny", "--version", "1.0.0") == ["front-desk-2"]
    assert numbers(machine, house, "--since", "2026-11-21", "--until", "2026-11-21", "--search", "hurt") == [
        "front-desk-2"
    ]
    assert numbers(machine, house, "--until", "2026-11-20") == []


def test_days_are_those_of_the_clinic(machine: Machine, house: House, tmp_path: Path) -> None:
    settings = tmp_path / "clinic.toml"
    settings.write_text('[clinic]\nzone = "Pacific/Kiritimati"\n')  # fourteen hours ahead: 12:00 is the next day there
    there = ("--settings", str(settings), "--since", "2026-11-22")
    assert len(numbers(machine, house, *there)) == 3
    assert numbers(machine, house, "--since", "2026-11-22") == []


def test_csv_is_no_formula(machine: Machine, house: House) -> None:
    (house.root / "=cmd().docx").write_bytes(b"")
    rows = list(csv.DictReader(io.StringIO(listed(machine, house, "--format", "csv").stdout)))
    assert [row["initials"] for row in rows if row["number"]] == ["A. E.", "C. M.", "Z. M."]
    assert "'=cmd()|A1" in {row["practitioner"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_counts_instead_of_lines(machine: Machine, house: House) -> None:
    told = json.loads(listed(machine, house, "--count-by", "standing", "--format", "json").stdout)
    assert told["format"] == "consent-count/1"
    assert {each["standing"]: each["count"] for each in told["counts"]} == {
        "valid": 1,
        "awaiting-talk": 1,
        "awaiting-clearance": 1,
    }
    assert listed(machine, house, "--count-by", "flag", "--format", "csv").stdout.splitlines()[0] == "flag,count"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--kind", "consnt"), 'There is no kind "consnt"; did you mean "consent"?'),
        (("--standing", "fine"), 'There is no standing "fine"'),
        (("--since", "yesterday"), '--since takes a day as 2026-11-21, not "yesterday".'),
        (("--format", "xml"), 'There is no format "xml"; there are table, json, csv.'),
        (("--count-by", "name"), 'There is no field to count by "name"'),
    ],
)
def test_what_is_asked_for_wrongly_is_told(machine: Machine, house: House, arguments, sentence: str) -> None:
    run = listed(machine, house, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(sentence)


def test_a_folder_that_is_not_there_is_told(machine: Machine, tmp_path: Path) -> None:
    run = machine.run("list", tmp_path / "nowhere")
    assert (run.returncode, run.stdout) == (3, "")
    assert "There is no records folder" in run.stderr


def test_an_empty_list_says_so_beside_it(machine: Machine, house: House) -> None:
    run = listed(machine, house, "--search", "nobody", "--format", "json")
    assert (run.returncode, json.loads(run.stdout)["records"]) == (0, [])
    assert run.stderr == "Nothing on this shelf fits.\n"


def test_a_path_of_a_list_can_be_given_to_show(machine: Machine, house: House) -> None:
    told = json.loads(listed(machine, house, "--format", "json").stdout)
    run = machine.run("show", told["records"][0]["path"])
    assert run.stdout.startswith("Consent front-desk-3\n")


def test_the_index_lies_among_this_account_s_caches(machine: Machine, house: House) -> None:
    listed(machine, house)
    (index,) = (machine.home / "cache" / "consent-tui" / "index").iterdir()
    assert index.stat().st_mode & 0o777 == 0o600
    assert list(house.root.rglob("*.sqlite*")) == []


def test_a_sign_that_moves_the_cursor_is_not_printed(machine: Machine, house: House) -> None:
    (house.root / "a\x1b[2Jb\nc.txt").write_text("")
    assert "\x1b" not in listed(machine, house).stdout


def test_figures_tell_of_nobody(machine: Machine, house: House) -> None:
    told = json.loads(listed(machine, house, "--format", "json", command="figures").stdout)
    assert (told["format"], told["encounters"]) == ("consent-figures/1", None)
    for _ in range(6):
        house.keep(CONSENT)
    told = json.loads(listed(machine, house, "--format", "json", command="figures").stdout)
    assert {"figure": "outcome", "part": "agree", "count": 9, "of": None} in told["figures"]
    table = listed(machine, house, command="figures")
    assert table.stdout.splitlines()[1].split() == ["encounters", "9"]
    assert "Left out:" in table.stdout
    assert listed(machine, house, "--format", "csv", command="figures").stdout.startswith("figure,part,count,of\n")


def test_figures_of_one_language_do_not_give_the_few_in_another_away(machine: Machine, house: House) -> None:
    """One is in German here, and one in English more would be two."""
    for _ in range(6):
        house.keep(CONSENT)
    told = [
        json.loads(listed(machine, house, *chosen, "--format", "json", command="figures").stdout)
        for chosen in ((), ("--language", "en"), ("--version", "1.0.0"))
    ]
    assert [each["encounters"] for each in told] == [9, None, 9]
    assert told[1]["figures"] == [{"figure": "encounters", "part": "", "count": None, "of": None}]
    table = listed(machine, house, "--language", "en", command="figures").stdout
    assert table.splitlines()[-1].startswith("Nothing is told: below 5 encounters, or")
