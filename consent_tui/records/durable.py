"""Files that are whole or absent, whatever happens: temporary file, fsync, link, unlink, fsync of the folder.

A rename overwrites and an exclusive create tears; a link does neither (`docs/decisions/020-writing.md`). A killed
program leaves at most a `.tmp-…` file, which `leftovers` finds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write CR
_MARK = ".tmp-"


def create(path: Path, data: bytes, owner: str = "") -> None:
    """Put `data` at `path`, mode 0600, for good. `owner` goes into the temporary name, so that its owner can sweep it.

    Raises `FileExistsError` if the name is taken, else `OSError`; then nothing of it is there.
    """
    temporary = _temporary(path, owner)
    _fill(temporary, data, 0o600)
    try:
        os.link(temporary, path)
    finally:
        with suppress(OSError):  # a leftover is swept later
            temporary.unlink()
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink()  # not known to last, so not there at all
        raise


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path` in place of what was there, mode 0644: for files that are no evidence. Raises `OSError`."""
    temporary = _temporary(path, "")
    _fill(temporary, data, 0o644)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink()
        raise
    sync_folder(path.parent)


def renew(path: Path, data: bytes, owner: str) -> None:
    """Put `data`, mode 0600, at `path` without waiting for the disk: whole or absent, until a power cut also empty.

    For what can be made anew at any time. The old file goes first, since some disks flush one that is renamed over
    another, which takes as long as an fsync (`docs/decisions/090-checkpoints.md`). Raises `OSError`.
    """
    temporary = _temporary(path, owner)
    _fill(temporary, data, 0o600, lasting=False)
    path.unlink(missing_ok=True)
    temporary.replace(path)


def leftovers(names: Iterable[str], owner: str) -> Iterator[str]:
    """Return those of `names` that a killed program of this owner left behind."""
    return (name for name in names if name.startswith(f"{_MARK}{owner}."))


def make_folder(path: Path) -> None:
    """Make a folder, mode 0700, and have its parent remember it. Nothing happens if it is there. Raises `OSError`."""
    if not path.is_dir():
        with suppress(FileExistsError):
            path.mkdir(0o700)
            sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    if sys.platform != "win32":  # Windows cannot open a folder, and needs not
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _temporary(path: Path, owner: str) -> Path:
    return path.with_name(f"{_MARK}{owner}.{os.urandom(8).hex()}")


def _fill(temporary: Path, data: bytes, mode: int, *, lasting: bool = True) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    try:
        try:
            write_all(handle, data)
            if lasting:
                os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
