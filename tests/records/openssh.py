"""Stock OpenSSH beside our own code: what it writes and what it accepts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from consent_tui.records.keys import Key

needed = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")

# As written in docs/record-format.md; a test there holds the two together.
BASH = (
    "ssh-keygen -Y verify -f allowed_signers -I {by} -n {namespace} "
    "-s <(sed -n 's/^#~ //p' {record}) < <(sed '/^#~ /d' {record})"
)


def key_file(folder: Path, key: Key) -> Path:
    path = folder / "key"
    path.write_bytes(key.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


def signature(folder: Path, key: Key, message: bytes, namespace: str) -> bytes:
    """What `ssh-keygen -Y sign` writes."""
    file = key_file(folder, key)
    done = subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", str(file), "-n", namespace],
        input=message,
        capture_output=True,
        check=True,
    )
    return done.stdout


def accepts(allowed: Path, record: Path, by: str, namespace: str = "consent-record") -> bool:
    """Whether the one line of the documentation says `Good`."""
    line = BASH.format(by=by, namespace=namespace, record=record)
    done = subprocess.run(["bash", "-c", line], cwd=allowed.parent, capture_output=True, text=True, check=False)
    return done.returncode == 0 and f'Good "{namespace}" signature for {by}' in done.stdout


def says_good(shell: str, script: str, folder: Path) -> bool:
    done = subprocess.run([shell, "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "Good" in done.stdout
