"""Mounting within a process of its own, so that nobody else sees it and it is gone with the process. Linux alone."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_NEW_MOUNTS, _NEW_USERS = 0x00020000, 0x10000000
_DETACHED = 2
_PRIVATE, _RECURSIVE, READ_ONLY, REMOUNT = 1 << 18, 1 << 14, 1, 32


def _done(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def alone() -> None:
    """From now on what this process mounts is its own. Raises `OSError` where this account may not."""
    if sys.platform != "linux":
        raise OSError("mounts of its own need Linux")
    system = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if user == 0:
        _done(system.unshare(_NEW_MOUNTS))
    else:
        _done(system.unshare(_NEW_MOUNTS | _NEW_USERS))
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _done(system.mount(None, b"/", None, _PRIVATE | _RECURSIVE, None))


def mount(place: Path, kind: str, options: str, flags: int = 0) -> None:
    """Raises `OSError`."""
    system = ctypes.CDLL(None, use_errno=True)
    _done(system.mount(b"drill", os.fsencode(place), kind.encode(), flags, options.encode()))


def unmount(place: Path) -> None:
    """Take it down, now or when nobody uses it any more. Raises `OSError`."""
    _done(ctypes.CDLL(None, use_errno=True).umount2(os.fsencode(place), _DETACHED))


def refusal() -> str | None:
    """Say why mounting is not to be had here, or None. Call it in a process of its own."""
    try:
        alone()
    except OSError as error:
        return str(error.strerror or error)
    return None
