"""Which files of a records folder name which others: found by their first bytes, before anything is verified.

Acts are small, and a consent that names an earlier one does so before its first long table; so a few kilobytes of each
file are enough, and a folder of many thousands is gone through in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from consent_tui.records import layout

HEAD = 8192  # bytes
_NAMING = (b"about", b"supersedes")
_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Mentions:
    """`here` are the ids that files are named after; `by_id` has the files that name an id, their own aside."""

    here: frozenset[str]
    by_id: Mapping[str, tuple[Path, ...]]

    @classmethod
    def of(cls, root: Path) -> Mentions:
        """Go through a records folder. A file that cannot be read names nothing. Raises `OSError` for the folder."""
        here: set[str] = set()
        by_id: dict[str, tuple[Path, ...]] = {}
        for path in sorted(_files(root)):
            here.add(path.stem)
            for named in _named(path):
                by_id[named] = (*by_id.get(named, ()), path)
        return cls(frozenset(here), by_id)

    def naming(self, record_id: str) -> tuple[Path, ...]:
        return self.by_id.get(record_id, ())

    def about(self, record_id: str, itself: Path) -> list[Path]:
        """Return the files that name a record, or name one of these, and so on; not the record's own."""
        seen, found = {itself.resolve()}, []
        asked = [record_id]
        for each in asked:  # grows while it is gone through
            for path in self.naming(each):
                if path.resolve() not in seen:
                    seen.add(path.resolve())
                    found.append(path)
                    asked.append(path.stem)
        return found


def _files(root: Path) -> Iterator[Path]:
    for month in layout.months(root) if root.is_dir() else ():
        yield from (path for path in month.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))


def _named(path: Path) -> frozenset[str]:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return frozenset()
    if not any(word in head for word in _NAMING):
        return frozenset()
    return frozenset(each.decode() for each in _ID.findall(head)) - {path.stem}
