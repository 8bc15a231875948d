"""Removing the files of erased records, after the acts that say so are durable."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from consent_tui.records import durable
from consent_tui.records.faults import NotWritten, why


def remove(paths: Iterable[Path]) -> None:
    """Take these files away, for good as far as this disk tells. One that is gone already is no fault.

    Raises `NotWritten`; what was removed before stays removed, and the same may be tried again.
    """
    for path in paths:
        try:
            path.unlink(missing_ok=True)
            durable.sync_folder(path.parent)
        except OSError as error:
            code, half = why(error)
            raise NotWritten(code, f"{path} was not removed: {half}. Then erase it again.") from error
