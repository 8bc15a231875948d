"""The seal: last table of a record, then the signature of every line before it as comment lines.

A reader here is stricter than OpenSSH and *verifies before it parses*. What a seal proves: that this key wrote these
bytes, in this place of its sequence. It does not prove who typed.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from consent_tui.records import sshsig
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.keys import Signing
from consent_tui.records.signers import Signers

RECORD = "consent-record"
ACT = "consent-act"
KINDS = {
    RECORD: frozenset({"consent", "refusal", "undecided", "deferral", "withdrawal", "note"}),
    ACT: frozenset({"clearance", "countersignature", "withdrawal", "void", "erasure", "note"}),
}
ZEROS = "sha256:" + "0" * 64
LARGEST = 16 * 1024 * 1024  # bytes of a file; more is no record of ours, and is not read
FORMATS = frozenset({"consent-record/1"})
REHEARSAL = "rehearsal"
MOST = 999_999_999_999_999_999  # the largest sequence

_MARK = b"#~ "
_BY = re.compile(r"[a-z0-9-]{1,40}")
_TABLE = re.compile(
    rb'\n\[seal\]\nby = "([a-z0-9-]{1,40})"\nkey = "(SHA256:[A-Za-z0-9+/]{43})"\n'
    rb'sequence = ([1-9][0-9]{0,17})\nprevious = "(sha256:[0-9a-f]{64})"\n'
)
# Lines of TOML in which every string ends where it began: outside a comment, no string opens with three quotes.
_LINES = re.compile(
    rb"""(?:(?:[^"'#\n]++|"(?!"")(?:[^"\\\n]|\\[^\n])*+"|'(?!'')[^'\n]*+')*+(?:\#[^\n]*+)?\n)*+""",
)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says, once its own signature has been found right. Whether the key may say so is `Signers.allow`."""

    by: str
    key: str  # fingerprint
    sequence: int
    previous: str
    namespace: str
    public: bytes
    digest: str  # of the whole sealed file


def is_rehearsal(by: str) -> bool:
    """Whether this `by` seals rehearsed records only (`docs/decisions/022-rehearsal.md`)."""
    return by == REHEARSAL or by.startswith(f"{REHEARSAL}-")


def digest_of(sealed: bytes) -> str:
    return "sha256:" + hashlib.sha256(sealed).hexdigest()


def seal(body: bytes, *, by: str, key: Signing, sequence: int, previous: str, namespace: str = RECORD) -> bytes:
    """Return the sealed file. Raises `ValueError` for bytes that `read` would refuse."""
    if not body.endswith(b"\n"):
        raise ValueError("a body ends with a newline")
    if not _BY.fullmatch(by) or sequence < 1 or (sequence == 1) != (previous == ZEROS):
        raise ValueError("a seal needs a by of a-z, 0-9 and -, a sequence from 1, and zeros as previous only there")
    table = f'\n[seal]\nby = "{by}"\nkey = "{key.fingerprint}"\nsequence = {sequence}\nprevious = "{previous}"\n'
    text = body + table.encode()
    if fault := _fault(text):
        raise ValueError(fault)
    return signed(text, key, namespace)


def signed(text: bytes, key: Signing, namespace: str) -> bytes:
    """Return these lines and, as comment lines behind them, their signature."""
    armour = key.sign(text, namespace)
    return text + b"".join(_MARK + line + b"\n" for line in armour.splitlines())


def read(data: bytes) -> Seal:
    """Return what the seal of this file says, if the file is exactly as that key sealed it. Parses no TOML.

    Raises `BrokenSeal` (`altered`).
    """
    text, armour = parted(data)
    if fault := _fault(text):
        raise BrokenSeal("altered", fault)
    found = _TABLE.fullmatch(text, text.rfind(b"\n\n[seal]\n") + 1)
    if not found:
        raise BrokenSeal("altered", "the seal is not as it was written")
    by, key, sequence, previous = (part.decode() for part in found.groups())
    signature = signature_of(text, armour, key)
    if signature.namespace not in KINDS:
        raise BrokenSeal("altered", "the seal is for another purpose than a record")
    if (sequence == "1") != (previous == ZEROS):
        raise BrokenSeal("altered", "only the first record of a kiosk has no record before it")
    return Seal(by, key, int(sequence), previous, signature.namespace, signature.public, digest_of(data))


def parted(data: bytes) -> tuple[bytes, bytes]:
    """Return the lines that are signed, and the armour from the comment lines behind them. Raises `BrokenSeal`."""
    cut = data.find(b"\n" + _MARK, max(0, data.rfind(b"\n[seal]\n"))) + 1  # an earlier mark would be among the words
    if not cut and _MARK in data:
        raise BrokenSeal("altered", "something stands behind the seal or inside it")
    if not cut:
        raise BrokenSeal("altered", "there is no seal: it was removed, or this is not a record")
    lines = data[cut:].split(b"\n")
    if lines.pop() or not all(line.startswith(_MARK) for line in lines):
        raise BrokenSeal("altered", "something stands behind the seal or inside it")
    return data[:cut], b"".join(line[len(_MARK) :] + b"\n" for line in lines)


def signature_of(text: bytes, armour: bytes, key: str) -> sshsig.Signature:
    """Return who signed this text, if it is the key of this fingerprint. Raises `BrokenSeal`."""
    try:
        signature = sshsig.verify(armour, text)
    except sshsig.NotVerified as error:
        raise BrokenSeal("altered", "its words or its seal were changed after sealing") from error
    if sshsig.fingerprint(signature.public) != key:
        raise BrokenSeal("altered", "the seal names another key than the one that signed")
    return signature


def table(data: bytes, seal: Seal, signers: Signers) -> dict[str, Any]:
    """Return the TOML of a file whose seal was read, without `[seal]`. Raises `BrokenSeal`.

    `unknown-key` where `signers` do not let this key seal as this `by`; `unreadable` for a later format; `altered`
    where a known key sealed what it has no right to: a kind of the other namespace, a rehearsal as if it were real.
    """
    if objection := signers.objection(seal.by, seal.namespace, seal.public, seal.sequence):
        raise BrokenSeal("unknown-key", objection)
    try:
        record = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise BrokenSeal("altered", "a trusted key sealed this, but it is not TOML") from error
    if record.get("format") not in FORMATS:
        raise BrokenSeal("unreadable", "it has a format that this version does not know; use a newer version")
    if record.get("kind") not in KINDS[seal.namespace]:
        raise BrokenSeal("altered", "a trusted key sealed this, but has no right to this kind of record")
    if record.get("rehearsal", False) is not is_rehearsal(seal.by):
        raise BrokenSeal("altered", "a rehearsal and a real record may not be sealed by the same name")
    said = {"by": seal.by, "key": seal.key, "sequence": seal.sequence, "previous": seal.previous}
    if record.pop("seal", None) != said or not isinstance(record.get("id"), str):
        raise BrokenSeal("altered", "a trusted key sealed this, but it is not a record")
    return record


def _fault(text: bytes) -> str | None:
    """Say why no text like this is ever signed, or None. Holds for sealing and for reading alike."""
    if len(text) > LARGEST:
        return "the file is larger than any record"
    if b"\r" in text or b"\0" in text or text.startswith((b"\xef\xbb\xbf", _MARK)):
        return "the file has line ends or marks that no record has"
    if (b"#" in text and b"\n" + _MARK in text) or text.count(b"\n[seal]\n") != 1:
        return "the seal stands there more than once"
    if (b'"""' in text or b"'''" in text) and not _LINES.fullmatch(text):  # three quotes may stand within a string
        return "a string runs over several lines, which no record has"
    try:
        text.decode()
    except UnicodeDecodeError:
        return "the file is not UTF-8"
    return None
