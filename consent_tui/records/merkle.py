"""The Merkle tree of RFC 9162 (section 2.1) over SHA-256, as it grows: one hash says what a whole ledger holds."""

from __future__ import annotations

import hashlib

_LEAF, _NODE = b"\x00", b"\x01"


class Tree:
    """A tree of `size` leaves. Kept are the roots of its full subtrees alone, so it needs no more than 64 hashes."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # from the left; each is as large as a bit that is set in `size`

    def add(self, entry: bytes) -> None:
        """Append one entry: here the 32 raw bytes of a record's digest."""
        node = hashlib.sha256(_LEAF + entry).digest()
        full = self.size
        while full & 1:
            node = hashlib.sha256(_NODE + self._peaks.pop() + node).digest()
            full >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the tree's hash, 32 bytes; that of an empty tree is the hash of nothing."""
        if not self._peaks:
            return hashlib.sha256().digest()
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = hashlib.sha256(_NODE + peak + root).digest()
        return root
