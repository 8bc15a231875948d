"""A records folder: what is written is whole, numbered, chained and listed; what cannot be written is told."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from consent_tui.content.folder import digest as pack_digest
from consent_tui.model.record import Record
from consent_tui.records import codec, layout, ledger, seal
from consent_tui.records.faults import FolderRefused, NotWritten
from consent_tui.records.folder import Folder
from consent_tui.records.lock import held
from consent_tui.records.verify import verify_paths
from tests.records.made import BY, KEY, OTHER_KEY, REFUSAL, clock, filled, new_id, write

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise on Windows")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def leftovers(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".tmp-*")]


def test_records_are_numbered_chained_and_listed(tmp_path: Path) -> None:
    root = tmp_path / "a" / "records"
    _, receipts = filled(root, 3)
    assert [receipt.sequence for receipt in receipts] == [1, 2, 3]
    assert [receipt.number for receipt in receipts] == ["front-desk-1", "front-desk-2", "front-desk-3"]
    assert [receipt.previous for receipt in receipts] == [seal.ZEROS, receipts[0].digest, receipts[1].digest]
    listed = (root / "ledger" / BY).read_text()
    assert listed == "".join(f"{each.sequence} {each.id} {each.digest}\n" for each in receipts)
    for receipt in receipts:
        assert seal.digest_of(receipt.path.read_bytes()) == receipt.digest
        assert codec.decode(receipt.path.read_bytes()).id == receipt.id
    assert leftovers(root) == []
    assert verify_paths([root]).exit_code == 0


@posix
def test_only_this_account_reads_records(tmp_path: Path) -> None:
    root = tmp_path / "records"
    _, (receipt,) = filled(root, 1)
    assert mode(root) == mode(receipt.path.parent) == mode(receipt.path.parent.parent) == mode(root / "ledger") == 0o700
    assert mode(receipt.path) == mode(root / "ledger" / BY) == 0o600


def test_the_month_is_that_of_writing_in_utc(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    late = datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    receipt = folder.write(REFUSAL, KEY, BY, now=lambda: late, new_id=new_id)
    assert receipt.path == tmp_path / "2027" / "01" / f"{receipt.id}.toml"
    assert codec.decode(receipt.path.read_bytes()).times.written == late
    assert verify_paths([tmp_path]).exit_code == 0


def test_a_clock_set_back_changes_the_time_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    for day in (
        datetime(2026, 11, 21, tzinfo=UTC),
        datetime(2024, 2, 1, tzinfo=UTC),
        datetime(2026, 11, 22, tzinfo=UTC),
    ):
        folder.write(REFUSAL, KEY, BY, now=clock(day), new_id=new_id)
    report = verify_paths([tmp_path])
    assert report.exit_code == 0
    assert {path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.glob("20*/*/*.toml")} == {
        "2024/02",
        "2026/11",
    }
    assert [record.sequence for record in report.records] == [1, 2, 3]


def test_a_key_stands_in_allowed_signers_once_and_a_new_key_adds_a_line(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    filled(tmp_path, 1)
    allowed = tmp_path / layout.SIGNERS
    first = f'{BY} namespaces="consent-record,consent-checkpoint" {KEY.line}\n'
    assert allowed.read_text() == first
    allowed.write_text(first.rstrip("\n"))  # as some editors leave it
    receipt = write(Folder.open(tmp_path), key=OTHER_KEY)
    assert allowed.read_text() == first + first.replace(KEY.line, OTHER_KEY.line)
    assert receipt.sequence == 4  # a new key goes on where the old one ended
    assert verify_paths([tmp_path]).exit_code == 0


def test_two_names_keep_ledgers_of_their_own(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 2)
    other = write(folder, key=OTHER_KEY, by="back-desk")
    assert (other.sequence, other.previous) == (1, seal.ZEROS)
    assert write(folder).sequence == 3
    assert verify_paths([tmp_path]).exit_code == 0


def test_rehearsals_and_real_records_never_share_a_folder(tmp_path: Path) -> None:
    real, rehearsed = Folder.open(tmp_path / "real"), Folder.open(tmp_path / "rehearsed")
    write(real)
    write(rehearsed, replace(REFUSAL, rehearsal=True), OTHER_KEY, "rehearsal")
    with pytest.raises(FolderRefused) as found:
        write(real, replace(REFUSAL, rehearsal=True), OTHER_KEY, "rehearsal")
    assert found.value.code == "rehearsal-among-real"
    with pytest.raises(FolderRefused) as found:
        rehearsed.admit(BY, KEY)
    assert found.value.code == "real-among-rehearsal"
    for root, record, by in ((real, REFUSAL, "rehearsal"), (rehearsed, replace(REFUSAL, rehearsal=True), BY)):
        with pytest.raises(FolderRefused):
            write(root, record, by=by)
    assert verify_paths([tmp_path / "real"]).exit_code == verify_paths([tmp_path / "rehearsed"]).exit_code == 0
    assert layout.bys(tmp_path / "real") == [BY]


def test_a_record_is_found_by_number_id_and_path(tmp_path: Path) -> None:
    folder, (_, second) = filled(tmp_path, 2)
    listed = ledger.Listed(BY, 2, second.id, second.digest)
    for name in ("front-desk-2", " Front-Desk-2 ", second.id, second.id.upper(), second.path, str(second.path)):
        assert folder.find(name) == listed
    for name in ("front-desk-3", "front-2", "front-desk", "", new_id(datetime.now(UTC)), "front-desk-02"):
        assert folder.find(name) is None
    assert folder.path_of(second.id) == second.path
    assert folder.path_of("front-desk-2") is None


def test_no_name_is_ever_overwritten(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    when = datetime(2026, 11, 21, tzinfo=UTC)
    same = new_id(when)
    first = folder.write(REFUSAL, KEY, BY, now=lambda: when, new_id=lambda now: same)
    before = first.path.read_bytes()
    with pytest.raises(NotWritten) as found:
        folder.write(REFUSAL, KEY, BY, now=lambda: when, new_id=lambda now: same)
    assert found.value.code == "name-taken"
    assert first.path.read_bytes() == before
    ids = iter([same, new_id(when)])
    assert folder.write(REFUSAL, KEY, BY, now=lambda: when, new_id=lambda now: next(ids)).sequence == 2


def fail(monkeypatch: pytest.MonkeyPatch, name: str, number: int, times: int = 1) -> None:
    """Let the next calls of `os.<name>` fail so often."""
    real = getattr(os, name)
    left = times

    def call(*given: object, **named: object) -> object:
        nonlocal left
        if left:
            left -= 1
            raise OSError(number, os.strerror(number))
        return real(*given, **named)

    monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize("step", ["open", "write", "fsync", "link"])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "no-permission"),
        (errno.EIO, "failed"),
    ],
)
def test_what_the_disk_refuses_is_told_and_the_next_try_is_sealed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, code: str
) -> None:
    folder, (first,) = filled(tmp_path, 1)
    files = sorted(tmp_path.glob("20*/*/*.toml"))
    fail(monkeypatch, step, number)
    with pytest.raises(NotWritten) as found:
        write(folder)
    assert found.value.code == code
    assert "Not saved yet" in found.value.sentence
    assert sorted(tmp_path.glob("20*/*/*.toml")) == files
    assert leftovers(tmp_path) == []
    again = write(folder)
    assert (again.sequence, again.previous) == (2, first.digest)
    assert verify_paths([tmp_path]).exit_code == 0


def test_a_record_whose_folder_cannot_be_flushed_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = filled(tmp_path, 1)
    real, calls = os.fsync, iter([True, False])
    monkeypatch.setattr(os, "fsync", lambda handle: real(handle) if next(calls, True) else fail_now())

    def fail_now() -> None:
        raise OSError(errno.EIO, "")

    with pytest.raises(NotWritten):
        write(folder)
    assert len(list(tmp_path.glob("20*/*/*.toml"))) == 1
    assert write(folder).sequence == 2
    assert verify_paths([tmp_path]).exit_code == 0


@pytest.mark.parametrize("torn", [0, 10])
def test_a_record_stands_even_if_its_ledger_line_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, torn: int
) -> None:
    folder, _ = filled(tmp_path, 1)
    path = tmp_path / "ledger" / BY

    def full(ledger_path: Path, line: ledger.Line, *, lasting: bool) -> None:
        with ledger_path.open("a") as file:
            file.write(str(line)[:torn])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "append", full)
        second = write(folder)
    assert second.path.exists()
    third = write(folder)
    assert (third.sequence, third.previous) == (3, second.digest)
    assert len(path.read_text().splitlines()) == 3
    assert verify_paths([tmp_path]).exit_code == 0


def refused(root: Path) -> FolderRefused:
    with pytest.raises(FolderRefused) as found:
        Folder.open(root)
    assert str(root) in found.value.sentence
    return found.value


def test_a_file_is_no_records_folder(tmp_path: Path) -> None:
    path = tmp_path / "records"
    path.write_text("hello")
    assert refused(path).code == "not-a-folder"
    assert refused(path / "deeper").code == "not-a-folder"
    assert path.read_text() == "hello"


@posix
@pytest.mark.parametrize("rights", [0o500, 0o000])
def test_a_folder_that_this_account_may_not_write_is_refused(
    open_folder: Path, ordinary_account: None, rights: int
) -> None:
    closed = open_folder / "closed"
    closed.mkdir()
    closed.chmod(rights)
    assert refused(closed).code == "no-permission"
    assert refused(closed / "records").code == "no-permission"


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS])
def test_a_disk_without_hard_links_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    fail(monkeypatch, "link", number)
    assert refused(tmp_path / "records").code == "no-hard-links"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("mkdir", errno.EROFS, "read-only"),
        ("link", errno.EROFS, "read-only"),
        ("fsync", errno.ENOSPC, "disk-full"),
        ("link", errno.EIO, "failed"),
        ("fsync", errno.EIO, "failed"),
    ],
)
def test_a_folder_that_cannot_be_written_now_is_refused_at_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: str
) -> None:
    fail(monkeypatch, name, number)
    assert refused(tmp_path / "records").code == code


def test_a_disk_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(handle: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("consent_tui.records.lock._try", none)
    assert refused(tmp_path).code == "no-locks"


def test_a_program_that_hangs_on_the_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = filled(tmp_path, 1)
    monkeypatch.setattr("consent_tui.records.folder.held", lambda path, patience=0.0: held(path, patience=0))
    with held(layout.lock_path(tmp_path, BY)):
        with pytest.raises(NotWritten) as found:
            write(folder)
        assert Folder.open(tmp_path).find("front-desk-1") is not None  # that program mends its own ledger
    assert found.value.code == "locked"
    with held(layout.lock_path(tmp_path)):
        assert refused(tmp_path).code == "locked"
    assert write(folder).sequence == 2


def damage(root: Path, change: Callable[[bytes], bytes]) -> None:
    path = root / "ledger" / BY
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"hello\n" + data,
        lambda data: data + b"\n",
        lambda data: data + b"3 hello\n",
        lambda data: data.replace(b"sha256", b"\xff\xff"),
    ],
)
def test_a_ledger_with_a_broken_line_is_never_written_to(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    folder, _ = filled(tmp_path, 2)
    damage(tmp_path, change)
    before = (tmp_path / "ledger" / BY).read_bytes()
    assert refused(tmp_path).code == "ledger-damaged"
    with pytest.raises(FolderRefused):
        folder.find("front-desk-1")
    assert (tmp_path / "ledger" / BY).read_bytes() == before


def test_a_ledger_broken_at_its_end_takes_no_more(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 2)
    damage(tmp_path, lambda data: data + b"hello\n")
    for _ in range(2):
        with pytest.raises(NotWritten) as found:
            write(folder)
        assert found.value.code == "ledger-damaged"


def test_a_ledger_cut_within_its_last_line_is_mended_by_the_next_try(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 2)
    damage(tmp_path, lambda data: data[:-3])
    with pytest.raises(NotWritten):
        write(folder)
    assert write(folder).sequence == 3
    assert verify_paths([tmp_path]).exit_code == 0


def test_a_lost_ledger_is_written_anew_from_the_records(tmp_path: Path) -> None:
    _, receipts = filled(tmp_path, 3)
    path = tmp_path / "ledger" / BY
    before = path.read_bytes()
    path.unlink()
    fourth = write(Folder.open(tmp_path))
    assert (fourth.sequence, fourth.previous) == (4, receipts[-1].digest)
    assert path.read_bytes().startswith(before)
    assert verify_paths([tmp_path]).exit_code == 0


def test_mending_takes_only_records_that_a_trusted_key_sealed(tmp_path: Path) -> None:
    folder, (first,) = filled(tmp_path, 1)
    written = datetime(2026, 11, 21, tzinfo=UTC)

    def put(record: Record, by: str, name: str, sequence: int) -> None:
        named = replace(record, id=name, times=replace(record.times, written=written))
        sealed = seal.seal(codec.encode(named), by=by, key=OTHER_KEY, sequence=sequence, previous=first.digest)
        layout.record_path(tmp_path, name, written).write_bytes(sealed)

    layout.record_path(tmp_path, "x", written).parent.mkdir(parents=True, exist_ok=True)
    put(REFUSAL, BY, new_id(written), 2)
    layout.record_path(tmp_path, new_id(written), written).write_bytes(b"hello")
    layout.record_path(tmp_path, "notes", written).write_bytes(b"hello")
    layout.record_path(tmp_path, new_id(written), written).mkdir()
    Folder.open(tmp_path)
    assert len(ledger.load(tmp_path / "ledger" / BY)) == 1
    assert write(folder).sequence == 2


def test_mending_gives_each_record_to_its_own_ledger(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 1)
    for _ in range(2):
        write(folder, by="west-desk")
    lost = layout.ledger_path(tmp_path, "west-desk")
    whole = lost.read_bytes()
    lost.write_bytes(b"")
    Folder.open(tmp_path)
    assert lost.read_bytes() == whole
    assert len(ledger.load(layout.ledger_path(tmp_path, BY))) == 1
    assert verify_paths([tmp_path]).exit_code == 0


def test_mending_never_adds_a_second_record_of_one_number(tmp_path: Path) -> None:
    """What is more than an interruption stays as it is, for `verify` to find."""
    _, (first, _) = filled(tmp_path, 2)
    before = (tmp_path / "ledger" / BY).read_bytes()
    forked = replace(REFUSAL, id=new_id(datetime.now(UTC)), times=replace(REFUSAL.times, written=datetime.now(UTC)))
    sealed = seal.seal(codec.encode(forked), by=BY, key=KEY, sequence=2, previous=first.digest)
    first.path.with_name(f"{forked.id}.toml").write_bytes(sealed)
    Folder.open(tmp_path)
    assert (tmp_path / "ledger" / BY).read_bytes() == before
    assert [str(each.status) for each in verify_paths([tmp_path]).ledgers] == ["fork"]


def test_a_pack_is_kept_once_whole_and_flushed(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    files = {"pack.toml": b"id = 'x'\n", "en/pages/10-what.md": b"# What\n", "en/words.toml": b""}
    digest = pack_digest(files)
    kept = folder.keep_pack(digest, files | {"releases.toml": b""})
    assert kept == tmp_path / "packs" / digest.removeprefix("sha256:")
    there = {path.relative_to(kept).as_posix(): path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert there == files | {"releases.toml": b""}
    assert folder.keep_pack(digest, {"pack.toml": b"other"}) == kept
    assert (kept / "pack.toml").read_bytes() == b"id = 'x'\n"
    assert verify_paths([tmp_path]).records == ()  # a pack's files are no records


def edit(kept: Path) -> None:
    (kept / "pack.toml").write_bytes(b"id = 'y'\n")


def add(kept: Path) -> None:
    (kept / "en" / "more.toml").write_bytes(b"")


def remove(kept: Path) -> None:
    (kept / "en" / "words.toml").unlink()


def rename(kept: Path) -> None:
    (kept / "en" / "words.toml").rename(kept / "words.toml")


@pytest.mark.parametrize("change", [edit, add, remove, rename])
def test_a_copy_of_a_pack_that_was_changed_is_told(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = Folder.open(tmp_path)
    files = {"pack.toml": b"id = 'x'\n", "en/words.toml": b""}
    kept = folder.keep_pack(pack_digest(files), files)
    (tmp_path / "packs" / "notes").mkdir()
    assert verify_paths([tmp_path]).exit_code == 0
    change(kept)
    report = verify_paths([tmp_path])
    assert report.exit_code == 1
    assert [(each.kind, str(each.status), each.path) for each in report.records] == [("pack", "altered", str(kept))]
    assert "0 records." in list(report.lines())


@posix
def test_a_copy_of_a_pack_that_cannot_be_read_is_told(open_folder: Path, ordinary_account: None) -> None:
    folder = Folder.open(open_folder / "records")
    files = {"pack.toml": b"id = 'x'\n"}
    kept = folder.keep_pack(pack_digest(files), files)
    (kept / "pack.toml").chmod(0)
    report = verify_paths([open_folder / "records"])
    assert (report.exit_code, [str(each.status) for each in report.records]) == (3, ["unreadable"])


@pytest.mark.parametrize("name", ["", ".", "/etc/x", "../x", "a/../../x", "a\\b", "C:x", "a\0b"])
def test_a_pack_never_writes_outside_itself(tmp_path: Path, name: str) -> None:
    folder = Folder.open(tmp_path)
    with pytest.raises(ValueError, match="inside the pack"):
        folder.keep_pack("sha256:" + "ab" * 32, {name: b""})
    assert not (tmp_path / "packs").exists()


def test_a_pack_that_was_half_kept_is_kept_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder.open(tmp_path)
    digest = "sha256:" + "ab" * 32
    with monkeypatch.context() as patch:
        fail(patch, "link", errno.ENOSPC)
        with pytest.raises(NotWritten) as found:
            folder.keep_pack(digest, {"a": b"1", "b": b"2"})
    assert found.value.code == "disk-full"
    assert not layout.pack_path(tmp_path, digest).exists()
    kept = folder.keep_pack(digest, {"a": b"1", "b": b"2"})
    assert sorted(path.name for path in kept.iterdir()) == ["a", "b"]
    assert leftovers(tmp_path) == []
