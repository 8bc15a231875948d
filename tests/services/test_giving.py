"""A copy at the kiosk: printed or saved where the settings name a place, nothing overwritten, nothing left behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.copies import pdf_extra
from consent_tui.records.folder import Receipt
from consent_tui.services import printing
from consent_tui.services.giving import Giver
from consent_tui.settings.values import Copies, Records, Settings
from tests.scenarios.stage import CRANIOSACRAL, ROOT
from tests.services import cups
from tests.services.desks import House, walked

pytest.importorskip("typst", reason="the extra `pdf` is not installed")
RECIPIENT = "age1" + "q" * 58


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> Receipt:
    """That of the one record in a folder, with a private answer other than no."""
    house = House(tmp_path_factory.mktemp("house") / "records")
    reading = read(CRANIOSACRAL)
    house.folder.keep_pack(reading.digest, reading.files)
    return house.keep(walked("talk-private", CRANIOSACRAL))


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that makes a copy finds the program, and no settings of whoever runs the tests."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("CONSENT_TUI_SETTINGS", raising=False)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def giver(receipt: Receipt, stick: Path) -> Giver:
    return Giver(settings(stick), lambda: receipt)


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Have a printer's command on the path that does this with what it is given."""

    def made(then: str = "") -> Path:
        return cups.install(tmp_path / "bin", monkeypatch, lp=then)

    return made


def settings(folder: Path | None = None, printer: str | None = "front_desk", **changes) -> Settings:
    return replace(Settings(), copies=Copies(printer=printer, folder=folder), **changes)


def test_only_what_is_set_is_offered(stick: Path) -> None:
    def ways(made: Settings) -> tuple[str, ...]:
        return Giver(made, lambda: None).ways

    assert ways(settings(stick)) == ("print", "save")
    assert ways(settings()) == ("print",)
    assert ways(settings(stick, printer=None)) == ("save",)
    assert ways(Settings()) == ()
    assert ways(replace(Settings(), copies=Copies(allowed=("text",), printer="front_desk"))) == ()


def test_a_kiosk_that_cannot_read_its_records_offers_none(stick: Path) -> None:
    locked = settings(stick, records=Records(recipients=(RECIPIENT,)))
    assert Giver(locked, lambda: None).ways == ()


def test_a_kiosk_that_lacks_the_extra_says_so_at_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_extra, "find_spec", lambda _name: None)
    with pytest.raises(pdf_extra.ExtraMissing, match="consent-tui"):
        Giver(settings(), lambda: None)
    assert Giver(Settings(), lambda: None).ways == ()


def test_a_copy_is_saved_for_its_owner_alone_under_its_number(giver: Giver, stick: Path) -> None:
    assert giver("save")
    (path,) = stick.iterdir()
    assert path.name == "front-desk-1.pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"%PDF")


def test_it_is_the_clients_copy_with_private_answers_covered(giver: Giver, stick: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    assert giver("save")
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(stick / "front-desk-1.pdf").pages)
    assert "Copy for the client" in said
    assert "Private answers are covered here." in said


def test_what_is_there_is_never_overwritten(giver: Giver, stick: Path) -> None:
    (stick / "front-desk-1.pdf").write_text("another")
    assert not giver("save")
    assert (stick / "front-desk-1.pdf").read_text() == "another"


def test_without_the_stick_nothing_is_saved_anywhere(giver: Giver, stick: Path) -> None:
    stick.rmdir()
    assert not giver("save")
    assert not stick.exists()


def test_half_a_copy_never_stays(giver: Giver, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert not giver("save")
    assert list(stick.iterdir()) == []


def test_a_copy_goes_to_the_printer_that_is_set_and_no_file_is_left(
    giver: Giver, lp: Callable[..., Path], stick: Path
) -> None:
    folder = lp()
    assert giver("print")
    assert cups.told(folder, "lp") == ["-d", "front_desk", "-t", "front-desk-1", "-"]
    assert cups.given(folder).startswith(b"%PDF")
    assert list(stick.iterdir()) == []


def test_a_printer_that_refuses_is_told(giver: Giver, lp: Callable[..., Path]) -> None:
    lp("exit 1")
    assert not giver("print")


def test_a_printer_that_never_answers_keeps_no_client_waiting(
    giver: Giver, lp: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "SECONDS", 0.3)
    lp("exec /bin/sleep 60")
    assert not giver("print")


def test_without_a_printing_system_it_is_told(giver: Giver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not giver("print")


def test_a_record_that_is_gone_gives_no_copy(receipt: Receipt, stick: Path, tmp_path: Path) -> None:
    gone = replace(receipt, path=tmp_path / "gone.toml")
    assert not Giver(settings(stick), lambda: gone)("save")
    assert not Giver(settings(stick), lambda: None)("save")
    assert list(stick.iterdir()) == []


def test_a_kiosk_that_gives_no_copies_never_loads_what_makes_one() -> None:
    from tests.rules.test_loading import loaded

    script = (
        "import sys, json\n"
        "from consent_tui.services.giving import Giver\n"
        "from consent_tui.settings.values import Settings\n"
        "ways = Giver(Settings(), lambda: None).ways\n"
        'print("\\n" + json.dumps([len(ways), sorted(sys.modules)]))\n'
    )
    ways, modules = loaded(script)
    assert ways == 0
    assert not {"typst", "segno", "consent_tui.copies.pdf", "consent_tui.services.copying"} & modules
