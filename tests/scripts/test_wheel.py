"""The wheel carries all that the program needs, and works from any folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.started import Machine

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_it_holds_every_file_of_the_house_and_the_packs(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    house = {path for path in (ROOT / "consent_tui").rglob("*") if path.suffix in {".py", ".tcss", ".toml"}}
    packs = {path for path in (ROOT / "content").rglob("*") if path.suffix in {".toml", ".md"}}
    expected = {path.relative_to(ROOT).as_posix() for path in house}
    expected |= {f"consent_tui/packs/{path.relative_to(ROOT / 'content').as_posix()}" for path in packs}
    assert expected - held == set()
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_unpacked_anywhere_it_finds_its_pack(wheel: Path, tmp_path: Path) -> None:
    house = tmp_path / "site packages"
    zipfile.ZipFile(wheel).extractall(house)
    home = tmp_path / "home"
    home.mkdir()
    machine = Machine(home)
    script = "from consent_tui.content.folder import bundled; print(bundled())"
    run = subprocess.run(
        [sys.executable, "-P", "-c", script], env={**machine.variables, "PYTHONPATH": str(house)}, cwd=home,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(run.stdout.strip()) == house / "consent_tui" / "packs" / "craniosacral"
    assert (house / "consent_tui" / "packs" / "craniosacral" / "pack.toml").is_file()
    shown = machine.run("--help", PYTHONPATH=str(house))
    assert (shown.returncode, shown.stdout.startswith("Usage: consent-tui")) == (0, True)
