"""What can go wrong with records: a code for programs and one sentence for people.

No sentence ever holds what a client typed; paths, sequence numbers and fingerprints are all that may stand in it.
"""

from __future__ import annotations

import errno


class RecordsFault(Exception):
    """`code` is stable and short; `sentence` says what is wrong, where, and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class FolderRefused(RecordsFault):
    """This folder cannot hold records (exit 3)."""


class NotWritten(RecordsFault):
    """Nothing of this record is on disk; the same record may be tried again (exit 3)."""


class KeyRefused(RecordsFault):
    """This key file cannot seal (exit 3)."""


class AgeRefused(RecordsFault):
    """Nothing can be encrypted to these recipients, or opened with these identities (exit 3)."""


class BrokenSeal(RecordsFault):
    """Not a record as it was sealed: `altered`, `unknown-key`, `unreadable`, `encrypted`, as `verify` reports it."""


class Undecodable(RecordsFault):
    """A table that is no record. `path` is where, as in `pages[3].seconds`, counted from 0."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__("undecodable", f"{path or 'the file'}: {why}")
        self.path = path
        self.why = why

    def below(self, place: str) -> Undecodable:
        """The same fault, seen from one level up."""
        separator = "." if self.path and not self.path.startswith("[") else ""
        return Undecodable(f"{place}{separator}{self.path}", self.why)


_WHY: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("disk-full", "the disk is full; free some space and try again"),
    errno.EDQUOT: ("disk-full", "this account's share of the disk is full; free some space and try again"),
    errno.EROFS: ("read-only", "the disk is read-only; choose another folder or mount it for writing"),
    errno.EACCES: ("no-permission", "this account may not write there; change the folder's rights or choose another"),
    errno.EPERM: ("no-permission", "this account may not write there; change the folder's rights or choose another"),
    errno.ENOTDIR: ("not-a-folder", "a part of this path is a file; choose another folder"),
    errno.ENOLCK: ("no-locks", "this disk has no file locks; choose a folder on a local disk"),
}


def why(error: OSError) -> tuple[str, str]:
    """Return code and half a sentence for an error of the operating system."""
    told = f"the system says: {error.strerror or type(error).__name__}"
    return _WHY.get(error.errno or 0, ("failed", told))
