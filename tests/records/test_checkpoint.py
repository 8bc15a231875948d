"""A checkpoint is read only as it was sealed, and only as a checkpoint."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consent_tui.records import checkpoint, seal, signers, sshsig
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.merkle import Tree
from tests.records import openssh
from tests.records.made import BY, KEY, NOON, OTHER_KEY

DIGEST = "sha256:" + "ab" * 32


def made(size: int = 3, time: datetime = NOON) -> bytes:
    tree = Tree()
    for _ in range(size):
        tree.add(checkpoint.entry(DIGEST))
    return checkpoint.make(tree, DIGEST, BY, KEY, time)


def by_hand(text: bytes, namespace: str = checkpoint.NAMESPACE) -> bytes:
    """What a faulty program sealed, or someone with the key."""
    return seal.signed(text, KEY, namespace)


MADE = made()
TEXT = MADE[: MADE.index(b"#~ ")]


def refusal(data: bytes) -> str:
    with pytest.raises(BrokenSeal) as found:
        checkpoint.read(data)
    return found.value.code


@pytest.mark.parametrize("time", [NOON, datetime(2026, 11, 21, 3, 4, 5, 678, UTC)])
def test_what_was_made_is_read(time: datetime) -> None:
    found = checkpoint.read(made(3, time))
    assert (found.by, found.size, found.last, found.time) == (BY, 3, DIGEST, time)
    assert found.time.utcoffset() == time.utcoffset()
    assert found.public == KEY.public
    tree = Tree()
    for _ in range(3):
        tree.add(bytes.fromhex("ab" * 32))  # leaves are raw digests
    assert found.root == f"sha256:{tree.root().hex()}"


@pytest.mark.parametrize("pattern", [0x01, 0x20, 0x80, 0xFF])
def test_a_checkpoint_with_one_byte_changed_is_refused(pattern: int) -> None:
    for at in range(len(MADE)):
        changed = bytearray(MADE)
        changed[at] ^= pattern
        assert refusal(bytes(changed)) in {"altered", "unreadable"}


def test_a_checkpoint_cut_anywhere_is_refused() -> None:
    assert {refusal(MADE[:length]) for length in range(len(MADE))} == {"altered"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"size = 3", b"size = 03"),
        (b"size = 3", b"size = 0"),
        (b"size = 3\n", b"size = 3\nmore = 1\n"),
        (b"root = ", b"root  = "),
        (b"2026-11-21", b"2026-11-31"),
        (b'by = "front-desk"', b'by = "Front desk"'),
        (b"by = ", b"sequence = 1\nby = "),
        (KEY.fingerprint.encode(), OTHER_KEY.fingerprint.encode()),
    ],
)
def test_another_spelling_is_refused_even_if_the_key_signed_it(old: bytes, new: bytes) -> None:
    assert TEXT.replace(old, new) != TEXT
    assert refusal(by_hand(TEXT.replace(old, new))) == "altered"


def test_only_the_namespace_of_checkpoints_seals_one() -> None:
    assert refusal(by_hand(TEXT, seal.RECORD)) == "altered"
    assert checkpoint.read(by_hand(TEXT)).size == 3


def test_a_record_is_no_checkpoint_and_a_checkpoint_no_record() -> None:
    record = seal.seal(b'format = "consent-record/1"\n', by=BY, key=KEY, sequence=1, previous=seal.ZEROS)
    assert refusal(record) == "altered"
    with pytest.raises(BrokenSeal):
        seal.read(MADE)


def test_a_later_format_is_told_and_a_large_file_is_none() -> None:
    assert refusal(by_hand(TEXT.replace(b"checkpoint/1", b"checkpoint/2"))) == "unreadable"
    assert refusal(MADE * 10) == "altered"


@openssh.needed
def test_stock_openssh_accepts_a_checkpoint_and_co_signs_one(tmp_path: Path) -> None:
    path, allowed = tmp_path / "front-desk.toml", tmp_path / "allowed_signers"
    path.write_bytes(MADE)
    signers.add(allowed, BY, KEY.line)
    assert openssh.accepts(allowed, path, BY, checkpoint.NAMESPACE)
    assert not openssh.accepts(allowed, path, BY, seal.RECORD)
    co_signed = openssh.signature(tmp_path, OTHER_KEY, MADE, checkpoint.NAMESPACE)
    assert sshsig.verify(co_signed, MADE) == sshsig.Signature(OTHER_KEY.public, checkpoint.NAMESPACE)


def test_a_time_is_told_in_words() -> None:
    assert checkpoint.read(made(1, NOON + timedelta(seconds=1))).name == "the checkpoint of 2026-11-21 12:00"
