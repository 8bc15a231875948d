"""The test vectors of docs/record-format.md are what this version makes, reads and verifies."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from consent_tui.records import checkpoint, codec, seal, signers
from consent_tui.records.verify import verify_paths
from tests.records import openssh
from tests.records.golden import make
from tests.records.made import BY, CONSENT, KEY

DOCUMENT = (Path(__file__).parents[2] / "docs" / "record-format.md").read_text(encoding="utf-8")


def test_the_golden_files_are_what_this_version_writes() -> None:
    there = {
        path.relative_to(make.ROOT).as_posix(): path.read_bytes() for path in make.ROOT.rglob("*") if path.is_file()
    }
    assert there == make.files()


def test_the_golden_records_are_read_as_they_were_meant() -> None:
    first = make.ROOT / "2026" / "11" / f"{CONSENT.id}.toml"
    trusted = signers.load(make.ROOT / "allowed_signers")
    data = first.read_bytes()
    assert codec.from_table(seal.table(data, seal.read(data), trusted)) == CONSENT


def test_the_golden_folder_is_whole() -> None:
    report = verify_paths([make.ROOT])
    assert report.exit_code == 0
    assert [each.sequence for each in report.records] == [1, 2]


def test_the_golden_checkpoint_is_read_as_it_was_meant() -> None:
    found = checkpoint.read((make.ROOT / "checkpoints" / f"{BY}.toml").read_bytes())
    assert (found.by, found.size, found.public) == (BY, 2, KEY.public)
    assert found.root in DOCUMENT
    assert found.last == (make.ROOT / "ledger" / BY).read_text().split()[-1]


def test_a_folder_from_before_there_were_checkpoints_is_whole(tmp_path: Path) -> None:
    """Version 0.1 wrote none."""
    shutil.copytree(make.ROOT, tmp_path / "records")
    shutil.rmtree(tmp_path / "records" / "checkpoints")
    report = verify_paths([tmp_path / "records"])
    assert (report.exit_code, len(report.records)) == (0, 2)
    assert report.notes == (f"{BY}: there is no checkpoint; the next start or record makes one.",)


def test_the_document_names_the_key_digests_and_bytes_of_the_vectors() -> None:
    for data in (data for name, data in make.files().items() if name.startswith(("2026", "checkpoints"))):
        assert seal.digest_of(data) in DOCUMENT
    assert KEY.fingerprint in DOCUMENT
    assert KEY.line in DOCUMENT
    assert bytes(range(32)).hex() in DOCUMENT
    shown = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert make.files()[f"2026/11/{make.LATER.id}.toml"].decode() in shown


@openssh.needed
@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_the_commands_of_the_document_accept_the_vectors(shell: str, tmp_path: Path) -> None:
    (script,) = re.findall(rf"```{shell}\n(.*?)```", DOCUMENT, re.DOTALL)
    for name, data in make.files().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for record in sorted(tmp_path.glob("2026/11/*.toml")):
        filled = script.replace("BY", BY).replace("RECORD", str(record))
        assert openssh.says_good(shell, filled, tmp_path)
        record.write_bytes(record.read_bytes().replace(b"Ana", b"Ada", 1))
        assert not openssh.says_good(shell, filled, tmp_path)


def test_the_command_line_of_the_other_tests_is_the_one_of_the_document() -> None:
    (script,) = re.findall(r"```bash\n(.*?)```", DOCUMENT, re.DOTALL)
    flat = " ".join(script.replace("\\\n", " ").split())
    assert openssh.BASH.format(by="BY", namespace="consent-record", record="RECORD") in flat
