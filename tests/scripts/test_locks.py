"""The locks say which bytes are meant, wherever packages come from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "scripts" / "locks"
PINNED = re.compile(r"^([a-z0-9-]+)==[^ ;]+( ; .+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pinned(name: str) -> dict[str, list[str]]:
    """Return each requirement of a lock with its hashes; a line that is neither fails the test that asks."""
    found: dict[str, list[str]] = {}
    for line in (LOCKS / name).read_text(encoding="utf-8").splitlines():
        if HASH.match(line):
            found[list(found)[-1]].append(line.strip())
        else:
            assert PINNED.match(line), line
            found[line] = []
    return found


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_stands_there(name: str) -> None:
    assert all(pinned(name).values())
    assert "://" not in (LOCKS / name).read_text(encoding="utf-8")


def test_tests_run_with_the_very_versions_that_the_program_runs_with() -> None:
    assert pinned("run.txt").items() <= pinned("test.txt").items()


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    run = [*project["project"]["dependencies"], *(each for extra in extras for each in extra)]
    for name, asked in (("run.txt", run), ("test.txt", [*run, *project["dependency-groups"]["dev"]])):
        locked = {line.split("==")[0] for line in pinned(name)}
        assert {re.split(r"[=<>~ ;\[]", requirement)[0].replace(".", "-") for requirement in asked} <= locked


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in ("dependencies", "studio", "encryption", "pdf", "browser", "dev"):
        asked = text.split(f"\n{name} = [", 1)[1].split("\n]", 1)[0]
        assert [line for line in asked.splitlines() if line.strip() and " # " not in line] == []
