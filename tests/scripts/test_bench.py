"""`scripts/bench NAME`: each measurement can be started with what its command gives it."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "scripts" / "bench"
NAMES = sorted(path.stem for path in (ROOT / "scripts" / "bench.d").glob("*.py"))
sys.path.insert(0, str(ROOT / "scripts"))

import environment  # noqa: E402  stands beside the scripts


@pytest.mark.parametrize("name", NAMES)
def test_a_bench_finds_all_that_it_imports(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some take their records from another bench, which stands beside them."""
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(environment, "prepared", lambda _: sys.executable)
    monkeypatch.setattr(environment, "hand_over", lambda *given: started.append(given))
    monkeypatch.setattr(sys, "argv", ["bench", name])
    runpy.run_path(str(BENCH))
    ((command, variables),) = started
    assert Path(command[2]).stem == name
    imported = [*command[:2], "-c", f"import runpy; runpy.run_path({command[2]!r})"]
    done = subprocess.run(imported, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_without_a_name_all_are_named() -> None:
    done = subprocess.run([sys.executable, BENCH], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert all(f"scripts/bench {name}" in done.stderr for name in NAMES)
