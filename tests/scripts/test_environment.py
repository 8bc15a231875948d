"""`scripts/run` and `scripts/test` make their environment once, and again when the lock changes, or say why not."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import environment  # noqa: E402  stands beside the scripts


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty clone, in a folder with spaces in its name, whose only lock asks for nothing."""
    root = tmp_path / "a clone"
    (root / "scripts" / "locks").mkdir(parents=True)
    (root / "scripts" / "locks" / "run.txt").write_text("")
    monkeypatch.setattr(environment, "ROOT", root)
    return root


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run, in order; making the venv makes its Python."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        ran.append(command)
        if "venv" in command:
            python = environment.python_of(Path(command[-1]))
            python.parent.mkdir(parents=True)
            python.touch(mode=0o755)

    monkeypatch.setattr(environment.subprocess, "run", run)
    return ran


def test_an_environment_is_made_once_from_hashes(clone: Path, steps: list[list[str]], capsys) -> None:
    python = environment.prepared("run")
    assert Path(python).is_relative_to(clone / ".venv-run")
    assert Path(python).exists()
    assert steps[1][1:4] == ["-m", "pip", "install"]
    assert {"--require-hashes", "--no-deps"} <= set(steps[1])
    assert "Making the environment .venv-run once" in capsys.readouterr().err
    assert environment.prepared("run") == python
    assert len(steps) == 2
    assert capsys.readouterr().err == ""


def test_it_is_made_again_when_the_lock_changes(clone: Path, steps: list[list[str]], capsys) -> None:
    environment.prepared("run")
    (clone / "scripts" / "locks" / "run.txt").write_text("# newer\n")
    environment.prepared("run")
    assert len(steps) == 4
    assert "again, since it is out of date" in capsys.readouterr().err
    assert [each.name for each in clone.iterdir() if each.name.startswith(".venv")] == [".venv-run"]


def test_it_is_made_again_when_its_python_is_gone(clone: Path, steps: list[list[str]]) -> None:
    Path(environment.prepared("run")).unlink()
    environment.prepared("run")
    assert len(steps) == 4


def test_an_interrupted_one_does_not_count(clone: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def fails(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(environment.subprocess, "run", fails)
    with pytest.raises(SystemExit) as ended:
        environment.prepared("run")
    assert ended.value.code == 3
    assert "could not be made" in capsys.readouterr().err
    assert [each.name for each in clone.iterdir()] == ["scripts"]


def test_a_python_without_venv_is_told_what_to_install(clone: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(SystemExit) as ended:
        environment.prepared("run")
    assert ended.value.code == 3
    assert "python3-venv" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one_or_says_so(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    handed: list[list[str]] = []
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(environment, "hand_over", lambda command, _: handed.append(command))
    monkeypatch.setattr(
        environment.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None
    )
    environment.need_python()
    assert handed == [["/usr/bin/python3.12", *sys.argv]]
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit):
        environment.need_python()
    assert "here is Python 3.9." in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(clone: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def refused(**_: object) -> str:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(environment.tempfile, "mkdtemp", refused)
    with pytest.raises(SystemExit) as ended:
        environment.prepared("run")
    assert ended.value.code == 3
    assert "Read-only file system" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["environment.py", "run", "test", "lock"])
def test_old_pythons_can_parse_what_tells_them(name: str) -> None:
    source = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize("name", ["scripts/run", "scripts/test", "scripts/lock", ".ci/run"])
def test_a_command_can_be_started(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    assert (ROOT / name).read_bytes().startswith(b"#!")


def test_ci_runs_what_anyone_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        'HYPOTHESIS_PROFILE=ci exec python3 "$(dirname "$0")/../scripts/test"'  # the same, with 1,000 walks a rule
    ]
