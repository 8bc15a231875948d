"""Whose keys: the `allowed_signers` file of OpenSSH, in the strict part of it that records need.

One line a key: `BY namespaces="consent-record,consent-checkpoint" ssh-ed25519 AAAA…`. Wildcards, dates, certificates
and lines without namespaces are not taken (`docs/record-format.md`, Whose keys); each such line is a fault, and told.
The comment of a line may end a key's life: `retired-after=42`, or `revoked` (`docs/decisions/091-key-life.md`).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from consent_tui.records import durable, sshsig

KIOSK = "consent-record,consent-checkpoint"
DESK = "consent-act,consent-checkpoint"
PLACES = {"consent-record": KIOSK, "consent-act": DESK}  # namespace of a place → what its keys may seal
_LINE = re.compile(r'([a-z0-9,-]+)[ \t]+namespaces="([a-z,-]+)"[ \t]+ssh-ed25519[ \t]+([A-Za-z0-9+/=]+)(?:[ \t]+(.*))?')
_RETIRED = re.compile(r"retired-after=([1-9][0-9]{0,17})")
_ENDING = re.compile(r"\W*(revok|retir)", re.IGNORECASE)  # whoever wrote this meant to end the key's life


@dataclass(frozen=True, slots=True)
class Signers:
    """Which public key (32 raw bytes) may seal as which `by`, in which namespace; and lines that could not be used.

    `revoked` keys (by, key) prove nothing by themselves; a retired one seals up to the sequence in `retired`.
    """

    keys: frozenset[tuple[str, str, bytes]] = frozenset()
    faults: tuple[str, ...] = ()
    revoked: frozenset[tuple[str, bytes]] = frozenset()
    retired: Mapping[tuple[str, bytes], int] = field(default_factory=dict)

    def allow(self, by: str, namespace: str, public: bytes, sequence: int = 1) -> bool:
        return self.objection(by, namespace, public, sequence) is None

    def objection(self, by: str, namespace: str, public: bytes, sequence: int = 1) -> str | None:
        """Say why this key may not seal this record of `by`, or None."""
        if (by, namespace, public) not in self.keys:
            return f"the key {sshsig.fingerprint(public)} is not among the keys trusted for {by}"
        if (by, public) in self.revoked:
            return f"the key {sshsig.fingerprint(public)} of {by} was revoked"
        if sequence > self.retired.get((by, public), sequence):
            last = self.retired[by, public]
            return f"the key {sshsig.fingerprint(public)} of {by} was retired after record {last}"
        return None


def parse(lines: Iterable[str], source: str) -> Signers:
    """Return the keys in lines of an `allowed_signers` file; `source` names it in faults."""
    keys: set[tuple[str, str, bytes]] = set()
    revoked: set[tuple[str, bytes]] = set()
    retired: dict[tuple[str, bytes], int] = {}
    faults = []
    for number, line in enumerate(lines, start=1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        try:
            found, end = _keys(said)
        except ValueError:
            form = f'BY namespaces="{KIOSK}" ssh-ed25519 AAAA…'
            faults.append(f"{source}:{number}: this line is not used; write it as: {form}")
            continue
        keys |= found
        names = {(by, public) for by, _, public in found}
        if end == 0:
            revoked |= names
        elif end:
            retired |= {name: min(end, retired.get(name, end)) for name in names}  # of two lines the stricter counts
    return Signers(frozenset(keys), tuple(faults), frozenset(revoked), retired)


def load(path: Path) -> Signers:
    """Return the keys in a file. Raises `OSError`; text that is not UTF-8 makes faults of its lines."""
    return parse(path.read_text(encoding="utf-8", errors="replace").split("\n"), str(path))


def add(path: Path, by: str, line: str, namespaces: str = KIOSK) -> None:
    """See to it that `line` (a public key) stands in the file for `by`, once. Call it under the folder's lock.

    What was there stays, byte for byte; a key that was retired or revoked stays so. Raises `OSError`.
    """
    before = path.read_bytes() if path.exists() else b""
    wanted = f'{by} namespaces="{namespaces}" {line}'
    if parse([wanted], "").keys <= parse(before.decode(errors="replace").split("\n"), "").keys:
        return
    separator = b"\n" if before and not before.endswith(b"\n") else b""
    durable.replace(path, before + separator + wanted.encode() + b"\n")


def _keys(line: str) -> tuple[set[tuple[str, str, bytes]], int | None]:
    """Return the keys of a line, and the last sequence that they may seal: 0 for none, None without end."""
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError("not a line of this form")
    public = sshsig.public_of(b64decode(found[3], validate=True))
    keys = {(by, namespace, public) for by in found[1].split(",") for namespace in found[2].split(",")}
    return keys, _end(found[4] or "")


def _end(comment: str) -> int | None:
    first = comment.partition(" ")[0]
    if first == "revoked":
        return 0
    if retired := _RETIRED.fullmatch(first):
        return int(retired[1])
    if _ENDING.match(comment):
        raise ValueError("a slip here must not keep a key alive")
    return None
