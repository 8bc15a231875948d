"""A consent withdrawn at the real kiosk, on a terminal: what lies in the folder then, and what a crash leaves."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.kiosk.terminal import Terminal, environment, files, kiosk_command, started
from tests.plain.test_process import lines_of
from tests.records.openssh import accepts
from tests.scenarios.stage import TINY

START, LANGUAGES, TOLD, ASKED = "Choose your language", "English: Withdraw", "You can withdraw at any", "Which consent?"
CONFIRM, NOTED = "Withdraw this consent?", "We have noted it"
PACK = ("--pack", str(TINY), "--draft")
BORN = "1980-02-29"  # of the client of `lines_of`


@pytest.fixture
def home(home: Path) -> Path:
    """That of the other tests here, with a name for its kiosk."""
    settings = home / "config" / "consent-tui" / "clinic.toml"
    settings.write_text(f'{settings.read_text("utf-8")}name = "front-desk"\n', "utf-8")
    return home


def consented(home: Path, place: Path, *arguments: str) -> Path:
    """Have somebody consent in this folder by the same key; return it."""
    typing = "\n".join([*lines_of(place), ""]).encode()
    command = kiosk_command("kiosk", "--plain", *PACK, *arguments)
    said = subprocess.run(command, input=typing, capture_output=True, env=environment(home), timeout=120, check=True)
    assert b"front-desk-1" in said.stdout, said
    return home / "data" / "consent-tui" / "records"


def confirming(terminal: Terminal, number: str, born: str) -> None:
    """From Start as far as what was typed is read back."""
    terminal.until_shown(START)
    terminal.press("w", LANGUAGES)
    terminal.press("1", TOLD)
    terminal.press("\r", ASKED)
    terminal.quiet()
    terminal.type(number)
    terminal.until_shown(number)
    terminal.type("\r")
    terminal.quiet()
    terminal.type(born)
    terminal.until_shown(born)
    terminal.press("\r", CONFIRM)
    assert terminal.shows(number, "29 February 1980")


def withdrawn(home: Path, number: str, born: str) -> str:
    """Withdraw on a terminal; return what the last screen says."""
    with started(home, *kiosk_command("kiosk", *PACK)) as terminal:
        confirming(terminal, number, born)
        terminal.press("1", NOTED)
        said = terminal.redrawn(NOTED)
        terminal.press("\r", START)
        assert not terminal.shows(number)
        return said


def told(home: Path, *arguments: str, code: int = 0) -> str:
    command = [sys.executable, "-P", "-m", "consent_tui", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, env=environment(home), timeout=120, check=False)
    assert run.returncode == code, run
    return run.stdout


def kept(records: Path, number: int) -> Path:
    """The file of a record of the kiosk by its number in the ledger."""
    ident = (records / "ledger" / "front-desk").read_text("utf-8").splitlines()[number - 1].split()[1]
    return next(records.glob(f"*/*/{ident}.toml*"))


def test_a_consent_is_withdrawn_and_whatever_is_typed_reads_alike(home: Path, tmp_path: Path) -> None:
    """*`we have noted it` whether or not anything matched*; the desk sees which."""
    records = consented(home, tmp_path)
    one, other = withdrawn(home, "front-desk-1", "29 2 1980"), withdrawn(home, "front-desk-77", "29 2 1980")
    assert one.replace("front-desk-2", "N").splitlines()[:5] == other.replace("front-desk-3", "N").splitlines()[:5]
    matched, unmatched = (tomllib.loads(kept(records, n).read_text("utf-8")) for n in (2, 3))
    assert matched["about"]["id"] == kept(records, 1).stem
    assert matched["withdrawal"] == {"born": matched["withdrawal"]["born"]}
    assert (unmatched["withdrawal"]["number"], "about" in unmatched) == ("front-desk-77", False)
    assert {str(each["withdrawal"]["born"]) for each in (matched, unmatched)} == {BORN}
    assert "Withdrawn" in told(home, "show", "front-desk-1")
    assert "front-desk-77" in told(home, "show", "front-desk-3")
    told(home, "verify", str(records))
    if shutil.which("ssh-keygen"):
        assert all(accepts(records / "allowed_signers", kept(records, number), "front-desk") for number in (2, 3))


def test_a_folder_that_the_kiosk_cannot_read_is_enough(home: Path, tmp_path: Path) -> None:
    """With recipients it holds public keys alone; the ledgers are in clear."""
    pyrage = pytest.importorskip("pyrage", reason="the extra `encryption` is not installed")
    identity = pyrage.x25519.Identity.generate()
    settings = home / "config" / "consent-tui" / "clinic.toml"
    settings.write_text(f'{settings.read_text("utf-8")}[records]\nrecipients = ["{identity.to_public()}"]\n', "utf-8")
    (tmp_path / "identity").write_text(f"{identity}\n", "utf-8")
    records = consented(home, tmp_path)
    kept(records, 1).chmod(0)
    withdrawn(home, "front-desk-1", "29 2 1980")
    kept(records, 1).chmod(0o600)
    assert [kept(records, n).suffix for n in (1, 2)] == [".age", ".age"]
    opened = ("--identity", str(tmp_path / "identity"))
    assert "Withdrawn" in told(home, "show", "front-desk-1", *opened)
    told(home, "verify", str(records), *opened)


def test_a_crash_before_it_is_confirmed_leaves_nothing(home: Path) -> None:
    with started(home, *kiosk_command("kiosk", *PACK)) as terminal:
        terminal.until_shown(START)
        before = files(home / "data")
        confirming(terminal, "Zqxv-42", "29 2 1980")
        terminal.process.kill()
        terminal.process.wait(60)
    assert files(home / "data") == before
    assert [name for name, held in files(home).items() if b"Zqxv" in held] == []


def test_a_disk_that_cannot_be_written_is_told_and_tried_again(home: Path, tmp_path: Path) -> None:
    records = consented(home, tmp_path)
    with started(home, *kiosk_command("kiosk", *PACK)) as terminal:
        confirming(terminal, "front-desk-1", "29 2 1980")
        ledger = records / "ledger" / "front-desk"
        whole = ledger.read_bytes()
        ledger.write_bytes(whole + b"broken")
        terminal.press("1", "Your withdrawal is not saved yet")
        ledger.write_bytes(whole)
        terminal.press("\r", NOTED)
    assert "Withdrawn" in told(home, "show", "front-desk-1")
