"""Whose keys: the `allowed_signers` file of OpenSSH, in the strict part of it that records need.

One line a key: `BY namespaces="consent-record,consent-checkpoint" ssh-ed25519 AAAA…`. Wildcards, dates, certificates
and lines without namespaces are not taken (`docs/record-format.md`, Whose keys); each such line is a fault, and told.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from consent_tui.records import durable, sshsig

KIOSK = "consent-record,consent-checkpoint"
DESK = "consent-act,consent-checkpoint"
PLACES = {"consent-record": KIOSK, "consent-act": DESK}  # namespace of a place → what its keys may seal
_LINE = re.compile(r'([a-z0-9,-]+)[ \t]+namespaces="([a-z,-]+)"[ \t]+ssh-ed25519[ \t]+([A-Za-z0-9+/=]+)(?:[ \t].*)?')


@dataclass(frozen=True, slots=True)
class Signers:
    """Which public key (32 raw bytes) may seal as which `by`, in which namespace; and lines that could not be used."""

    keys: frozenset[tuple[str, str, bytes]] = frozenset()
    faults: tuple[str, ...] = ()

    def allow(self, by: str, namespace: str, public: bytes) -> bool:
        return (by, namespace, public) in self.keys


def parse(lines: Iterable[str], source: str) -> Signers:
    """Return the keys in lines of an `allowed_signers` file; `source` names it in faults."""
    keys: set[tuple[str, str, bytes]] = set()
    faults = []
    for number, line in enumerate(lines, start=1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        try:
            keys |= _keys(said)
        except ValueError:
            form = f'BY namespaces="{KIOSK}" ssh-ed25519 AAAA…'
            faults.append(f"{source}:{number}: this line is not used; write it as: {form}")
    return Signers(frozenset(keys), tuple(faults))


def load(path: Path) -> Signers:
    """Return the keys in a file. Raises `OSError`; text that is not UTF-8 makes faults of its lines."""
    return parse(path.read_text(encoding="utf-8", errors="replace").split("\n"), str(path))


def add(path: Path, by: str, line: str, namespaces: str = KIOSK) -> None:
    """See to it that `line` (a public key) stands in the file for `by`, once. Call it under the folder's lock.

    What was there stays, byte for byte. Raises `OSError`.
    """
    before = path.read_bytes() if path.exists() else b""
    wanted = f'{by} namespaces="{namespaces}" {line}'
    if parse([wanted], "").keys <= parse(before.decode(errors="replace").split("\n"), "").keys:
        return
    separator = b"\n" if before and not before.endswith(b"\n") else b""
    durable.replace(path, before + separator + wanted.encode() + b"\n")


def _keys(line: str) -> set[tuple[str, str, bytes]]:
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError("not a line of this form")
    public = sshsig.public_of(b64decode(found[3], validate=True))
    return {(by, namespace, public) for by in found[1].split(",") for namespace in found[2].split(",")}
