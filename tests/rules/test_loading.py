"""What a process has loaded, seen from inside it: the arrows at run time, beside what import-linter holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WATCHED = (
    "textual",
    "pydantic",
    "pyrage",
    "tree_sitter",
    "consent_tui.tui",
    "consent_tui.content",
    "consent_tui.wiring",
)
COMMAND = """
import json, sys
from consent_tui.cli.commands import run
code = run(sys.argv[1:])
print("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def loaded(script: str, *arguments: str) -> tuple[int, set[str]]:
    """Run a script in a fresh Python; it prints an exit code and the modules that it ended with."""
    run = subprocess.run(
        [sys.executable, "-P", "-c", script, *arguments], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    code, modules = json.loads(run.stdout.rstrip().rsplit("\n", 1)[-1])
    return code, set(modules)


def of(room: str, modules: set[str]) -> set[str]:
    return {name for name in modules if name == room or name.startswith(f"{room}.")}


@pytest.mark.parametrize("arguments", [("--help",), ("verify", "--help"), ("kiosk", "--help"), ("--version",)])
def test_help_never_loads_a_front_end_or_pydantic(arguments: tuple[str, ...]) -> None:
    code, modules = loaded(COMMAND, *arguments)
    assert code == 0
    assert {name for room in WATCHED for name in of(room, modules)} == set()


def test_a_real_verify_loads_settings_and_records_alone(tmp_path: Path) -> None:
    """One byte of a garbage record is enough to walk the whole path: settings, keys, verification, report."""
    record, settings = tmp_path / "record.toml", tmp_path / "clinic.toml"
    record.write_text("id = 1\n")
    settings.write_text('[clinic]\nname = "Example Practice"\nzone = "Europe/Berlin"\n')
    code, modules = loaded(COMMAND, "verify", str(record), "--settings", str(settings), "--json")
    assert code != 0
    assert "consent_tui.records.verify" in modules
    assert {name for room in WATCHED for name in of(room, modules)} == set()


def test_the_model_loads_nothing_but_the_standard_library() -> None:
    script = """
import json, pkgutil, sys
before = set(sys.modules)
import consent_tui.model
for room in pkgutil.walk_packages(consent_tui.model.__path__, "consent_tui.model."):
    __import__(room.name)
print(json.dumps([0, sorted(set(sys.modules) - before)]))
"""
    _, modules = loaded(script)
    foreign = {name for name in modules if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith("consent_tui.model")} == {"consent_tui"}


def test_a_kiosk_without_recipients_never_loads_what_encrypts(tmp_path: Path) -> None:
    script = """
import json, os, sys
from datetime import UTC, datetime
from pathlib import Path
from consent_tui.model.record import Kind, Record
from consent_tui.services.sealing import Sealer
root = Path(sys.argv[1])
sealer = Sealer(
    root / "records", root / "key", "kiosk", now=lambda: datetime.now(UTC), random=os.urandom,
    pack_digest="sha256:" + 64 * "0", pack_files={}, recipients=sys.argv[2:],
)
sealer.write(Record(id="", kind=Kind.REFUSAL, language="en"))
print(json.dumps([0, sorted(sys.modules)]))
"""
    to = "age10xnrrmk7r0uunrcjqvkdatwsu7s8jwv0c7rt3rxggmkgntu955dq25yyzj"
    assert of("pyrage", loaded(script, str(tmp_path / "clear"))[1]) == set()
    assert of("pyrage", loaded(script, str(tmp_path / "closed"), to)[1])
