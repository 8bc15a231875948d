"""Keys with a passphrase, in an agent, or in clear: stock OpenSSH signs for the first two, and is checked."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_tui.records import acts_signing, seal, sshsig
from consent_tui.records.acts_signing import HeldByOpenSSH, held
from consent_tui.records.faults import KeyRefused
from consent_tui.records.keys import Key, load
from tests.records import openssh
from tests.records.made import KEY, OTHER_KEY

PASSPHRASE = "four plain words here"
pytestmark = openssh.needed


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder of keys, apart from the records."""
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def locked(folder: Path) -> Path:
    """A key with a passphrase, as ssh-keygen makes it."""
    path = folder / "ada"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", str(path)], check=True)
    return path


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Someone who types what stands in this file when OpenSSH asks."""
    said, asking = tmp_path / "typed", tmp_path / "ask.sh"
    said.write_text(PASSPHRASE)
    asking.write_text(f'#!/bin/sh\ncat "{said}"\n')
    asking.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(asking))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    return said


def sealed(key) -> bytes:
    return seal.seal(b'a = "b"\n', by="ada", key=key, sequence=1, previous=seal.ZEROS, namespace=seal.ACT)


def test_a_key_file_in_clear_is_read(keys: Path, records: Path) -> None:
    path = openssh.key_file(keys, KEY)
    found = held(path, records)
    assert isinstance(found, Key)
    assert found.public == KEY.public


def test_a_key_with_a_passphrase_seals_as_any_other(keys: Path, records: Path, typed: Path) -> None:
    path = locked(keys)
    found = held(path, records)
    assert isinstance(found, HeldByOpenSSH)
    assert seal.read(sealed(found)).key == found.fingerprint
    assert found.line in path.with_suffix(".pub").read_text()


def test_openssh_and_we_sign_the_same_bytes(keys: Path) -> None:
    path = openssh.key_file(keys, KEY)
    assert HeldByOpenSSH(path, KEY.public).sign(b"words", seal.ACT) == KEY.sign(b"words", seal.ACT)


def test_a_wrong_passphrase_is_said(keys: Path, records: Path, typed: Path) -> None:
    found = held(locked(keys), records)
    typed.write_text("something else")
    with pytest.raises(KeyRefused, match=r"OpenSSH did not sign with .*ada: .*Check the passphrase") as refused:
        found.sign(b"words", seal.ACT)
    assert refused.value.code == "key-not-signing"


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An SSH agent of our own."""
    socket = tmp_path / "agent"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()  # says that it listens
    monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
    yield
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.mark.usefixtures("agent")
def test_a_key_in_an_agent_seals_as_any_other(keys: Path, records: Path) -> None:
    """Nothing but the public half lies on the disk."""
    path = openssh.key_file(keys, KEY)
    public = keys / "ada.pub"
    public.write_text(f"{KEY.line} ada\n")
    found = held(public, records)
    with pytest.raises(KeyRefused, match="that the agent has this key"):
        sealed(found)
    subprocess.run(["ssh-add", "-q", str(path)], check=True, capture_output=True)
    path.unlink()
    assert seal.read(sealed(found)).key == KEY.fingerprint


def test_without_openssh_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(KeyRefused, match=r"ssh-keygen was not found.*install the OpenSSH client") as refused:
        HeldByOpenSSH(Path("ada.pub"), KEY.public).sign(b"words", seal.ACT)
    assert refused.value.code == "no-ssh-keygen"


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """Another program called ssh-keygen."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "answer").write_bytes(answer)
    program = folder / "ssh-keygen"
    program.write_text(f'#!/bin/sh\ncat > /dev/null\ncat "{folder / "answer"}"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"no signature", "key-not-signing"),
        (sshsig.sign(OTHER_KEY.private, b"words", seal.ACT), "key-other"),
        (sshsig.sign(KEY.private, b"words", seal.RECORD), "key-other"),
        (sshsig.sign(KEY.private, b"other words", seal.ACT), "key-not-signing"),
    ],
    ids=["garbage", "another key", "another purpose", "other words"],
)
def test_what_openssh_gives_back_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes, code: str
) -> None:
    stand_in(tmp_path, monkeypatch, answer)
    with pytest.raises(KeyRefused) as refused:
        HeldByOpenSSH(Path("ada.pub"), KEY.public).sign(b"words", seal.ACT)
    assert refused.value.code == code


def test_a_key_inside_the_records_folder_is_refused(records: Path) -> None:
    records.mkdir()
    with pytest.raises(KeyRefused, match="lies inside the records folder"):
        held(openssh.key_file(records, KEY), records)


def test_a_key_that_is_not_there_or_no_key_is_said(keys: Path, records: Path, typed: Path) -> None:
    with pytest.raises(KeyRefused, match="There is no key at"):
        held(keys / "none", records)
    with pytest.raises(KeyRefused, match=r"make it with: ssh-keygen -y -f .*ada > .*ada.pub"):
        held(keys / "ada.pub", records)
    (keys / "rsa.pub").write_text("ssh-rsa AAAA ada\n")
    with pytest.raises(KeyRefused, match="is not an Ed25519 public key"):
        held(keys / "rsa.pub", records)
    path = locked(keys)
    path.with_suffix(".pub").write_text("")
    with pytest.raises(KeyRefused, match="is not an Ed25519 public key"):
        held(path, records)


def test_a_key_is_made_with_or_without_a_passphrase_and_never_over_another(keys: Path, typed: Path) -> None:
    acts_signing.make(keys / "ada", "ada", passphrase=False)
    assert load(keys / "ada").line in (keys / "ada.pub").read_text()
    acts_signing.make(keys / "jon", "jon", passphrase=True)
    with pytest.raises(KeyRefused, match="has a passphrase"):
        load(keys / "jon")
    assert (keys / "jon").stat().st_mode & 0o777 == 0o600
    before = (keys / "ada").read_bytes()
    with pytest.raises(KeyRefused, match=r"There is a key at .*ada already"):
        acts_signing.make(keys / "ada", "ada", passphrase=False)
    assert (keys / "ada").read_bytes() == before


def test_a_key_that_openssh_does_not_make_is_said(keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (keys / "file").write_text("")
    with pytest.raises(KeyRefused, match="No key can be made at"):
        acts_signing.make(keys / "file" / "ada", "ada", passphrase=True)
    stand_in(tmp_path, monkeypatch, b"")
    (tmp_path / "bin" / "ssh-keygen").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(KeyRefused, match="OpenSSH made no key"):
        acts_signing.make(keys / "ada", "ada", passphrase=True)
