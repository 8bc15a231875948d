"""Keys of practitioners, which may have a passphrase or lie in an SSH agent: stock `ssh-keygen -Y sign` signs for them.

A key file without passphrase is read like a kiosk's. What OpenSSH made is checked before it is used.
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

from consent_tui.records import keys, sshsig
from consent_tui.records.faults import KeyRefused, why
from consent_tui.records.keys import Signing

PROGRAM = "ssh-keygen"


@dataclass(frozen=True, slots=True)
class HeldByOpenSSH:
    """A key of which we see the public half alone. `path`: its private key file, or a `.pub` for a key in an agent.

    `asks` says whether OpenSSH may ask on the terminal; where a screen is drawn on it, it must not.
    """

    path: Path
    public: bytes
    asks: bool = True

    @property
    def fingerprint(self) -> str:
        return sshsig.fingerprint(self.public)

    @property
    def line(self) -> str:
        return keys.public_line(self.public)

    def sign(self, message: bytes, namespace: str) -> bytes:
        """Have OpenSSH sign; a passphrase is asked for on the terminal, by OpenSSH itself. Raises `KeyRefused`."""
        command = [program(), "-q", "-Y", "sign", "-f", str(self.path), "-n", namespace]
        done = subprocess.run(
            command, input=message, capture_output=True, check=False, start_new_session=not self.asks
        )  # a session of its own has no terminal
        if done.returncode != 0:
            told = done.stderr.decode(errors="replace").strip().splitlines()
            raise KeyRefused(
                "key-not-signing",
                f"OpenSSH did not sign with {self.path}: {told[-1] if told else 'it gave no reason'}. "
                "Check the passphrase, or that the agent has this key (ssh-add -l).",
            )
        try:
            signature = sshsig.verify(done.stdout, message)
        except sshsig.NotVerified as error:
            raise KeyRefused(
                "key-not-signing", f"What OpenSSH signed with {self.path} is not right: {error}."
            ) from None
        if signature != sshsig.Signature(self.public, namespace):
            raise KeyRefused("key-other", f"{self.path} and {public_half(self.path)} are not of one key.")
        return done.stdout


def held(path: Path, records: Path) -> Signing:
    """Return what seals with the key at `path`: a private key file, or a `.pub` whose private half an agent holds.

    Raises `KeyRefused`, also for a key inside the records folder.
    """
    if records.resolve() in path.resolve().parents:
        raise KeyRefused("key-in-records", f"The key {path} lies inside the records folder; keep it elsewhere.")
    if path.suffix != ".pub":
        try:
            return keys.load(path)
        except KeyRefused as refused:
            if refused.code != "key-passphrase":
                raise
    return HeldByOpenSSH(path, _public(public_half(path)))


def make(path: Path, by: str, *, passphrase: bool) -> None:
    """Make a key at `path`, and its `.pub`; a passphrase is asked for by OpenSSH, on the terminal. Raises `KeyRefused`.

    A key that is there is never replaced.
    """
    if path.exists():
        raise KeyRefused("key-there", f"There is a key at {path} already; take it, or name another file.")
    if not passphrase:
        keys.make(path)
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KeyRefused("key-failed", f"No key can be made at {path}: {why(error)[1]}.") from error
    done = subprocess.run([program(), "-q", "-t", "ed25519", "-C", by, "-f", str(path)], check=False)
    if done.returncode != 0:
        raise KeyRefused("key-failed", f"OpenSSH made no key at {path}.")


def program() -> str:
    """Return where ssh-keygen is. Raises `KeyRefused`."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise KeyRefused(
            "no-ssh-keygen",
            f"{PROGRAM} was not found, and this key needs it: install the OpenSSH client, "
            "or use a key file without passphrase.",
        )
    return found


def public_half(path: Path) -> Path:
    return path if path.suffix == ".pub" else path.with_name(f"{path.name}.pub")


def _public(path: Path) -> bytes:
    try:
        words = path.read_text("utf-8", errors="replace").split()
    except OSError as error:
        private = path.with_suffix("")
        raise KeyRefused(
            "key-missing",
            f"There is no public key at {path}; for a key file, make it with: ssh-keygen -y -f {private} > {path}",
        ) from error
    try:
        return sshsig.public_of(b64decode(words[1] if words[:1] == ["ssh-ed25519"] else "", validate=True))
    except (ValueError, IndexError):
        raise KeyRefused("key-not-ed25519", f"{path} is not an Ed25519 public key of OpenSSH.") from None
