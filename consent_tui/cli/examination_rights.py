"""Who may read and write what is the kiosk's: a part of what `consent-tui doctor` looks at."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS_WRITE, OTHERS_READ = 0o022, 0o044
Told = tuple[bool, str, str]  # whether it makes a machine unfit, what it is about, what is so and what to do


def rights(root: Path, settings: Path | None, *, pin: bool) -> Iterator[Told]:
    """Yield what is amiss with accounts and rights; nothing where this system has none of that kind."""
    if os.name == "nt":
        return
    if os.geteuid() == 0:
        yield False, "account", "the kiosk runs as root; give it an account of its own that may do nothing else"
    if root.is_dir():
        yield from _folder(root)
    if settings is not None and settings.is_file():
        yield from _settings(settings, pin=pin)


def _folder(root: Path) -> Iterator[Told]:
    mode = stat.S_IMODE(root.stat().st_mode)
    if mode & OTHERS_WRITE:
        yield True, "rights", f"other accounts may write to {root}; run: chmod 700 {root}"
    elif mode & OTHERS_READ:
        yield False, "rights", f"other accounts may read the records in {root}; run: chmod 700 {root}"


def _settings(file: Path, *, pin: bool) -> Iterator[Told]:
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & OTHERS_WRITE:
        yield True, "rights", f"other accounts may change {file}; run: chmod 600 {file}"
    elif mode & OTHERS_READ and pin:
        yield False, "rights", f"other accounts may read the hash of the PIN in {file}; run: chmod 600 {file}"
