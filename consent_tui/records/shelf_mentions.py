"""Which files of a records folder name which others: found by their first bytes, before anything is verified.

Acts are small, and a consent that names an earlier one does so before its first long table; so a few kilobytes of each
file are enough, and a folder of many thousands is gone through in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from consent_tui.records import age, layout, opening
from consent_tui.records.faults import BrokenSeal

HEAD = 8192  # bytes
ENDS = (layout.RECORD, layout.CLOSED)
_NAMING = (b"about", b"supersedes")
_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Mentions:
    """`here` are the ids that files are named after; `by_id` has the files that name an id, their own aside.

    `unopened` are ids of encrypted files that the identities do not open.
    """

    here: frozenset[str]
    by_id: Mapping[str, tuple[Path, ...]]
    unopened: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: Path, identities: age.Identities = age.NOBODY) -> Mentions:
        """Go through a records folder. A file that cannot be read names nothing. Raises `OSError` for the folder."""
        here: set[str] = set()
        unopened: set[str] = set()
        by_id: dict[str, tuple[Path, ...]] = {}
        for path in sorted(_files(root)):
            here.add(layout.id_of(path.name))
            try:
                names = _named(path, identities)
            except BrokenSeal:  # `verify` tells whether it is closed or broken
                unopened.add(layout.id_of(path.name))
                continue
            for named in names:
                by_id[named] = (*by_id.get(named, ()), path)
        return cls(frozenset(here), by_id, frozenset(unopened))

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
                    asked.append(layout.id_of(path.name))
        return found


def _files(root: Path) -> Iterator[Path]:
    for month in layout.months(root) if root.is_dir() else ():
        yield from (path for path in month.iterdir() if path.name.endswith(ENDS) and not path.name.startswith("."))


def _named(path: Path, identities: age.Identities) -> frozenset[str]:
    """Raises `BrokenSeal` for an encrypted file that these identities do not open."""
    closed = path.suffix == age.SUFFIX
    try:
        head = opening.begin(path, age.MOST if closed else HEAD)
    except OSError:
        return frozenset()
    return named_in(identities.opened(head) if closed else head, layout.id_of(path.name))


def named_in(data: bytes, itself: str) -> frozenset[str]:
    """Return the ids that a file names, by its first bytes; `itself` is its own."""
    head = data[:HEAD]
    if not any(word in head for word in _NAMING):
        return frozenset()
    return frozenset(each.decode() for each in _ID.findall(head)) - {itself}
