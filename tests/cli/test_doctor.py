"""`consent-tui doctor`: each line is a sign, a word and what to do; exit 1 where this machine is unfit."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from consent_tui.cli import examination, terminal
from consent_tui.cli.examination import Finding, Fitness, examined
from consent_tui.records.keys import load_or_make
from consent_tui.records.signers import KIOSK
from consent_tui.settings import folders
from consent_tui.settings.reading import read
from consent_tui.settings.values import THEMES
from tests.cli.started import Machine

PACK = Path(__file__).resolve().parents[1] / "packs" / "tiny"
GOOD = """
[clinic]
zone = "Europe/Berlin"
[kiosk]
pin_hash = "scrypt:AAAA:BBBB"
[safety]
emergency = "112"
crisis = "988"
[records]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.toml"
    path.write_text(f"{GOOD}folder = '{tmp_path / 'records'}'\nkeys = '{tmp_path / 'keys'}'\n")
    return path


def of(about: str, found: list[Finding]) -> Finding:
    (finding,) = [each for each in found if each.about == about]
    return finding


def test_a_good_machine_has_nothing_unfit(settings: Path) -> None:
    found = examined(settings, None, PACK)
    assert [each for each in found if each.fitness is Fitness.UNFIT] == []
    for about in ("settings", "clock", "time zone", "records folder", "emergency number", "crisis number"):
        assert of(about, found).fitness is Fitness.WELL, about


def test_every_line_has_sign_word_and_sentence(machine: Machine, settings: Path) -> None:
    run = machine.run("doctor", "--settings", settings, "--pack", PACK)
    assert run.returncode == 0, run.stdout
    assert all(line.split()[:2] in (["✓", "well"], ["!", "look"]) for line in run.stdout.splitlines())
    assert all(len(line.split(": ", 1)[1]) > 2 for line in run.stdout.splitlines())


def test_as_json_it_names_its_version(machine: Machine, settings: Path) -> None:
    run = machine.run("doctor", "--settings", settings, "--pack", PACK, "--json")
    told = json.loads(run.stdout)
    assert (told["format"], told["fit"], run.stderr) == ("consent-doctor/1", True, "")
    assert {each["about"] for each in told["findings"]} >= {"terminal", "clock", "disk", "key", "pack"}


def test_without_settings_each_gap_says_what_to_run(machine: Machine) -> None:
    run = machine.run("doctor", "--pack", PACK)
    for about in ("settings", "staff PIN", "time zone", "emergency number", "crisis number"):
        (line,) = [line for line in run.stdout.splitlines() if f" {about}: " in line]
        assert line.startswith("! look")
        assert line.endswith("consent-tui setup")


def test_a_faulty_settings_file_is_unfit_with_its_lines(machine: Machine) -> None:
    path = machine.home / "clinic.toml"
    path.write_text('[clinic]\nnmae = "x"\nzone = 5\n')
    run = machine.run("doctor", "--settings", path, "--pack", PACK)
    assert run.returncode == 1
    assert run.stdout.count("✗ unfit") == 2
    assert "clinic.toml:2:" in run.stdout
    assert "not fit" in run.stderr


def test_a_broken_or_missing_pack_is_unfit(settings: Path, tmp_path: Path) -> None:
    finding = of("pack", examined(settings, None, tmp_path / "none"))
    assert finding.fitness is Fitness.UNFIT
    assert "consent-tui pack check" in finding.says


def test_a_records_folder_that_is_a_file_is_unfit(settings: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = of("records folder", examined(settings, tmp_path / "file", PACK))
    assert finding.fitness is Fitness.UNFIT
    assert "is a file" in finding.says


def test_a_disk_without_hard_links_is_unfit(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)
    finding = of("records folder", examined(settings, None, PACK))
    assert finding.fitness is Fitness.UNFIT
    assert "hard links" in finding.says


@pytest.mark.parametrize(("free", "fitness"), [(10**6, Fitness.UNFIT), (10**8, Fitness.LOOK), (10**10, Fitness.WELL)])
def test_a_disk_that_fills_is_told_in_time(settings, monkeypatch, free: int, fitness: Fitness) -> None:
    monkeypatch.setattr(examination.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert of("disk", examined(settings, None, PACK)).fitness is fitness


def test_a_clock_set_back_is_unfit(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = SimpleNamespace(time=lambda: 0.0, localtime=time.localtime, strftime=time.strftime)
    monkeypatch.setattr(examination, "time", stopped)
    finding = of("clock", examined(settings, None, PACK))
    assert finding.fitness is Fitness.UNFIT
    assert "set it" in finding.says


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
@pytest.mark.parametrize(("opened", "told"), [("key", "chmod 600"), ("folder", "chmod 700")])
def test_a_key_that_others_can_reach_is_unfit(settings: Path, opened: str, told: str) -> None:
    key = folders.key(read(settings))
    load_or_make(key, folders.records(read(settings)))
    assert of("key", examined(settings, None, PACK)).fitness is Fitness.WELL
    (key if opened == "key" else key.parent).chmod(0o644 if opened == "key" else 0o777)
    finding = of("key", examined(settings, None, PACK))
    assert finding.fitness is Fitness.UNFIT
    assert told in finding.says


@pytest.mark.parametrize("mark", ["revoked", "retired-after=3"])
@pytest.mark.parametrize("where", ["the folder", "the settings"])
def test_a_key_whose_life_has_ended_is_unfit(settings: Path, mark: str, where: str) -> None:
    found = read(settings)
    root = folders.records(found)
    line = f'{found.kiosk.name} namespaces="{KIOSK}" {load_or_make(folders.key(found), root).line} {mark}'
    if where == "the folder":
        root.mkdir(parents=True, exist_ok=True)
        (root / "allowed_signers").write_text(f"{line}\n")
    else:
        settings.write_text(f"{settings.read_text()}\n[trust]\nsigners = ['{line}']\n")
    finding = of("key", examined(settings, None, PACK))
    assert finding.fitness is Fitness.UNFIT
    assert "docs/keys.md" in finding.says


def test_a_key_that_the_pinned_signers_do_not_name_is_told(settings: Path) -> None:
    found = read(settings)
    load_or_make(folders.key(found), folders.records(found))
    other = f'{found.kiosk.name} namespaces="{KIOSK}" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{"B" * 43}'
    settings.write_text(f"{settings.read_text()}\n[trust]\nsigners = ['{other}']\n")
    finding = of("key", examined(settings, None, PACK))
    assert finding.fitness is Fitness.LOOK
    assert "not among the pinned signers" in finding.says


def test_keys_among_the_records_are_unfit(settings: Path, tmp_path: Path) -> None:
    finding = of("key", examined(settings, tmp_path, PACK))
    assert finding.fitness is Fitness.UNFIT
    assert "inside the records folder" in finding.says


@pytest.mark.parametrize(
    ("columns", "rows", "fitness"),
    [
        (20, 5, Fitness.UNFIT),
        (60, 17, Fitness.UNFIT),
        (60, 18, Fitness.LOOK),
        (80, 23, Fitness.LOOK),
        (80, 24, Fitness.WELL),
    ],
)
def test_a_small_window_is_told(settings, monkeypatch, columns: int, rows: int, fitness: Fitness) -> None:
    monkeypatch.setattr(terminal, "unfit", lambda: None)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(rows))
    assert of("size", examined(settings, None, PACK)).fitness is fitness


@pytest.mark.parametrize(
    ("variables", "colours"),
    [
        ({"TERM": "dumb"}, 0),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 2**24),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, 0),
        ({"TERM": "linux"}, 8),
    ],
)
def test_colours_are_those_that_the_terminal_announces(monkeypatch, variables: dict[str, str], colours: int) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.colours() == colours


@pytest.mark.parametrize(
    ("theme", "colours", "told"),
    [
        ("linen", 2**24, False), ("linen", 256, True), ("evening", 256, True), ("clear", 256, False),
        ("clear", 8, True), ("console", 8, False), ("linen", 0, False), (None, 8, False),
    ],
)  # fmt: skip
def test_a_theme_for_more_colours_than_there_are_is_told(settings, monkeypatch, theme, colours, *, told: bool) -> None:
    """Rounded to 256 colours *linen* and *evening* fall below 7:1; without colours all are greys."""
    if theme:
        settings.write_text(settings.read_text().replace("[kiosk]", f'[kiosk]\ntheme = "{theme}"'))
    monkeypatch.setattr(terminal, "colours", lambda: colours)
    found = [each for each in examined(settings, None, PACK) if each.about == "theme"]
    assert [(each.fitness, "[kiosk]" in each.says) for each in found] == [(Fitness.LOOK, True)] * told


def test_each_theme_that_can_be_set_says_how_many_colours_it_wants() -> None:
    assert set(examination.COLOURS) == set(THEMES)


def test_a_terminal_that_cannot_show_every_name_is_unfit(machine: Machine, settings: Path) -> None:
    run = machine.run("doctor", "--settings", settings, "--pack", PACK, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.returncode == 1
    assert "x unfit  encoding: ascii cannot show every name" in run.stdout


@pytest.mark.parametrize(
    ("mode", "fitness", "told"),
    [(0o770, Fitness.UNFIT, "may write to"), (0o755, Fitness.LOOK, "may read the records")],
)
def test_records_that_other_accounts_can_reach_are_told(settings, tmp_path, mode, fitness, told) -> None:
    examined(settings, None, PACK)  # makes the folder
    settings.chmod(0o600)
    (tmp_path / "records").chmod(mode)
    finding = of("rights", examined(settings, None, PACK))
    assert finding.fitness is fitness
    assert told in finding.says
    assert "chmod 700" in finding.says


@pytest.mark.parametrize(
    ("mode", "fitness", "told"),
    [(0o666, Fitness.UNFIT, "may change"), (0o644, Fitness.LOOK, "may read the hash of the PIN")],
)
def test_settings_that_other_accounts_can_reach_are_told(settings, mode, fitness, told) -> None:
    settings.chmod(mode)
    finding = of("rights", examined(settings, None, PACK))
    assert finding.fitness is fitness
    assert told in finding.says


def test_what_only_its_account_can_reach_is_not_told(settings, tmp_path) -> None:
    settings.chmod(0o600)
    examined(settings, None, PACK)
    (tmp_path / "records").chmod(0o700)
    assert not [each for each in examined(settings, None, PACK) if each.about == "rights"]


@pytest.mark.parametrize(("user", "told"), [(0, True), (1000, False)])
def test_a_kiosk_of_root_is_told(settings, monkeypatch, user: int, told: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert bool([each for each in examined(settings, None, PACK) if each.about == "account"]) is told


@pytest.mark.parametrize(("pin", "fitness"), [(True, Fitness.WELL), (False, Fitness.LOOK)])
def test_whether_a_pin_is_set_is_told(settings, pin: bool, fitness: Fitness) -> None:
    text = settings.read_text()
    settings.write_text(text if pin else text.replace('pin_hash = "scrypt:AAAA:BBBB"', ""))
    assert of("staff PIN", examined(settings, None, PACK)).fitness is fitness


@pytest.mark.parametrize(("kind", "fitness"), [("linux", Fitness.LOOK), ("xterm-256color", Fitness.WELL)])
def test_which_signs_are_drawn_is_told(settings, monkeypatch, kind: str, fitness: Fitness) -> None:
    monkeypatch.setenv("TERM", kind)
    monkeypatch.setattr(examination.sys, "stdout", SimpleNamespace(encoding="utf-8", isatty=lambda: True))
    assert of("signs", examined(settings, None, PACK)).fitness is fitness


def test_letters_on_the_screen_want_room(settings, monkeypatch) -> None:
    settings.write_text(settings.read_text().replace("[kiosk]", "[kiosk]\ntouch_keyboard = true"))
    monkeypatch.setattr(terminal, "unfit", lambda: None)
    for columns, rows, told in ((80, 24, False), (79, 24, True), (80, 23, True)):
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LINES", str(rows))
        found = [each for each in examined(settings, None, PACK) if each.about == "letters on the screen"]
        assert bool(found) is told


def test_it_says_whether_a_browser_can_show_the_kiosk(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is unfit for lack of it: most kiosks are terminals."""
    from consent_tui.browser import running

    monkeypatch.setattr(running, "find_spec", lambda _: object())
    assert "consent-tui serve" in of("browser", examined(settings, None, PACK)).says
    monkeypatch.setattr(running, "find_spec", lambda name: None if name == "textual_serve" else object())
    missing = of("browser", examined(settings, None, PACK))
    assert missing.fitness is Fitness.WELL
    assert "textual_serve is missing" in missing.says
    assert "consent-tui[browser]" in missing.says
