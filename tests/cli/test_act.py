"""`consent-tui act …`: facts by option or at the terminal, shown, asked once, sealed; and each refusal in words."""

from __future__ import annotations

import hashlib
import os
import select
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consent_tui.model.record import Kind
from consent_tui.records import codec
from consent_tui.records.verify import verify_paths
from consent_tui.settings.practitioner import Practitioner, write
from tests.cli.started import Machine
from tests.model.later_acts import ASKED, CLEARANCE_NEEDED, CONSENT, FOR_A_CHILD, TALK
from tests.records import openssh
from tests.services.desks import ADA_KEY, STRANGER_KEY, House

TODAY = datetime.now(UTC).date()
CHECKS = ("--name-checked", "--born-checked", "--wanted")
CLEARED = (
    "--clinician", "Dr. Jon Muster", "--profession", "neurologist", "--dated", str(TODAY), "--how", "letter",
    "--limits", "none", "--until", "none",
)  # fmt: skip


@dataclass
class Clinic:
    machine: Machine
    house: House

    def word(self, name: str) -> str:
        """Where a consent stands by the clock of this machine."""
        self.house.start = datetime.now(UTC)
        return self.house.word(name)

    def act(self, *arguments: str | Path, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return self.machine.run("act", *arguments, "--records", self.house.root, typed=typed, **variables)


@pytest.fixture
def clinic(machine: Machine, tmp_path: Path) -> Clinic:
    """A records folder, and Ada Sample at her desk."""
    house = House(tmp_path / "records", start=datetime.now(UTC) - timedelta(hours=1))
    keys = tmp_path / "keys"
    keys.mkdir()
    person = Practitioner(by="ada", name="Ada Sample", key=openssh.key_file(keys, ADA_KEY))
    write(person, machine.home / "config" / "consent-tui" / "practitioner.toml")
    return Clinic(machine, house)


def sealed(run: subprocess.CompletedProcess[str]):
    """The act whose path was printed."""
    assert run.returncode == 0, run.stderr
    return codec.decode(Path(run.stdout.strip()).read_bytes())


def refused(run: subprocess.CompletedProcess[str], code: int) -> str:
    assert (run.returncode, run.stdout) == (code, ""), run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr


def test_a_consent_is_cleared_and_countersigned(clinic: Clinic) -> None:
    clinic.house.keep(CLEARANCE_NEEDED)
    run = clinic.act("clear", "front-desk-1", *CLEARED, "--yes")
    assert sealed(run).clearance.clinician == "Dr. Jon Muster"
    assert "front-desk-1 stands at: awaiting-countersignature" in run.stderr
    run = clinic.act("countersign", "front-desk-1", *CHECKS, "--yes")
    act = sealed(run)
    assert (act.countersignature.talked, act.practitioner.name) == (None, "Ada Sample")
    assert "front-desk-1 stands at: valid" in run.stderr
    assert verify_paths([clinic.house.root]).exit_code == 0


def test_what_will_be_written_is_shown_and_asked_once(clinic: Clinic) -> None:
    clinic.house.keep(CONSENT)
    told = ("withdraw", "front-desk-1", "--said", str(TODAY), "--how", "spoken")
    run = clinic.act(*told, typed="no\n")
    assert "Nothing was written." in refused(replace_stdout(run), 3)
    assert f'[withdrawal]\nsaid = {TODAY}\nhow = "spoken"' in run.stderr
    assert clinic.house.shelf.find("front-desk-1").related == ()
    run = clinic.act(*told, typed="what\nyes\n")
    assert run.returncode == 0
    assert clinic.word("front-desk-1") == "withdrawn"


def replace_stdout(run: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """Without the one question, which stands on stdout as any that `input` asks."""
    run.stdout = run.stdout.replace("Seal this? [yes/no]: ", "")
    return run


def test_nobody_there_to_say_yes(clinic: Clinic) -> None:
    clinic.house.keep(CONSENT)
    run = clinic.act("withdraw", "front-desk-1", "--said", str(TODAY), "--how", "spoken")
    assert "--yes says it beforehand" in refused(replace_stdout(run), 3)


def test_everything_that_is_missing_is_named_at_once(clinic: Clinic) -> None:
    clinic.house.keep(FOR_A_CHILD)
    told = refused(clinic.act("countersign", "front-desk-1", "--wanted"), 2).splitlines()
    assert [line.split()[0] for line in told] == ["--name-checked", "--born-checked", "--paper", "--paper-dated"]
    assert all(" is missing: " in line for line in told)


def test_every_wrong_fact_is_named_at_once(clinic: Clinic) -> None:
    clinic.house.keep(CLEARANCE_NEEDED)
    wrong = ("--clinician", "77", "--profession", "", "--dated", "21.11.2026", "--how", "fax", "--limits", "x\x1b")
    told = refused(clinic.act("clear", "front-desk-1", *wrong, "--until", "2026-13-01"), 2)
    assert told.splitlines() == [
        "--clinician should be a name with letters",
        "--profession is empty",
        "--dated is no day; write year, month and day as 2026-11-21",
        "--how is one of: letter, call",
        "--limits holds a sign that a record cannot keep (U+001B)",
        "--until is no day; write year, month and day as 2026-11-21",
    ]


def test_a_day_that_is_still_to_come_and_an_own_word_are_refused(clinic: Clinic) -> None:
    clinic.house.keep(CLEARANCE_NEEDED)
    tomorrow = str(TODAY + timedelta(days=2))
    own = [*CLEARED]
    own[1], own[5] = "Ada Sample", tomorrow
    told = refused(clinic.act("clear", "front-desk-1", *own, "--yes"), 2)
    assert f"{tomorrow} is still to come" in told
    assert "The treating practitioner's own word is no clearance" in told


def test_what_has_to_be_talked_about_is_asked_for(clinic: Clinic) -> None:
    clinic.house.keep(TALK)
    assert "--talked is missing" in refused(clinic.act("countersign", "front-desk-1", *CHECKS, "--yes"), 2)
    assert sealed(clinic.act("countersign", "front-desk-1", *CHECKS, "--talked", "--yes")).countersignature.talked


@pytest.mark.parametrize(
    ("deed", "told", "code"),
    [
        (("countersign", "front-desk-9", *CHECKS), "There is no record front-desk-9 in", 1),
        (("countersign", "front-desk-1", *CHECKS), "front-desk-1 is a refusal, which cannot be countersigned.", 2),
        (("answer", "front-desk-1", "--question", "1", "--words", "No."), "is a refusal, which cannot be noted", 2),
        (("countersign", "front-desk-2", *CHECKS), "needs a doctor's answer first", 1),
        (("answer", "front-desk-3", "--question", "2", "--words", "No."), "There is no such question; this record", 2),
        (("answer", "front-desk-3", "--question", "one", "--words", "No."), "--question is a number", 2),
        (("note", "front-desk-1", "--topic", "weather"), "--topic is one of: answer, private-heard", 2),
        (("note", "--topic", "copy-given", "--how", "print"), "--topic copy-given is about a record; name it.", 2),
        (("note", "front-desk-1", "--topic", "keys-changed"), "--topic keys-changed is about no record", 2),
        (("note", "front-desk-1", "--topic", "copy-given"), "--how is missing", 2),
        (("note", "front-desk-2", "--topic", "private-heard", "--private", "x"), 'There is no answer "x"', 2),
        (("paper", "front-desk-1", "--scan", "none.pdf"), "--scan cannot be read (no such file or directory)", 2),
        (("countersign", "front-desk-3", *CHECKS, "--talked", "--supersedes", "front-desk-1"), "no earlier consent", 2),
        (("countersign",), "RECORD", 2),
    ],
    ids=lambda given: " ".join(given)[:60] if isinstance(given, tuple) else "",
)
def test_what_cannot_be_is_said_in_words(clinic: Clinic, deed: tuple[str, ...], told: str, code: int) -> None:
    clinic.house.keep(replace(CONSENT, kind=Kind.REFUSAL))
    clinic.house.keep(CLEARANCE_NEEDED)
    clinic.house.keep(ASKED)
    assert told in refused(clinic.act(*deed, "--yes"), code)


def test_an_altered_record_takes_no_act(clinic: Clinic) -> None:
    path = clinic.house.keep(CONSENT).path
    path.write_bytes(path.read_bytes().replace(b"Ana", b"Eva"))
    told = refused(clinic.act("countersign", "front-desk-1", *CHECKS, "--yes"), 1)
    assert "is altered: its words or its seal were changed after sealing" in told


def test_answers_notes_voids_and_papers(clinic: Clinic, tmp_path: Path) -> None:
    clinic.house.keep(ASKED)
    scan = tmp_path / "form.pdf"
    scan.write_bytes(b"a scan")
    run = clinic.act("answer", "front-desk-1", "--question", "1", "--words", "It should not.", "--yes")
    assert (sealed(run).note.question, sealed(run).note.words) == (1, "It should not.")
    note = sealed(clinic.act("paper", "front-desk-1", "--scan", scan, "--yes")).note
    digest = f"sha256:{hashlib.sha256(b'a scan').hexdigest()}"
    assert note.scan == digest
    assert sealed(clinic.act("paper", "front-desk-1", "--scan", digest, "--yes")).note.scan == digest
    run = clinic.act("note", "front-desk-1", "--topic", "private-heard", "--private", "trauma", "--yes")
    assert sealed(run).note.private == ("trauma",)
    run = clinic.act("note", "--topic", "keys-changed", "--words", "a new key at the front desk", "--yes")
    assert sealed(run).about is None
    run = clinic.act("void", "ada-1", "--reason", "Another client's question.", "--yes")
    assert sealed(run).void.reason == "Another client's question."
    assert "Next: consent-tui show ada-6" in run.stderr


def test_a_consent_that_replaces_another(clinic: Clinic) -> None:
    clinic.house.keep(CONSENT)
    clinic.house.keep(CONSENT)
    act = sealed(clinic.act("countersign", "front-desk-2", *CHECKS, "--supersedes", "front-desk-1", "--yes"))
    assert act.supersedes == clinic.house.shelf.find("front-desk-1").filed.reference
    assert clinic.word("front-desk-1") == "superseded"


def test_erasing_says_what_goes_and_asks(clinic: Clinic) -> None:
    clinic.house.keep(CONSENT)
    clinic.act("countersign", "front-desk-1", *CHECKS, "--yes")
    run = clinic.act("erase", "front-desk-1", "--why", "request", typed="no\n")
    assert "front-desk-1, ada-1. Copies elsewhere are not touched." in run.stderr
    assert run.returncode == 3
    assert clinic.word("front-desk-1") == "valid"
    run = clinic.act("erase", "front-desk-1", "--why", "request", "--yes")
    assert (run.returncode, len(run.stdout.splitlines())) == (0, 2)
    assert "was erased on" in refused(clinic.act("erase", "front-desk-1", "--why", "request", "--yes"), 1)


def test_whoever_is_not_set_up_cannot_act(clinic: Clinic) -> None:
    clinic.house.keep(CONSENT)
    (clinic.machine.home / "config" / "consent-tui" / "practitioner.toml").unlink()
    told = refused(clinic.act("countersign", "front-desk-1", *CHECKS, "--yes"), 3)
    assert "Nobody is set up to act here" in told


def test_a_key_that_is_not_trusted_cannot_act(clinic: Clinic, tmp_path: Path) -> None:
    clinic.house.keep(CONSENT)
    stranger, folder = tmp_path / "stranger.toml", tmp_path / "other"
    folder.mkdir()
    write(Practitioner(by="eva", name="Eva Sample", key=openssh.key_file(folder, STRANGER_KEY)), stranger)
    told = refused(clinic.act("countersign", "front-desk-1", *CHECKS, "--yes", "--practitioner", stranger), 3)
    assert f"The key {STRANGER_KEY.fingerprint} may not act as eva" in told


@openssh.needed
def test_a_key_with_a_passphrase_acts_through_openssh(clinic: Clinic, tmp_path: Path) -> None:
    clinic.house.keep(CONSENT)
    key, ask = tmp_path / "keys" / "locked", tmp_path / "ask"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "four plain words", "-f", str(key)], check=True)
    ask.write_text("#!/bin/sh\necho four plain words\n")
    ask.chmod(0o700)
    line = key.with_suffix(".pub").read_text().rsplit(" ", 1)[0]
    with (clinic.house.root / "allowed_signers").open("a") as allowed:
        allowed.write(f'mia namespaces="consent-act,consent-checkpoint" {line}\n')
    mia = tmp_path / "mia.toml"
    write(Practitioner(by="mia", name="Mia Muster", key=key), mia)
    deed = ("countersign", "front-desk-1", *CHECKS, "--yes", "--practitioner", mia)
    run = clinic.act(*deed, SSH_ASKPASS=str(ask), SSH_ASKPASS_REQUIRE="force")
    assert sealed(run).practitioner.name == "Mia Muster"
    assert verify_paths([clinic.house.root]).exit_code == 0
    ask.write_text("#!/bin/sh\necho wrong\n")
    told = refused(clinic.act(*deed, SSH_ASKPASS=str(ask), SSH_ASKPASS_REQUIRE="force"), 3)
    assert "Check the passphrase" in told


def at_a_terminal(clinic: Clinic, talk: list[tuple[str, str]], *arguments: str) -> tuple[int, str]:
    """Type an answer at each prompt of a real terminal; return the exit code and what was on the screen."""
    pty = pytest.importorskip("pty", reason="only where there are pseudo-terminals")
    terminal, theirs = pty.openpty()
    command = clinic.machine.command("act", *arguments, "--records", clinic.house.root)
    home, variables = clinic.machine.home, clinic.machine.variables
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=variables, cwd=home)
    os.close(theirs)
    seen, new = "", ""
    for prompt, answer in talk:
        while prompt not in new:
            assert select.select([terminal], [], [], 30)[0], seen
            new += os.read(terminal, 4096).decode(errors="replace")
        os.write(terminal, f"{answer}\n".encode())
        seen, new = seen + new, ""
    code = child.wait(timeout=30)
    os.close(terminal)
    return code, seen


def test_at_a_terminal_missing_facts_are_asked_for(clinic: Clinic) -> None:
    clinic.house.keep(TALK)
    talk = [
        ("name checked [yes/no]: ", "maybe"),
        ("name checked [yes/no]: ", "yes"),
        ("born checked [yes/no]: ", "yes"),
        ("talked [yes/no]: ", "yes"),
        ("Seal this? [yes/no]: ", "yes"),
    ]
    code, seen = at_a_terminal(clinic, talk, "countersign", "front-desk-1", "--wanted")
    assert code == 0, seen
    assert "The name was checked with the client." in seen
    assert "That is answered with yes or no" in seen
    assert clinic.word("front-desk-1") == "valid"


def test_a_check_that_was_not_done_is_no_reason_to_go_on(clinic: Clinic) -> None:
    clinic.house.keep(CONSENT)
    talk = [("name checked [yes/no]: ", "no"), ("name checked [yes/no]: ", "yes"), ("Seal this?", "no")]
    code, seen = at_a_terminal(clinic, talk, "countersign", "front-desk-1", "--wanted", "--born-checked")
    assert code == 3
    assert "That has to be done first; ctrl+c stops and writes nothing" in seen
    assert clinic.house.shelf.find("front-desk-1").related == ()
