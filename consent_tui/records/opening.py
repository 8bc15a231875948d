"""What lies in a records folder is opened here: files, and nothing else. Anybody may have put something in there.

A pipe would be waited for, for ever, and a device has no end.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class NoFile(OSError):
    """What is there is a pipe, a device or a socket."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "it is no file")


def begin(path: str | Path, most: int) -> bytes:
    """Return the first bytes of a file, at most so many. Raises `OSError`, `NoFile` among them."""
    with open(path, "rb", buffering=0, opener=_at_once) as file:
        told = os.fstat(file.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise NoFile
        return file.read(min(told.st_size + 1, most))


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
