"""Records at rest: encrypted as age files to those who may read them, and opened by who has the identity.

A record is sealed first and encrypted then, since age does not say who wrote a file. `pyrage` does the work; it comes
with the extra `encryption`, and is loaded where something is encrypted or opened, so nobody else needs it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from consent_tui.records import seal
from consent_tui.records.faults import AgeRefused, BrokenSeal, why

SUFFIX = ".age"
MOST = seal.LARGEST + 65_536  # bytes; a header, and 16 for each 65,536 of a record
ENCRYPTED = "encrypted"  # what `verify` calls a record that nobody here can open

_BEGIN, _END, _TAIL = b"age-encryption.org/v1\n", b"\n--- ", 43 + 1 + 16 + 16  # end of the header, nonce, last tag
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SSH = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_SECRET = re.compile(rb"^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}\s*$", re.MULTILINE)
_LARGEST = 64 * 1024  # bytes of an identity file
_NO_MATCH = "No matching keys found"  # what the library says where an identity is another one


@dataclass(frozen=True, slots=True)
class Recipients:
    """To whom records are encrypted: public keys of age (`age1…`) or OpenSSH (`ssh-ed25519 …`). None: in clear."""

    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)

    def prove(self) -> None:
        """Raise `AgeRefused` if anything stands in the way of encrypting to all of them."""
        if self.lines:
            _recipients(self.lines)

    def closed(self, sealed: bytes) -> bytes:
        """Return a sealed record as an age file. Raises `AgeRefused`."""
        encrypted: bytes = _library().encrypt(sealed, list(_recipients(self.lines)))
        return encrypted


@dataclass(frozen=True, slots=True)
class Identities:
    """What opens age files; kept in memory alone and never shown. It can be sent to a process that helps."""

    secrets: tuple[bytes, ...] = field(default=(), repr=False)

    def opened(self, data: bytes) -> bytes:
        """Return the sealed record in an age file. Raises `BrokenSeal` (`encrypted`, `altered`), `AgeRefused`."""
        header = data.find(_END)
        if not data.startswith(_BEGIN) or header < 0 or len(data) < header + len(_END) + _TAIL:
            raise BrokenSeal("altered", "it is no age file, or it is cut")
        if not self.secrets:
            raise BrokenSeal(ENCRYPTED, "name the identity that opens it, as --identity FILE")
        library = _library()
        try:
            opened: bytes = library.decrypt(data, list(_identities(self.secrets)))
        except library.DecryptError as error:
            if str(error) == _NO_MATCH:
                raise BrokenSeal(ENCRYPTED, "it is for others than the identities that were named") from None
            raise BrokenSeal("altered", "it is encrypted to this identity, and is cut or was changed since") from None
        return opened


NOBODY = Identities()


def load(paths: list[Path], ask: Callable[[str], str]) -> Identities:
    """Return what these files hold: identities of age, or OpenSSH Ed25519 keys. Raises `AgeRefused`.

    `ask` shows a question and returns a passphrase; it is called only for a file that has one.
    """
    secrets = tuple(secret for path in paths for secret in _secrets(path, ask))
    if secrets:
        _identities(secrets)
    return Identities(secrets)


def _secrets(path: Path, ask: Callable[[str], str]) -> list[bytes]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except OSError as error:
        told = "it is not there" if isinstance(error, FileNotFoundError) else why(error)[1]
        raise AgeRefused("identity-unreadable", f"The identity {path} cannot be read: {told}.") from error
    if data.startswith(_SSH):
        return [_from_ssh(path, data, ask)]
    if data.startswith((_BEGIN, _ARMOUR)):
        data = _with_passphrase(path, data, ask)
    found = [secret.strip() for secret in _SECRET.findall(data)]
    if not found:
        raise AgeRefused(
            "identity-garbage",
            f"{path} holds no identity: it is neither a file of age-keygen nor an OpenSSH private key.",
        )
    return found


def _from_ssh(path: Path, data: bytes, ask: Callable[[str], str]) -> bytes:
    """Return an OpenSSH key without its passphrase, for memory alone."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        load_ssh_private_key,
    )

    try:
        try:
            key = load_ssh_private_key(data, password=None)
        except TypeError:  # how cryptography says that it needs a passphrase
            key = load_ssh_private_key(data, ask(f"Passphrase of {path}: ").encode())
    except UnsupportedAlgorithm:
        told = f'{path} needs a package that is not here; install it: pip install "consent-tui[encryption]"'
        raise AgeRefused("no-encryption", told) from None
    except ValueError:
        told = f"{path} did not open: the passphrase is another one, or it is no OpenSSH private key."
        raise AgeRefused("identity-closed", told) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise AgeRefused("identity-garbage", f"{path} is not an Ed25519 key; records are encrypted to such keys alone.")
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _with_passphrase(path: Path, data: bytes, ask: Callable[[str], str]) -> bytes:
    """Return what `age --passphrase` made of an identity file."""
    library = _library()
    try:
        opened: bytes = library.passphrase.decrypt(data, ask(f"Passphrase of {path}: "))
    except library.DecryptError:
        raise AgeRefused("identity-closed", f"{path} did not open: the passphrase is another one.") from None
    return opened


@lru_cache(maxsize=8)
def _recipients(lines: tuple[str, ...]) -> tuple[Any, ...]:
    library = _library()
    made = []
    for line in lines:
        kind = library.ssh if line.startswith("ssh-") else library.x25519
        try:
            made.append(kind.Recipient.from_str(line))
        except library.RecipientError:
            told = f"{line[:70]} is no public key that records can be encrypted to; see [records] recipients."
            raise AgeRefused("recipient-wrong", told) from None
    return tuple(made)


@lru_cache(maxsize=8)
def _identities(secrets: tuple[bytes, ...]) -> tuple[Any, ...]:
    library = _library()
    try:
        return tuple(
            library.ssh.Identity.from_buffer(secret)
            if secret.startswith(_SSH)
            else library.x25519.Identity.from_str(secret.decode())
            for secret in secrets
        )
    except library.IdentityError:
        raise AgeRefused("identity-garbage", "An identity has a slip in it; take the file as it was made.") from None


def _library() -> Any:
    try:
        return importlib.import_module("pyrage")
    except ImportError:
        told = 'Encrypted records need a package that is not here; install it: pip install "consent-tui[encryption]"'
        raise AgeRefused("no-encryption", told) from None
