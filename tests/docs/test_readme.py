"""No claim that was not tried: what the README shows stands in the example, and its commands do what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from consent_tui.records.verify import verify_paths

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLE = ROOT / "docs" / "example" / "record.toml"


def blocks(language: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [text for found, text in fenced if found == language]


def test_the_example_is_intact() -> None:
    assert verify_paths([EXAMPLE]).exit_code == 0


def test_one_byte_changed_in_the_example_and_it_is_refused(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE.with_name("allowed_signers"), tmp_path)
    altered = tmp_path / "record.toml"
    altered.write_bytes(EXAMPLE.read_bytes().replace(b'result = "talk"', b'result = "tall"'))
    assert verify_paths([altered]).exit_code == 1


def test_the_parts_that_are_shown_stand_in_the_example() -> None:
    record = EXAMPLE.read_text("utf-8")
    (shown,) = blocks("toml")
    for table in shown.strip().split("\n\n"):
        assert table in record


@pytest.mark.skipif(not shutil.which("ssh-keygen") or not shutil.which("bash"), reason="OpenSSH and bash are not here")
def test_anyone_can_check_it_with_the_command_that_is_shown() -> None:
    (command,) = (block for block in blocks("") if "ssh-keygen" in block)
    ran = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 'Good "consent-record" signature for rehearsal' in ran.stdout


def test_every_page_that_is_named_exists() -> None:
    linked = re.findall(r"\]\(([^)#]+)", README)
    assert linked
    assert [page for page in linked if not (ROOT / page).exists()] == []


def test_the_two_commands_are_there_and_can_be_started() -> None:
    for script in ("scripts/run", "scripts/test"):
        assert script in README
        assert (ROOT / script).stat().st_mode & 0o111
