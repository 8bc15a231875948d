"""One writer at a time, between programs and within one: a lock on a file, which also tells whether a writer died.

The operating system frees the lock when a program ends, however it ends.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 10.0  # seconds; a write takes milliseconds, so longer means that a program hangs
_PAUSE = 0.005
_DIRTY, _CLEAN = b"1", b"0"
_NOTED = re.compile(rb".([^\n]{1,200})\n")

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        os.lseek(handle, 1 << 30, os.SEEK_SET)  # far behind the byte that is read and written
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held now."""

    handle: int

    @property
    def dirty(self) -> bool:
        """Whether the last holder began something and did not say that it ended."""
        os.lseek(self.handle, 0, os.SEEK_SET)
        return os.read(self.handle, 1) == _DIRTY

    @property
    def noted(self) -> str:
        """What the last holder noted of what it began, whether it ended or not; or nothing."""
        os.lseek(self.handle, 0, os.SEEK_SET)
        found = _NOTED.match(os.read(self.handle, 256))
        return found[1].decode(errors="replace") if found else ""

    def begin(self, note: str = "") -> None:
        """Say that something begins. A note outlives a power cut; without one, an earlier one stays."""
        if note:
            self._write(_DIRTY + note.encode() + b"\n")
            os.fsync(self.handle)
        else:
            self._write(_DIRTY)

    def end(self) -> None:
        self._write(_CLEAN)

    def _write(self, state: bytes) -> None:
        os.lseek(self.handle, 0, os.SEEK_SET)
        os.write(self.handle, state)


@contextmanager
def held(path: Path, patience: float = _PATIENCE) -> Iterator[Lock]:
    """Hold the lock at `path`. Raises `TimeoutError` after `patience` seconds, `OSError` where there are no locks."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience
        while True:
            try:
                _try(handle)
                break
            except (BlockingIOError, PermissionError):  # EAGAIN on Unix, EACCES on Windows
                if time.monotonic() >= until:
                    raise TimeoutError(f"{path} is locked by another program") from None
                time.sleep(_PAUSE)
        yield Lock(handle)
    finally:
        with suppress(OSError):  # gone anyhow; what was written under it must not count as failed
            os.close(handle)
