"""Kiosk keys: ordinary OpenSSH files, made once, and refused with a sentence when they cannot be used."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.records import keys
from consent_tui.records.faults import KeyRefused
from tests.records import openssh
from tests.records.made import KEY

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise on Windows")


def refused(path: Path) -> KeyRefused:
    with pytest.raises(KeyRefused) as found:
        keys.load(path)
    assert str(path) in found.value.sentence
    return found.value


def made_by_openssh(path: Path, *options: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-f", str(path), *options], check=True)
    return path


def test_a_key_is_made_on_first_run_and_the_same_is_loaded_later(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "kiosk"
    first = keys.load_or_make(path, tmp_path / "records")
    assert keys.load_or_make(path, tmp_path / "records").public == first.public
    assert path.with_name("kiosk.pub").read_text() == f"{first.line}\n"
    assert sorted(each.name for each in path.parent.iterdir()) == ["kiosk", "kiosk.pub"]


@posix
def test_a_key_is_readable_by_its_account_alone(tmp_path: Path) -> None:
    keys.make(tmp_path / "keys" / "kiosk")
    assert stat.S_IMODE((tmp_path / "keys" / "kiosk").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


@openssh.needed
def test_openssh_reads_our_key_and_prints_our_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "kiosk"
    key = keys.load_or_make(path, tmp_path / "records")
    for file in (path, tmp_path / "kiosk.pub"):
        told = subprocess.run(["ssh-keygen", "-l", "-f", str(file)], capture_output=True, text=True, check=True).stdout
        assert key.fingerprint in told.split()


@openssh.needed
def test_a_key_made_by_openssh_is_taken(tmp_path: Path) -> None:
    path = made_by_openssh(tmp_path / "k", "-t", "ed25519", "-N", "", "-C", "a comment")
    assert keys.load(path).line == " ".join((tmp_path / "k.pub").read_text().split()[:2])


@openssh.needed
@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = openssh.key_file(tmp_path, KEY)
    path.chmod(mode)
    assert refused(path).code == "key-open"
    assert "chmod 600" in refused(path).sentence


@openssh.needed
def test_keys_of_another_kind_or_with_a_passphrase_are_refused(tmp_path: Path) -> None:
    assert refused(made_by_openssh(tmp_path / "e", "-t", "ecdsa", "-N", "")).code == "key-not-ed25519"
    assert refused(made_by_openssh(tmp_path / "p", "-t", "ed25519", "-N", "a secret")).code == "key-passphrase"


@pytest.mark.parametrize("data", [b"", b"hello\n", b"\xff" * 100_000, b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"])
def test_what_is_no_key_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "k"
    path.write_bytes(data)
    path.chmod(0o600)
    assert refused(path).code == "key-garbage"


def test_a_missing_key_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "k").code == "key-missing"
    assert refused(tmp_path).code == "key-garbage"


@posix
def test_a_key_that_this_account_may_not_read_is_refused(open_folder: Path, ordinary_account: None) -> None:
    path = open_folder / "k"
    path.write_bytes(b"")
    path.chmod(0)
    assert refused(path).code == "key-unreadable"


@posix
def test_where_no_key_can_be_made_is_told(open_folder: Path, ordinary_account: None) -> None:
    closed = open_folder / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    with pytest.raises(KeyRefused, match="No key can be made") as found:
        keys.load_or_make(closed / "k", open_folder / "records")
    assert found.value.code == "key-no-permission"


def test_a_full_disk_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeyRefused) as found:
        keys.make(tmp_path / "k")
    assert found.value.code == "key-disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_key_inside_the_records_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused, match="inside the records folder") as found:
        keys.load_or_make(tmp_path / "records" / "keys" / "k", tmp_path / "records")
    assert found.value.code == "key-in-records"
    assert not (tmp_path / "records").exists()


def test_of_two_programs_that_start_at_once_the_first_key_stays(tmp_path: Path) -> None:
    path = tmp_path / "k"
    keys.make(path)
    first = path.read_bytes()
    keys.make(path)
    assert path.read_bytes() == first


def test_the_private_half_is_never_shown() -> None:
    assert "private" not in repr(KEY)
