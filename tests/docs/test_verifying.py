"""docs/verifying.md is followed as written, in bash, on a machine that has OpenSSH and plain tools alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from consent_tui.records import layout
from consent_tui.records.folder import Folder
from tests.records import openssh
from tests.records.golden.make_acts import ROOT as ACTS
from tests.records.made import BY, OTHER_KEY, cut, filled, rewrite, sealed_at, write

GUIDE = (Path(__file__).parents[2] / "docs" / "verifying.md").read_text(encoding="utf-8")
# All that is on this machine. Neither Python nor consent-tui is among it.
TOOLS = ("bash", "cat", "cp", "cut", "find", "grep", "head", "sed", "sha256sum", "sort", "ssh-keygen", "tail", "tr")
GONE = [name for name in TOOLS if shutil.which(name) is None]

pytestmark = [openssh.needed, pytest.mark.skipif(bool(GONE), reason=f"not here: {', '.join(GONE)}")]


def blocks(heading: str) -> list[str]:
    (section,) = [each for each in GUIDE.split("\n## ") if each.startswith(heading)]
    return re.findall(r"```bash\n(.*?)```", section, re.DOTALL)


class Court:
    """A home with a folder of five records, one of them by itself, and a checkpoint of the first three."""

    def __init__(self, home: Path) -> None:
        self.home, self.records = home, home / "records"
        self.folder, receipts = filled(self.records, 3)
        kept = home / "kept-elsewhere"
        kept.mkdir()
        self.checkpoint = kept / "front-desk.toml"
        shutil.copy(layout.checkpoint_path(self.records, BY), self.checkpoint)
        self.receipts = [*receipts, write(self.folder), write(self.folder)]
        shutil.copy(self.receipts[0].path, home / "record.toml")
        self.tools = home / "bin"
        self.tools.mkdir()
        for name in TOOLS:
            (self.tools / name).symlink_to(str(shutil.which(name)))

    def bash(self, *script: str) -> str:
        """What is printed, whether it went well or not; the guide's names are set and keys are trusted first."""
        told = subprocess.run(
            [str(self.tools / "bash"), "-c", "\n".join([*blocks("# Verifying"), *script])],
            env={"HOME": str(self.home), "PATH": str(self.tools), "LC_ALL": "C"},
            cwd=self.home, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return told.stdout + told.stderr

    def follow(self, *headings: str) -> str:
        self.bash(*blocks("Whose key"))
        return self.bash(*(block for heading in headings for block in blocks(heading)))


@pytest.fixture
def court(tmp_path: Path) -> Court:
    return Court(tmp_path)


def test_whose_key_it_is(court: Court) -> None:
    told = court.bash(*blocks("Whose key"))
    assert len(set(re.findall(r"SHA256:[A-Za-z0-9+/]{43}", told))) == 1
    assert told.count("SHA256:") == 2


def test_one_record(court: Court) -> None:
    told = court.follow("One record")
    assert f'Good "consent-record" signature for {BY}' in told
    assert f'sequence = 1\nprevious = "sha256:{"0" * 64}"' in told
    first = court.receipts[0].digest.removeprefix("sha256:")[:16].upper()
    assert " ".join(first[at : at + 4] for at in range(0, 16, 4)) in told


def test_one_record_with_one_byte_changed(court: Court) -> None:
    record = court.home / "record.toml"
    record.write_bytes(record.read_bytes().replace(b"Ana", b"Eva", 1))
    told = court.follow("One record")
    assert "Good" not in told
    assert "incorrect signature" in told


def test_one_act_with_the_namespace_that_the_guide_names(court: Court) -> None:
    shutil.copy(ACTS / "2026/11/019b0000-0000-7000-8000-000000000061.toml", court.home / "record.toml")
    shutil.copy(ACTS / "allowed_signers", court.records / "allowed_signers")
    court.bash(*blocks("Whose key"))
    (checked, _) = blocks("One record")
    told = court.bash("BY=ada", checked.replace("-n consent-record", "-n consent-act"))
    assert 'Good "consent-act" signature for ada' in told
    assert "`-n consent-act` for `-n consent-record`" in GUIDE


def test_all_records(court: Court) -> None:
    assert court.follow("All records") == f"up to number 5, {court.receipts[-1].digest}\n"


def test_the_ledger(court: Court) -> None:
    assert court.follow("All records", "The ledger").endswith("lines in the ledger: 5\n")
    assert "number" not in court.follow("The ledger").replace("lines in", "")


def test_a_record_taken_out_breaks_the_chain(court: Court) -> None:
    court.receipts[2].path.unlink()
    told = court.follow("All records", "The ledger")
    name = court.receipts[3].path.name
    assert f"{name}: is number 4, not 3" in told
    assert f"{name}: does not follow the one before it" in told
    assert "number 3: the file is not there" in told


def test_a_changed_record_breaks_its_seal_and_the_chain(court: Court) -> None:
    path = court.receipts[2].path
    path.write_bytes(path.read_bytes().replace(b"Ana", b"Eva", 1))
    told = court.follow("All records", "The ledger")
    assert f"{path.name}: the seal is not right" in told
    assert f"{court.receipts[3].path.name}: does not follow" in told
    assert "number 3: the file is another than the line says" in told


def test_a_fork_shows_as_the_same_number_twice(court: Court) -> None:
    sealed_at(court.records, 5, court.receipts[3].digest)
    told = court.follow("All records")
    assert "is number 5, not 6" in told


def test_a_record_under_a_key_that_is_not_trusted(court: Court) -> None:
    path = sealed_at(court.records, 6, court.receipts[4].digest, key=OTHER_KEY).path
    told = court.follow("All records")
    assert f"{path.name}: the seal is not right" in told


def test_a_checkpoint_kept_elsewhere(court: Court) -> None:
    told = co_signed(court)
    assert f'Good "consent-checkpoint" signature for {BY}' in told
    assert 'Good "consent-checkpoint" signature for ada' in told
    assert told.endswith("the ledger contains the checkpoint\n")
    assert "is not the one" not in told


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7, 8, 13])
def test_the_tree_of_the_guide_is_that_of_the_format(tmp_path: Path, size: int) -> None:
    court = Court(tmp_path)
    cut(court.records, 5)
    layout.checkpoint_path(court.records, BY).unlink()
    folder = Folder.open(court.records)
    for _ in range(size):
        write(folder)
    shutil.copy(layout.checkpoint_path(court.records, BY), court.checkpoint)
    write(folder)
    assert co_signed(court).endswith("the ledger contains the checkpoint\n")


def test_a_cut_end_and_a_rewritten_past_show_against_the_checkpoint(court: Court) -> None:
    rewrite(court.records, 2)
    assert court.follow("All records").startswith("up to number 5, ")  # by itself, all looks well
    told = co_signed(court)
    assert "record 3 is not the one of the checkpoint" in told
    assert told.endswith("the ledger does not contain the checkpoint\n")
    cut(court.records, 3)
    assert "up to number 2, " in court.follow("All records")
    assert "record 3 is not the one of the checkpoint" in co_signed(court)


def test_what_is_said_of_openssh_and_lines_of_the_signature(court: Court) -> None:
    """Words hidden behind `#~` do not get into what is read."""
    record = court.home / "record.toml"
    record.write_bytes(record.read_bytes() + b"#~ hidden = true\n")
    court.follow("One record")
    assert "hidden" not in (court.home / "signed").read_text()


def co_signed(court: Court) -> str:
    """The checkpoint co-signed by ada, whose key the folder's list has; then the guide."""
    key = openssh.key_file(court.home, OTHER_KEY)
    signers = court.records / "allowed_signers"
    line = f'ada namespaces="consent-act,consent-checkpoint" {OTHER_KEY.line}\n'
    if line not in signers.read_text():
        signers.write_text(signers.read_text() + line)
    court.checkpoint.with_name("front-desk.toml.sig").unlink(missing_ok=True)
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "consent-checkpoint", str(court.checkpoint)],
        check=True, capture_output=True,
    )  # fmt: skip
    court.bash(*blocks("Whose key"))
    return court.bash('cd "$RECORDS"', *blocks("A checkpoint"))
