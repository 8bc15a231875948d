"""`consent-tui show`: the answer on stdout or in a file, what cannot be shown as an exit code and a sentence."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui.content import read
from tests.cli.started import ROOT, Machine
from tests.model.later_acts import AT_DESK, CONSENT
from tests.scenarios.stage import CRANIOSACRAL, TINY
from tests.services.desks import House, walked


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "records")
    reading = read(CRANIOSACRAL)
    made.folder.keep_pack(reading.digest, reading.files)
    made.keep(walked("plain-consent", CRANIOSACRAL))
    return made


def show(machine: Machine, house: House, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return machine.run("show", *arguments, "--records", house.root)


def test_a_record_is_shown_by_number_id_and_path(machine: Machine, house: House) -> None:
    found = house.shelf.find("front-desk-1")
    told = {show(machine, house, name).stdout for name in ("front-desk-1", found.filed.what.id)}
    told |= {machine.run("show", found.path).stdout}
    assert len(told) == 1
    (text,) = told
    assert text.startswith("Consent front-desk-1\n")
    assert "\nMay we start?\n  No, not now." in text


def test_json_is_the_record_as_json(machine: Machine, house: House) -> None:
    run = show(machine, house, "front-desk-1", "--format", "json")
    told = json.loads(run.stdout)
    assert (told["format"], told["kind"], told["seal"]["by"]) == ("consent-record/1", "consent", "front-desk")
    assert told["client"]["born"] == "1980-02-29"
    assert told["times"]["signed"].startswith("2026-11-21T09:30:00")


def test_fhir_is_a_consent_with_the_sealed_file(machine: Machine, house: House) -> None:
    run = show(machine, house, "front-desk-1", "--format", "fhir")
    told = json.loads(run.stdout)
    assert (told["resourceType"], told["status"], told["decision"]) == ("Consent", "draft", "permit")
    sealed = house.shelf.find("front-desk-1").data
    assert base64.b64decode(told["sourceAttachment"][0]["data"]) == sealed


def test_an_act_alone_is_no_fhir_consent(machine: Machine, house: House) -> None:
    house.act("front-desk-1", AT_DESK)
    run = show(machine, house, "ada-1", "--format", "fhir")
    assert (run.returncode, run.stdout) == (2, "")
    assert "ada-1 is an act about a record; show that record" in run.stderr


def test_two_records_are_compared_the_earlier_first(machine: Machine, house: House) -> None:
    house.keep(walked("clearance-pregnancy", CRANIOSACRAL))
    told = show(machine, house, "front-desk-2", "--against", "front-desk-1").stdout
    assert told == show(machine, house, "front-desk-1", "--against", "front-desk-2").stdout
    assert told.startswith("What differs\nfront-desk-1: Consent, ")
    assert "before: no concern raised; now: a doctor's answer first" in told
    assert "before: No; now: Yes" in " ".join(told.split())


def test_a_record_is_compared_with_today_s_pack(machine: Machine, house: House) -> None:
    assert show(machine, house, "front-desk-1", "--against", "pack").stdout.endswith("Nothing differs.\n")
    folder = Path(shutil.copytree(CRANIOSACRAL, machine.home / "today"))
    words = folder / "en" / "screening.toml"
    words.write_text(
        words.read_text("utf-8").replace('ask = "Do you have a fever,', 'ask = "Is there a fever,'), "utf-8"
    )
    told = show(machine, house, "front-desk-1", "--against", "pack", "--pack", folder).stdout
    assert "- In other words: Is there a fever" in told
    assert told.count("In other words") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--against", "pack", "--pack", TINY), 2, 'was told by the pack "craniosacral", and this is "tiny".'),
        (("--against", "pack", "--format", "json"), 2, "--against is told as text"),
        (("--against", "front-desk-9"), 1, "There is no record front-desk-9"),
        (("--against", "ada-1"), 2, "ada-1 is an act at the desk"),
    ],
)
def test_what_cannot_be_compared_is_said(
    machine: Machine, house: House, arguments: tuple, code: int, told: str
) -> None:
    house.act("front-desk-1", AT_DESK)
    run = show(machine, house, "front-desk-1", *arguments)
    assert (run.returncode, run.stdout) == (code, "")
    assert told in run.stderr


def test_what_the_client_saw_is_shown(machine: Machine, house: House) -> None:
    text = show(machine, house, "front-desk-1", "--as-seen").stdout
    assert text.startswith("As this client saw it\n")
    assert "\nPage 1 of " in text
    assert "( ) Yes (x) No" in text


def test_a_copy_goes_to_a_file_for_its_owner_alone(machine: Machine, house: House) -> None:
    path = machine.home / "copy.txt"
    path.write_text("before")
    run = show(machine, house, "front-desk-1", "-o", path)
    assert (run.returncode, run.stdout) == (0, "")
    assert path.read_text().startswith("Consent front-desk-1\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Written: " in run.stderr


def test_a_file_that_cannot_be_written_is_said(machine: Machine, house: House) -> None:
    run = show(machine, house, "front-desk-1", "-o", machine.home / "none" / "copy.txt")
    assert run.returncode == 3
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("front-desk-9",), 1, "There is no record front-desk-9"),
        (("front-desk-1", "--format", "odt"), 2, 'There is no format "odt"'),
        (("front-desk-1", "--format", "json", "--as-seen"), 2, "--as-seen is shown as text"),
        (("ada-1", "--as-seen"), 2, "ada-1 is an act at the desk; no client saw anything in it."),
        ((), 2, "RECORD"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_cannot_be_shown_is_said_in_words(
    machine: Machine, house: House, arguments: tuple[str, ...], code: int, told: str
) -> None:
    house.act("front-desk-1", AT_DESK)
    run = show(machine, house, *arguments)
    assert (run.returncode, run.stdout) == (code, "")
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_an_altered_record_is_not_shown_as_if_it_were_whole(machine: Machine, house: House) -> None:
    path = house.shelf.find("front-desk-1").path
    path.write_bytes(path.read_bytes().replace(b"Ana", b"Eva"))
    run = show(machine, house, "front-desk-1")
    assert (run.returncode, run.stdout) == (1, "")
    assert "its words or its seal were changed after sealing" in run.stderr


def test_an_erased_record_says_when_and_why(machine: Machine, house: House) -> None:
    desk = house.desk()
    desk.erase(desk.open("front-desk-1"), "request")
    run = show(machine, house, "front-desk-1")
    assert run.returncode == 1
    assert "front-desk-1 was erased on 2026-11-21, at the client's request; ada-1 says so." in run.stderr


def test_private_answers_are_shown_only_on_demand(machine: Machine, house: House) -> None:
    house.keep(walked("talk-private", CRANIOSACRAL))
    covered, revealed = (show(machine, house, "front-desk-2", *more).stdout for more in ((), ("--private",)))
    assert "answered, covered here" in covered
    assert "answered, covered here" not in revealed


def test_zone_and_pinned_signers_come_from_the_settings(machine: Machine, house: House) -> None:
    settings = machine.home / "clinic.toml"
    key = " ".join((house.root / "allowed_signers").read_text().splitlines()[0].split()[2:4])
    pinned = f'front-desk namespaces="consent-record,consent-checkpoint" {key}'
    settings.write_text(f"[clinic]\nzone = 'Europe/Vienna'\n[trust]\nsigners = ['{pinned}']\n")
    text = machine.run("show", "front-desk-1", "--records", house.root, "--settings", settings).stdout
    assert "The key is pinned in the settings." in text


def test_show_loads_neither_textual_nor_pydantic(house: House) -> None:
    script = """
import json, sys
from consent_tui.cli.commands import run
code = run(sys.argv[1:])
print("\\n" + json.dumps([code, [m for m in sys.modules if m.split(".")[0] in ("textual", "pydantic", "rich")]]))
"""
    arguments = [sys.executable, "-P", "-c", script, "show", "front-desk-1", "--records", str(house.root)]
    done = subprocess.run(arguments, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)
    code, loaded = json.loads(done.stdout.rsplit("\n", 2)[-2])
    assert code == 0
    assert [name for name in loaded if not name.startswith("rich")] == []


def test_another_kind_than_a_consent_is_shown_too(machine: Machine, house: House) -> None:
    house.keep(replace(CONSENT, language="de"))
    assert "Dürfen wir beginnen?" in show(machine, house, "front-desk-2").stdout
