"""What opens a desk and its key: *practitioner's PIN or key passphrase per act*."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from consent_tui.records import keys, seal
from consent_tui.records.acts_signing import HeldByOpenSSH, held
from consent_tui.records.faults import KeyRefused
from consent_tui.services.unlocking import Asks, Latch, NotOpened
from tests.records import openssh
from tests.services.desks import ADA_KEY

PASSPHRASE = "four plain words here"


def is_pin(typed: str) -> bool:
    return typed == "2468"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A key with a passphrase, as ssh-keygen makes it."""
    path = tmp_path / "keys" / "ada"
    path.parent.mkdir(mode=0o700)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", str(path)], check=True)
    return path


@openssh.needed
def test_a_passphrase_comes_before_a_pin(locked: Path, tmp_path: Path) -> None:
    latch = Latch(held(locked, tmp_path / "records"), is_pin)
    assert latch.asks is Asks.PASSPHRASE
    with pytest.raises(KeyRefused, match="the passphrase is another one"):
        latch.opened("2468")
    opened = latch.opened(PASSPHRASE)
    assert opened
    sealed = seal.seal(b'a = "b"\n', by="ada", key=opened, sequence=1, previous=seal.ZEROS, namespace=seal.ACT)
    assert seal.read(sealed).key == latch.key.fingerprint


@openssh.needed
def test_a_key_that_is_not_of_the_pub_beside_it_seals_nothing(locked: Path, tmp_path: Path) -> None:
    other = tmp_path / "keys" / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    locked.with_suffix(".pub").write_bytes(other.with_suffix(".pub").read_bytes())
    with pytest.raises(NotOpened, match="not of one key"):
        Latch(held(locked, tmp_path / "records")).opened(PASSPHRASE)


@openssh.needed
@pytest.mark.parametrize("made", ["open", "garbage", "gone"])
def test_a_key_file_that_is_not_right_is_told(locked: Path, tmp_path: Path, made: str) -> None:
    latch = Latch(held(locked, tmp_path / "records"))
    if made == "open":
        locked.chmod(0o644)
    elif made == "garbage":
        locked.write_text("nothing")
    else:
        locked.unlink()
    with pytest.raises(KeyRefused) as why:
        latch.opened(PASSPHRASE)
    assert PASSPHRASE not in str(why.value)


def test_a_key_in_clear_is_opened_by_the_pin_of_the_staff() -> None:
    latch = Latch(ADA_KEY, is_pin)
    assert latch.asks is Asks.PIN
    assert latch.opened("2468") is ADA_KEY
    with pytest.raises(NotOpened, match="another PIN"):
        latch.opened("1111")


def test_where_nothing_is_set_nothing_is_asked() -> None:
    assert Latch(ADA_KEY).asks is Asks.NOTHING
    assert Latch(ADA_KEY).opened("") is ADA_KEY
    assert Latch().opened("") is None
    assert Latch(None, is_pin).asks is Asks.PIN


def test_a_key_in_an_agent_never_asks_on_the_terminal_of_a_screen() -> None:
    held_there = HeldByOpenSSH(Path("ada.pub"), ADA_KEY.public)
    opened = Latch(held_there).opened("")
    assert Latch(held_there).asks is Asks.NOTHING
    assert isinstance(opened, HeldByOpenSSH)
    assert not opened.asks
    assert held_there.asks


@openssh.needed
def test_openssh_without_a_terminal_fails_instead_of_asking(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would draw its question across the desk, and wait for ever."""
    for name in ("SSH_ASKPASS", "DISPLAY", "SSH_AUTH_SOCK"):
        monkeypatch.delenv(name, raising=False)
    quiet = HeldByOpenSSH(locked, keys.unlocked(locked, PASSPHRASE).public, asks=False)
    with pytest.raises(KeyRefused, match="did not sign"):
        quiet.sign(b"words", seal.ACT)
