"""docs/keys.md is followed, command by command, as a practice would; `consent-tui` alone stands in for a day's work."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.records.signers import DESK
from tests.records import openssh

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
NAMES = re.findall(r"```sh\n(.*?)```", GUIDE.split("\n## ")[0], re.DOTALL)
# The kiosk as it starts, and two clients who decide; anything else is the real command.
KIOSK = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
if len(sys.argv) > 1:
    from consent_tui.__main__ import main
    main()
from consent_tui.model.record import Kind, Record
from consent_tui.services.sealing import Sealer
home = Path.home()
sealer = Sealer(
    home / ".local/share/consent-tui/records", home / ".config/consent-tui/keys/front-desk", "front-desk",
    now=lambda: datetime.now(UTC), random=os.urandom,
    pack_digest="sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", pack_files={},
)
for _ in range(2):
    sealer.write(Record(id="", kind=Kind.REFUSAL, language="en"))
"""


class Practice:
    """A home with a kiosk in it, and a shell that knows the command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.records = home / ".local/share/consent-tui/records"
        self.signers = self.records / "allowed_signers"
        place = home / "bin"
        place.mkdir()
        (place / "kiosk.py").write_text(KIOSK)
        command = place / "consent-tui"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P "{place / "kiosk.py"}" "$@"\n')
        command.chmod(command.stat().st_mode | stat.S_IXUSR)
        self.variables = {
            "HOME": str(home), "PATH": f"{place}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"
        }  # fmt: skip
        self.shell("consent-tui")

    def shell(self, script: str, code: int = 0) -> str:
        done = subprocess.run(
            ["sh", "-e", "-c", script], cwd=self.home, env=self.variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def follow(self, heading: str, *codes: int) -> list[str]:
        """Do what stands below a heading, block by block; return what each said."""
        (section,) = [each for each in GUIDE.split("\n## ") if each.startswith(heading)]
        blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
        return [
            self.shell(NAMES[0] + block, code) for block, code in zip(blocks, codes or (0,) * len(blocks), strict=True)
        ]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path)


pytestmark = openssh.needed


def test_what_there_is(practice: Practice) -> None:
    (told,) = practice.follow("What there is")
    fingerprint = told.split()[1]
    assert fingerprint.startswith("SHA256:")
    assert told.count("ssh-ed25519 ") == 1


def test_every_month(practice: Practice) -> None:
    (practice.home / ".ssh").mkdir()
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(practice.home / ".ssh" / "id_ed25519")], check=True
    )
    kept, signed, named = practice.follow("Every month")
    assert "the ledger contains the checkpoint of" in kept
    assert "which is not trusted to do so" in signed
    assert "co-signed by ada: records 1 to 2" in named


def test_a_practitioner_may_co_sign_at_once(practice: Practice) -> None:
    (practice.home / ".ssh").mkdir()
    key = practice.home / ".ssh" / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    line = " ".join(key.with_name("id_ed25519.pub").read_text().split()[:2])
    practice.signers.write_text(practice.signers.read_text() + f'grace namespaces="{DESK}" {line}\n')
    assert "co-signed by grace" in practice.follow("Every month")[1]


def test_a_new_key_on_purpose(practice: Practice) -> None:
    (told,) = practice.follow("A new key, on purpose")
    assert "whole        ledger of front-desk, 4 records" in told
    old, new = practice.signers.read_text().splitlines()
    assert old.endswith(" retired-after=2")
    assert new.split()[:2] == old.split()[:2]
    assert new.split()[3] != old.split()[3]


def test_the_key_is_lost(practice: Practice) -> None:
    for file in (practice.home / ".config/consent-tui/keys").iterdir():
        file.unlink()
    (told,) = practice.follow("The key is lost")
    assert "4 records: 4 intact." in told


def test_the_kiosk_was_stolen(practice: Practice) -> None:
    kept = practice.home / "kept-elsewhere"
    kept.mkdir()
    practice.shell(f"cp {practice.records}/checkpoints/front-desk.toml {kept}/november.toml")
    practice.shell("consent-tui")  # two more that no checkpoint elsewhere has
    _, told = practice.follow("The kiosk was stolen", 0, 1)
    assert "front-desk: records 1 to 2 are good, though the key was revoked since" in told
    assert "front-desk: records 3 to 4 are doubtful" in told
    assert "6 records: 4 intact, 2 unknown-key." in told
    practice.follow("Without this program")
    revoked = (practice.home / "revoked_keys").read_text().split()
    assert revoked == practice.signers.read_text().splitlines()[0].split()[2:4]


def test_the_pinned_lines_are_those_of_the_settings(practice: Practice) -> None:
    """The example of the guide, with the real key in it."""
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    key = practice.signers.read_text().split()[3]
    (practice.home / ".config/consent-tui/clinic.toml").write_text(example.replace("AAAA…", key), encoding="utf-8")
    told = practice.shell(f"consent-tui verify {practice.records}")
    assert "Checked by the keys pinned in the settings." in told


def test_each_section_with_commands_is_followed_here() -> None:
    followed = ("What there is", "Every month", "A new key", "The key is lost", "The kiosk was", "Without this program")
    with_commands = [each for each in GUIDE.split("\n## ")[1:] if "```sh" in each]
    assert len(with_commands) == len(followed)
    assert all(each.startswith(followed) for each in with_commands)
