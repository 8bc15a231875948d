"""What `consent-tui doctor` says of the printer and the folder for clients' copies, and of what makes them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from consent_tui.cli import examination_copies
from consent_tui.cli.examination import Finding, Fitness, examined
from consent_tui.cli.examination_copies import copies
from consent_tui.copies import pdf_extra
from consent_tui.services import printing
from consent_tui.settings.values import Copies, Records, Settings
from tests.cli.started import Machine
from tests.services import cups

IDLE = 'echo "printer front_desk is idle.  enabled since Sat 21 Nov 2026 08:00:00"'
STOPPED = 'echo "printer front_desk disabled since Sat 21 Nov 2026 08:00:00 -"; echo "  out of paper"'
UNKNOWN = 'echo "lpstat: Invalid destination name in list \\"front_desk\\"." >&2; exit 1'
PDF = "consent-tui[pdf]"


@pytest.fixture(autouse=True)
def machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No stick and no list of mounts of whoever runs the tests."""
    monkeypatch.setattr(examination_copies, "FSTAB", tmp_path / "fstab")
    monkeypatch.setattr(examination_copies, "STICKS", (tmp_path / "media",))


@pytest.fixture(autouse=True)
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """PDF can be made, until this is called."""
    monkeypatch.setattr(pdf_extra, "find_spec", lambda _name: SimpleNamespace())
    return lambda: monkeypatch.setattr(pdf_extra, "find_spec", lambda _name: None)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def found(tmp_path: Path, recipients: tuple[str, ...] = (), **given) -> dict[str, Finding]:
    records = Records(folder=tmp_path / "records", keys=tmp_path / "keys", recipients=recipients)
    settings = Settings(copies=Copies(**given), records=records)
    return {each.about: each for each in copies(settings, tmp_path / "records")}


def test_where_no_copy_is_asked_for_nothing_is_said(tmp_path: Path, without_pdf) -> None:
    without_pdf()
    assert found(tmp_path) == {}
    assert found(tmp_path, allowed=("text", "pdf")) == {}


# -- the printer


@pytest.mark.parametrize(
    ("does", "fitness", "told"),
    [
        ({"lp": "", "lpstat": IDLE}, Fitness.WELL, "front_desk takes copies"),
        ({"lp": "", "lpstat": STOPPED}, Fitness.LOOK, "cupsenable front_desk"),
        ({"lp": "", "lpstat": UNKNOWN}, Fitness.UNFIT, "Invalid destination name"),
        ({"lp": "", "lpstat": 'echo "lpstat: Scheduler is not running." >&2; exit 1'}, Fitness.UNFIT, "not running"),
        ({"lp": ""}, Fitness.UNFIT, "lpstat is not here; install CUPS"),
        ({"lpstat": IDLE}, Fitness.UNFIT, "lp is not here; install CUPS"),
    ],
)
def test_a_printer_is_asked_for_by_its_name(tmp_path, monkeypatch, does, fitness, told) -> None:
    folder = cups.install(tmp_path / "bin", monkeypatch, **does)
    finding = found(tmp_path, printer="front_desk")["printer"]
    assert finding.fitness is fitness
    assert told in finding.says
    assert "front_desk" in finding.says
    if "lpstat" in does and "lp" in does:
        assert cups.told(folder, "lpstat") == ["-p", "front_desk"]


def test_a_printing_system_that_hangs_keeps_nobody_waiting(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(printing, "SECONDS", 0.3)
    cups.install(tmp_path / "bin", monkeypatch, lp="", lpstat="exec /bin/sleep 60")
    finding = found(tmp_path, printer="front_desk")["printer"]
    assert finding.fitness is Fitness.UNFIT
    assert "did not answer" in finding.says


# -- the folder


def test_a_folder_that_takes_copies_is_well_and_nothing_is_left_in_it(tmp_path: Path, stick: Path) -> None:
    finding = found(tmp_path, folder=stick)["copies folder"]
    assert finding.fitness is Fitness.WELL, finding.says
    assert "MB free" in finding.says
    assert list(stick.iterdir()) == []


def test_a_folder_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    finding = found(tmp_path, folder=tmp_path / "none")["copies folder"]
    assert finding.fitness is Fitness.UNFIT
    assert "put the stick in" in finding.says
    assert not (tmp_path / "none").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = found(tmp_path, folder=tmp_path / "file")["copies folder"]
    assert finding.fitness is Fitness.UNFIT
    assert "takes no file" in finding.says


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, stick: Path, monkeypatch) -> None:
    def refuses(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(examination_copies.tempfile, "TemporaryFile", refuses)
    finding = found(tmp_path, folder=stick)["copies folder"]
    assert finding.fitness is Fitness.UNFIT
    assert "Read-only file system" in finding.says


@pytest.mark.parametrize(("free", "fitness"), [(10**6, Fitness.UNFIT), (10**7, Fitness.LOOK), (10**8, Fitness.WELL)])
def test_a_stick_that_fills_is_told_in_time(tmp_path, stick, monkeypatch, free: int, fitness: Fitness) -> None:
    monkeypatch.setattr(examination_copies.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert found(tmp_path, folder=stick)["copies folder"].fitness is fitness


@pytest.mark.parametrize("place", ["records", "records/copies", ".", "keys"])
def test_copies_lie_apart_from_records_and_keys(tmp_path: Path, place: str) -> None:
    for name in ("records/copies", "keys"):
        (tmp_path / name).mkdir(parents=True)
    finding = found(tmp_path, folder=tmp_path / place)["copies folder"]
    assert finding.fitness is Fitness.UNFIT
    assert "name another" in finding.says


@pytest.mark.parametrize(("mounted", "fitness"), [(False, Fitness.UNFIT), (True, Fitness.WELL)])
def test_a_mount_that_is_missing_is_told(tmp_path, stick, monkeypatch, mounted: bool, fitness: Fitness) -> None:
    """Else copies of clients would fill the kiosk's own disk unseen."""
    place = stick / "a stick"
    place.mkdir()
    lines = ["# a comment", "", "proc /proc proc", f"UUID=1 {stick}/a\\040stick vfat noauto 0 0", "UUID=2 / ext4"]
    (tmp_path / "fstab").write_text("\n".join(lines))
    monkeypatch.setattr(os.path, "ismount", lambda path: mounted and Path(path) == place)
    finding = found(tmp_path, folder=place)["copies folder"]
    assert finding.fitness is fitness
    assert (f"mount {place}" in finding.says) is not mounted


@pytest.mark.parametrize(("mounted", "fitness"), [(False, Fitness.LOOK), (True, Fitness.WELL)])
def test_where_sticks_are_mounted_a_folder_without_one_is_told(tmp_path, monkeypatch, mounted, fitness) -> None:
    folder = tmp_path / "media" / "stick" / "copies"
    folder.mkdir(parents=True)
    monkeypatch.setattr(os.path, "ismount", lambda path: mounted and Path(path) == folder.parent)
    finding = found(tmp_path, folder=folder)["copies folder"]
    assert finding.fitness is fitness
    assert ("no stick is mounted" in finding.says) is not mounted


# -- what makes them


def test_without_the_extra_a_kiosk_that_should_give_copies_is_unfit(tmp_path: Path, stick: Path, without_pdf) -> None:
    assert found(tmp_path, folder=stick)["copies"].fitness is Fitness.WELL
    without_pdf()
    finding = found(tmp_path, folder=stick)["copies"]
    assert finding.fitness is Fitness.UNFIT
    assert PDF in finding.says


def test_where_clients_may_have_pdf_alone_its_extra_is_asked_for(tmp_path: Path, without_pdf) -> None:
    without_pdf()
    finding = found(tmp_path, allowed=("pdf",))["copies"]
    assert finding.fitness is Fitness.LOOK
    assert PDF in finding.says


@pytest.mark.parametrize(
    ("given", "told"),
    [({"allowed": ("text",)}, '[copies] allowed is without "pdf"'), ({"recipients": ("age1x",)}, "encrypted records")],
)
def test_what_the_last_screen_will_not_offer_is_told(tmp_path: Path, stick: Path, without_pdf, given, told) -> None:
    without_pdf()
    finding = found(tmp_path, folder=stick, **given)["copies"]
    assert finding.fitness is Fitness.LOOK
    assert told in finding.says


def test_records_that_cannot_be_encrypted_name_the_extra(tmp_path: Path, monkeypatch) -> None:
    settings = tmp_path / "clinic.toml"
    settings.write_text(f"[records]\nfolder = '{tmp_path / 'records'}'\nrecipients = ['age1{'q' * 58}']\n")
    monkeypatch.setitem(sys.modules, "pyrage", None)
    (finding,) = [each for each in examined(settings, None, None) if each.about == "encryption"]
    assert finding.fitness is Fitness.UNFIT
    assert "consent-tui[encryption]" in finding.says


def test_the_command_tells_of_printer_and_folder(machine: Machine, tmp_path: Path) -> None:
    settings = tmp_path / "clinic.toml"
    settings.write_text(f"[copies]\nprinter = 'front_desk'\nfolder = '{tmp_path / 'none'}'\n")
    run = machine.run("doctor", "--settings", settings, PATH=str(tmp_path))
    assert run.returncode == 1
    assert "✗ unfit  printer: front_desk ([copies] printer in clinic.toml): lp is not here" in run.stdout
    assert f"✗ unfit  copies folder: {tmp_path / 'none'}" in run.stdout
