"""A checkpoint stands after every record, is mended by the next start, and one that contradicts is never lost."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest

from consent_tui.records import checkpoint, layout, ledger
from consent_tui.records.checkpoint import Checkpoint
from consent_tui.records.faults import KeyRefused
from consent_tui.records.folder import Folder
from consent_tui.records.keys import Key
from consent_tui.records.merkle import Tree
from tests.records.made import BY, KEY, OTHER_KEY, clock, cut, filled, write
from tests.records.test_folder import mode, posix


def standing(root: Path, by: str = BY) -> Checkpoint:
    return checkpoint.read(layout.checkpoint_path(root, by).read_bytes())


def root_of(root: Path, by: str = BY) -> str:
    tree = Tree()
    for line in ledger.load(layout.ledger_path(root, by)):
        tree.add(checkpoint.entry(line.digest))
    return checkpoint.root_of(tree)


def admit(root: Path, key: Key = KEY) -> Folder:
    """What a start of the kiosk does."""
    folder = Folder.open(root)
    folder.admit(BY, key, now=clock())
    return folder


def test_after_every_record_the_checkpoint_is_that_of_the_ledger(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    for size in range(1, 20):
        receipt = write(folder)
        found = standing(tmp_path)
        assert (found.by, found.size, found.last, found.root) == (BY, size, receipt.digest, root_of(tmp_path))
    assert sorted(path.name for path in (tmp_path / "checkpoints").iterdir()) == [f"{BY}.toml"]


@posix
def test_only_this_account_reads_checkpoints(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    assert (mode(tmp_path / "checkpoints"), mode(layout.checkpoint_path(tmp_path, BY))) == (0o700, 0o600)
    assert stat.S_ISREG(layout.checkpoint_path(tmp_path, BY).stat().st_mode)


def test_each_name_has_its_own(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 2)
    write(folder, key=OTHER_KEY, by="back-desk")
    assert (standing(tmp_path).size, standing(tmp_path, "back-desk").size) == (2, 1)
    assert standing(tmp_path, "back-desk").public == OTHER_KEY.public


def test_two_programs_with_one_name_each_make_the_right_one(tmp_path: Path) -> None:
    folders = [filled(tmp_path, 1)[0], Folder.open(tmp_path)]
    for number in range(6):
        write(folders[number % 2])
        assert standing(tmp_path).root == root_of(tmp_path)
    assert standing(tmp_path).size == 7


@pytest.mark.parametrize("data", [None, b"", b"\0" * 700, b"hello\n"])
def test_a_checkpoint_that_is_lost_or_torn_is_made_by_the_next_start(tmp_path: Path, data: bytes | None) -> None:
    filled(tmp_path, 3)
    path = layout.checkpoint_path(tmp_path, BY)
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    admit(tmp_path)
    assert (standing(tmp_path).size, standing(tmp_path).root) == (3, root_of(tmp_path))
    assert len(list(path.parent.iterdir())) == 1


def test_a_checkpoint_that_is_behind_is_made_anew_and_one_that_stands_is_left(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 3)
    path = layout.checkpoint_path(tmp_path, BY)
    behind = path.read_bytes()
    write(folder)
    path.write_bytes(behind)
    admit(tmp_path)
    assert standing(tmp_path).size == 4
    before = path.read_bytes()
    admit(tmp_path, OTHER_KEY)
    assert path.read_bytes() == before  # it holds, whichever key of this name sealed it


def test_an_empty_ledger_has_no_checkpoint(tmp_path: Path) -> None:
    admit(tmp_path)
    assert not (tmp_path / "checkpoints").exists()


@pytest.mark.parametrize("start", [True, False])
def test_a_checkpoint_that_the_ledger_does_not_contain_is_set_aside(tmp_path: Path, start: bool) -> None:
    filled(tmp_path, 5)
    promised = layout.checkpoint_path(tmp_path, BY).read_bytes()
    cut(tmp_path, 2)
    if start:
        admit(tmp_path)
    else:
        write(Folder(tmp_path))
    (aside,) = [path for path in (tmp_path / "checkpoints").iterdir() if path.name != f"{BY}.toml"]
    assert aside.name.startswith(f"{BY}.5.")
    assert aside.read_bytes() == promised
    assert standing(tmp_path).root == root_of(tmp_path)
    admit(tmp_path)
    assert len(list((tmp_path / "checkpoints").iterdir())) == 2


def test_a_whole_ledger_that_is_gone_leaves_its_checkpoint_as_it_is(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    promised = layout.checkpoint_path(tmp_path, BY).read_bytes()
    cut(tmp_path, 2)
    folder = admit(tmp_path)
    assert layout.checkpoint_path(tmp_path, BY).read_bytes() == promised
    write(folder)
    assert {standing(tmp_path).size, *(path.suffixes[0] for path in (tmp_path / "checkpoints").glob("*.*.*"))} == {
        1,
        ".2",
    }


def test_a_checkpoint_of_a_stranger_proves_nothing_and_is_replaced(tmp_path: Path) -> None:
    filled(tmp_path / "a", 2)
    stranger = Folder.open(tmp_path / "b")
    for _ in range(5):
        write(stranger, key=OTHER_KEY)
    path = layout.checkpoint_path(tmp_path / "a", BY)
    path.write_bytes(layout.checkpoint_path(tmp_path / "b", BY).read_bytes())
    admit(tmp_path / "a")
    assert (standing(tmp_path / "a").size, standing(tmp_path / "a").public) == (2, KEY.public)
    assert len(list(path.parent.iterdir())) == 1


def test_what_a_running_program_has_read_is_not_taken_back(tmp_path: Path) -> None:
    """A line that is changed behind its back does not get into the next checkpoint, so `verify` finds the change."""
    folder, (first, *_) = filled(tmp_path, 3)
    told = root_of(tmp_path)
    path = layout.ledger_path(tmp_path, BY)
    path.write_text(path.read_text().replace(first.digest, "sha256:" + "00" * 32))
    write(folder)
    assert standing(tmp_path).root != root_of(tmp_path)
    path.write_text(path.read_text().replace("sha256:" + "00" * 32, first.digest))
    assert standing(tmp_path).root == root_of(tmp_path) != told


def test_lines_cut_off_while_the_program_runs_leave_the_evidence(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 4)
    cut(tmp_path, 2)
    write(folder)
    assert standing(tmp_path).size == 3
    assert [path.suffixes[0] for path in (tmp_path / "checkpoints").glob("*.*.*")] == [".4"]


def test_a_record_stands_even_if_its_checkpoint_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = filled(tmp_path, 1)

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    def locked(self: object, message: bytes, namespace: str) -> bytes:
        raise KeyRefused("key-locked", "The key is locked.")

    with monkeypatch.context() as patch:
        patch.setattr("consent_tui.records.durable.renew", full)
        assert write(folder).sequence == 2
    assert standing(tmp_path).size == 1
    assert write(folder).sequence == 3
    assert (standing(tmp_path).size, standing(tmp_path).root) == (3, root_of(tmp_path))
    real = Key.sign
    with monkeypatch.context() as patch:
        patch.setattr(Key, "sign", lambda *given: (locked if given[2] == checkpoint.NAMESPACE else real)(*given))
        assert write(folder).sequence == 4
    assert standing(tmp_path).size == 3
    admit(tmp_path)
    assert standing(tmp_path).size == 4


def test_a_further_record_reads_no_more_than_what_the_ledger_gained(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 50)
    path = layout.ledger_path(tmp_path, BY)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([b"x" * (len(line) - 1) + b"\n" for line in lines[:-2]] + lines[-2:]))
    write(folder)
    assert standing(tmp_path).size == 51
