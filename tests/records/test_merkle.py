"""The Merkle tree is that of RFC 9162: `pymerkle` and the definition itself are the oracles."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from consent_tui.records.merkle import Tree


def tree_of(entries: list[bytes]) -> Tree:
    tree = Tree()
    for entry in entries:
        tree.add(entry)
    return tree


def defined(entries: list[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    half = 1 << (len(entries) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + defined(entries[:half]) + defined(entries[half:])).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_that_of_the_definition_at_every_size(entries: list[bytes]) -> None:
    tree = Tree()
    assert tree.root() == defined([])
    for size, entry in enumerate(entries, start=1):
        tree.add(entry)
        assert (tree.size, tree.root()) == (size, defined(entries[:size]))


@pytest.mark.parametrize("size", [*range(1, 34), 63, 64, 65, 1000])
def test_pymerkle_gets_the_same_root(size: int) -> None:
    oracle = InmemoryTree(algorithm="sha256")
    entries = [hashlib.sha256(str(number).encode()).digest() for number in range(size)]
    for entry in entries:
        oracle.append_entry(entry)
    assert tree_of(entries).root() == oracle.get_root()


def test_another_order_is_another_root() -> None:
    assert tree_of([b"a", b"b"]).root() != tree_of([b"b", b"a"]).root()
    assert tree_of([b"a", b"b"]).root() != tree_of([b"a", b"b", b"b"]).root()
