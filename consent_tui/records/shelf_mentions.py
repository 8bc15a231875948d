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
    """`here` are the ids that files are named after; `of_file` the ids that a file names besides its own."""

    here: frozenset[str]
    of_file: Mapping[Path, frozenset[str]]

    @classmethod
    def of(cls, root: Path) -> Mentions:
        """Go through a records folder. A file that cannot be read names nothing. Raises `OSError` for the folder."""
        here, of_file = set(), {}
        for path in sorted(_files(root)):
            here.add(path.stem)
            if named := _named(path):
                of_file[path] = named
        return cls(frozenset(here), of_file)

    def naming(self, record_id: str) -> Iterator[Path]:
        return (path for path, ids in self.of_file.items() if record_id in ids)

    def about(self, record_id: str, itself: Path) -> list[Path]:
        """Return the files that name a record, or name one of these, and so on; not the record's own."""
        known, found = {record_id}, {itself.resolve()}
        ordered: list[Path] = []
        while True:
            more = [p for p, ids in self.of_file.items() if ids & known and p.resolve() not in found]
            if not more:
                return ordered
            found |= {path.resolve() for path in more}
            known |= {path.stem for path in more}
            ordered += more


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
