"""Keys that seal: ordinary OpenSSH Ed25519 files, 0600, outside the records folder."""

from __future__ import annotations

import os
import stat
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_ssh_private_key

from consent_tui.records import durable, sshsig
from consent_tui.records.faults import KeyRefused, why

_LARGEST = 64 * 1024  # bytes; an Ed25519 key has 400


class Signing(Protocol):
    """Whatever seals: a key in memory, or one that OpenSSH holds. `public` is its 32 raw bytes."""

    @property
    def public(self) -> bytes: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def line(self) -> str: ...

    def sign(self, message: bytes, namespace: str) -> bytes:
        """Return the armoured signature of these bytes. Raises `KeyRefused`."""
        ...


@dataclass(frozen=True, slots=True)
class Key:
    """One private key in memory. `public` is its 32 raw bytes; nothing of the private half is ever shown."""

    private: Ed25519PrivateKey = field(repr=False)
    public: bytes

    @classmethod
    def of(cls, private: Ed25519PrivateKey) -> Key:
        return cls(private, private.public_key().public_bytes_raw())

    @property
    def fingerprint(self) -> str:
        return sshsig.fingerprint(self.public)

    @property
    def line(self) -> str:
        """The public key as it stands in `allowed_signers` and `.pub` files."""
        return public_line(self.public)

    def sign(self, message: bytes, namespace: str) -> bytes:
        return sshsig.sign(self.private, message, namespace)


def public_line(public: bytes) -> str:
    return "ssh-ed25519 " + b64encode(sshsig.public_blob(public)).decode()


def load_or_make(path: Path, records: Path) -> Key:
    """Return the key in `path`, making it on first run. Raises `KeyRefused`.

    `records` is the records folder: a key inside would travel with every copy of it, so that is refused. Two programs
    that start at once end with the same key, since a key file is never replaced.
    """
    if records.resolve() in path.resolve().parents:
        raise KeyRefused("key-in-records", f"The key {path} lies inside the records folder; keep it elsewhere.")
    if not os.path.lexists(path):
        make(path)
    return load(path)


def make(path: Path) -> None:
    """Write a new key and its `.pub`, unless a key is there already. Raises `KeyRefused`."""
    key = Key.of(Ed25519PrivateKey.generate())
    private = key.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        durable.create(path, private)
        durable.replace(path.with_name(path.name + ".pub"), f"{key.line}\n".encode())
    except FileExistsError:
        return
    except OSError as error:
        code, half = why(error)
        raise KeyRefused(f"key-{code}", f"No key can be made at {path}: {half}.") from error


def load(path: Path) -> Key:
    """Return the key in an OpenSSH private key file. Raises `KeyRefused` with what to do."""
    data = _read(path)
    try:
        return _parsed(path, load_ssh_private_key(data, password=None))
    except TypeError as error:  # how cryptography says that it needs a passphrase
        said = f"The key {path} has a passphrase, which nobody can type at a kiosk; name a key without one."
        raise KeyRefused("key-passphrase", said) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        said = f"{path} is no OpenSSH private key; move it away and a new key is made, or name another file."
        raise KeyRefused("key-garbage", said) from error


def unlocked(path: Path, passphrase: str) -> Key:
    """Return the key in a file that has a passphrase, for memory alone. Raises `KeyRefused`."""
    data = _read(path)
    try:
        return _parsed(path, load_ssh_private_key(data, password=passphrase.encode("utf-8", "surrogatepass")))
    except UnsupportedAlgorithm as error:
        said = 'A key with a passphrase needs a package that is not here: pip install "consent-tui[encryption]"'
        raise KeyRefused("no-encryption", said) from error
    except (TypeError, ValueError) as error:
        raise KeyRefused("key-closed", "The key did not open: the passphrase is another one.") from error


def _read(path: Path) -> bytes:
    """Raises `KeyRefused` where the file is not there, or open to others."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            data = file.read(_LARGEST)  # what is longer is cut, and then no key
    except FileNotFoundError as error:
        raise KeyRefused("key-missing", f"There is no key at {path}.") from error
    except IsADirectoryError as error:
        raise KeyRefused("key-garbage", f"{path} is a folder, not a key; move it away or name another file.") from error
    except OSError as error:
        raise KeyRefused("key-unreadable", f"The key {path} cannot be read: {why(error)[1]}.") from error
    if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
        raise KeyRefused("key-open", f"The key {path} can be read by other accounts; run: chmod 600 {quote(str(path))}")
    return data


def _parsed(path: Path, private: object) -> Key:
    if not isinstance(private, Ed25519PrivateKey):
        said = f"The key {path} is not an Ed25519 key; make one with: ssh-keygen -t ed25519 -N '' -f {quote(str(path))}"
        raise KeyRefused("key-not-ed25519", said)
    return Key.of(private)
