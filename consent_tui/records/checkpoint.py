"""A checkpoint: the sealed word of one `by` how many records it had made, and which. Made after every record.

Held elsewhere, it shows what a ledger alone cannot: an end that was cut off, and a past that was written anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from consent_tui.records import seal, toml
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.keys import Signing
from consent_tui.records.merkle import Tree

FORMAT = "consent-checkpoint/1"
NAMESPACE = "consent-checkpoint"
LARGEST = 4096  # bytes; a checkpoint has about 800

_VERSION = re.compile(rb'format = "consent-checkpoint/([0-9]{1,9})"\n')
_DIGEST = rb'"(sha256:[0-9a-f]{64})"'
_TEXT = re.compile(
    rb"\nsize = ([1-9][0-9]{0,17})\nroot = " + _DIGEST + rb"\nlast = " + _DIGEST + rb"\n"
    rb"time = ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?[+-][0-9]{2}:[0-9]{2})\n"
    rb'\n\[seal\]\nby = "([a-z0-9-]{1,40})"\nkey = "(SHA256:[A-Za-z0-9+/]{43})"\n'
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`size` records, the Merkle root of their raw digests in order, the digest of the last one, when this was made.

    `public` is the key (32 raw bytes) that sealed it. Whether it may is `Signers.allow` with `NAMESPACE`.
    """

    by: str
    size: int
    root: str
    last: str
    time: datetime
    public: bytes

    @property
    def name(self) -> str:
        """What it is called in words for people."""
        return f"the checkpoint of {self.time:%Y-%m-%d %H:%M}"


def entry(digest: str) -> bytes:
    """Return the leaf of a record: the raw bytes of its digest."""
    return bytes.fromhex(digest.removeprefix("sha256:"))


def root_of(tree: Tree) -> str:
    return f"sha256:{tree.root().hex()}"


def make(tree: Tree, last: str, by: str, key: Signing, time: datetime) -> bytes:
    """Return the sealed file for the tree of a ledger whose last record has the digest `last`. Raises `KeyRefused`."""
    said = {"format": FORMAT, "size": tree.size, "root": root_of(tree), "last": last, "time": time}
    table = f'\n[seal]\nby = "{by}"\nkey = "{key.fingerprint}"\n'
    return seal.signed(f"{toml.dumps(said, dict.items)}{table}".encode(), key, NAMESPACE)


def read(data: bytes) -> Checkpoint:
    """Return what a checkpoint says, if it is exactly as its key sealed it: there is one spelling only.

    Raises `BrokenSeal`: `altered`, or `unreadable` for a later format.
    """
    if len(data) > LARGEST:
        raise BrokenSeal("altered", "the file is larger than any checkpoint")
    text, armour = seal.parted(data)
    version = _VERSION.match(text)
    if version and int(version[1]) > 1:
        raise BrokenSeal("unreadable", "it has a format that this version does not know; use a newer version")
    found = _TEXT.fullmatch(text, version.end() - 1) if version else None
    if not found:
        raise BrokenSeal("altered", "this is not a checkpoint as it was written")
    size, root, last, time, by, key = (part.decode() for part in found.groups())
    signature = seal.signature_of(text, armour, key)
    if signature.namespace != NAMESPACE:
        raise BrokenSeal("altered", "the seal is for another purpose than a checkpoint")
    try:
        return Checkpoint(by, int(size), root, last, datetime.fromisoformat(time), signature.public)
    except ValueError as error:
        raise BrokenSeal("altered", "this is not a checkpoint as it was written") from error
