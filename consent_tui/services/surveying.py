"""What lies in a records folder, by name, size and time of change alone; nothing is opened.

Files do not change once they are written, so what a folder says of itself (that something was put in or taken out) is
enough for a quick look; a thorough one looks at each file.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from consent_tui.records import layout
from consent_tui.services.cataloguing import Spot

_ASIDE = frozenset({"packs", "checkpoints", "ledger", layout.SIGNERS})
_SETTLING = 3 * 10**9  # nanoseconds: within these a second change may show the same time, on coarse clocks


@dataclass(frozen=True, slots=True)
class Looked:
    """A folder and when it changed; `spots` are its files, None where it is as it was known.

    `settled`: long enough ago that whatever changes it now will show another time.
    """

    path: str
    changed: int
    spots: tuple[Spot, ...] | None
    settled: bool = True


def survey(root: Path, known: Mapping[str, int]) -> Iterator[Looked]:
    """Go through the folders; into those alone that are otherwise than `known` says.

    A folder that cannot be looked into is as if it were empty. Raises `OSError` for the records folder itself.
    """
    ahead = [""]
    while ahead:
        below = ahead.pop()
        changed = 0
        try:
            changed = (root / below).stat().st_mtime_ns
            if changed == known.get(below):
                yield Looked(below, changed, None)
                ahead += [each for each in known if each and _above(each) == below]
                continue
            spots, inner = _looked(root, below)
        except PermissionError:
            if not below:
                raise
            spots, inner = (), []
        except FileNotFoundError:
            if not below:
                raise
            continue
        yield Looked(below, changed, spots, settled=time.time_ns() - changed > _SETTLING)
        ahead += inner


def stamps(root: Path) -> tuple[object, ...]:
    """Return what differs as soon as a ledger grows or other keys count."""
    return (_stamp(root / layout.SIGNERS), *((by, _stamp(layout.ledger_path(root, by))) for by in layout.bys(root)))


def times(root: Path, folders: Iterable[str]) -> dict[str, int]:
    """Return when each of these folders changed, 0 where it is not there."""
    return {below: _stamp(root / below)[1] for below in folders}


def spot_of(root: Path, path: str) -> Spot | None:
    """Return a file as it is now, or None where there is none."""
    try:
        return _spot(path, (root / path).stat())
    except FileNotFoundError:
        return _spot(path, None) if (root / path).is_symlink() else None
    except (OSError, ValueError):
        return _spot(path, None)


def _looked(root: Path, below: str) -> tuple[tuple[Spot, ...], list[str]]:
    spots, inner = [], []
    with os.scandir(root / below) as entries:
        for entry in entries:
            if entry.name.startswith(".") or (not below and entry.name in _ASIDE):
                continue
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                inner.append(path)
                continue
            try:
                told = entry.stat()
            except OSError:  # removed just now, or a link to nothing
                told = None
            spots.append(_spot(path, told))
    return tuple(spots), inner


def _spot(path: str, told: os.stat_result | None) -> Spot:
    shown = path.encode(errors="backslashreplace").decode()
    if told is None or shown != path or not stat.S_ISREG(told.st_mode):  # a pipe would be waited for
        return Spot(shown, 0, 0, is_record=False)
    return Spot(path, told.st_size, told.st_mtime_ns, _is_record(path))


def _is_record(path: str) -> bool:
    return path.endswith((layout.RECORD, layout.CLOSED))


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:
        return (0, 0)
    return (told.st_size, told.st_mtime_ns)
