"""Where things lie in a records folder. No personal data is in any of these names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from consent_tui.records import age

SIGNERS = "allowed_signers"
RECORD = ".toml"
CLOSED = RECORD + age.SUFFIX
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BY = re.compile(r"[a-z0-9-]{1,40}")
_ASIDE = {"packs", "checkpoints", "ledger"}  # in a records folder; no records lie there
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY, _LAST = 86_400_000, 2_932_896  # milliseconds; the last day of the year 9999 as a number
_YEAR, _MONTH = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{2}")


def record_path(root: Path, record_id: str, written: datetime) -> Path:
    """The month is that of `written` in UTC."""
    month = written.astimezone(UTC)
    return root / f"{month.year:04d}" / f"{month.month:02d}" / f"{record_id}.toml"


def closed(path: Path) -> Path:
    """The name of this record when it is encrypted."""
    return path.with_name(path.name + age.SUFFIX)


def id_of(name: str) -> str:
    """What a file is called without that which says that it is a record."""
    return name.removesuffix(age.SUFFIX).removesuffix(RECORD)


def ledger_path(root: Path, by: str) -> Path:
    return root / "ledger" / by


def checkpoint_path(root: Path, by: str) -> Path:
    """The latest checkpoint of this `by`; others that lie beside it are kept ones."""
    return root / "checkpoints" / f"{by}.toml"


def lock_path(root: Path, by: str = "") -> Path:
    """The lock of one `by`; without one, that of the folder."""
    return root / "ledger" / (f".{by}.lock" if by else ".lock")


def pack_path(root: Path, digest: str) -> Path:
    """The hexadecimal part alone names the folder, since Windows allows no colon."""
    return root / "packs" / digest.removeprefix("sha256:")


def is_id(name: str) -> bool:
    return bool(_UUID.fullmatch(name))


def is_records_folder(path: Path) -> bool:
    return (path / "ledger").is_dir() or (path / SIGNERS).is_file()


def months(root: Path) -> Iterator[Path]:
    for year in sorted(root.iterdir()):
        if _YEAR.fullmatch(year.name) and year.is_dir():
            yield from (month for month in sorted(year.iterdir()) if _MONTH.fullmatch(month.name) and month.is_dir())


def bys(root: Path) -> list[str]:
    """Whoever has a ledger here, in order."""
    folder = root / "ledger"
    return sorted(each.name for each in folder.iterdir() if _BY.fullmatch(each.name)) if folder.is_dir() else []


def usual_folder(root: Path, record_id: str) -> Path:
    """Where the record of this id most likely lies: its id (UUIDv7) holds the time at which it was written."""
    return _month(root, day(record_id))


def day(record_id: str) -> int:
    """The day, counted from 1970, on which a record of this id was written, by its maker's clock."""
    return int(record_id[:8] + record_id[9:13], 16) // _DAY


@lru_cache(maxsize=1024)
def _month(root: Path, day: int) -> Path:
    return record_path(root, "", _EPOCH + timedelta(days=min(day, _LAST))).parent


def record_files(root: Path) -> Iterator[Path]:
    """Every file that may be a record, wherever below `root` it lies. No order."""
    folders = [(root, "")]
    while folders:
        folder, below = folders.pop()
        with suppress(PermissionError), os.scandir(folder) as entries:  # records in there are told by their lines
            for entry in entries:
                if entry.name.startswith(".") or (not below and entry.name in _ASIDE):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((folder / entry.name, entry.name))
                elif entry.name.endswith((RECORD, CLOSED)):
                    yield folder / entry.name


def find_record(root: Path, record_id: str) -> Path | None:
    """Where the record of this id lies."""
    return next(files_of(root, record_id), None)


def files_of(root: Path, record_id: str) -> Iterator[Path]:
    """Every file of this id, in clear and encrypted; more than one is one too many."""
    for month in months(root):
        yield from (path for end in (RECORD, CLOSED) if (path := month / (record_id + end)).exists())
