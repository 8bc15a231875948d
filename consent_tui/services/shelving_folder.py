"""The shelves of one records folder: an index kept up with it, and the records themselves behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, tzinfo
from pathlib import Path

from consent_tui.archive import searching
from consent_tui.archive.figures import figures
from consent_tui.archive.store import NoIndex, Store
from consent_tui.model.entry import Entries, Entry, Query, State
from consent_tui.model.figures import Figures
from consent_tui.model.flags import Flag
from consent_tui.records import age, ledger
from consent_tui.records.shelf import Found, NotOnShelf, Shelf
from consent_tui.services.reckoning import about
from consent_tui.services.shelving import Progress
from consent_tui.services.upkeep import Upkeep

Counting = Callable[[sqlite3.Connection], dict[str, int]]
_UNCOUNTED = frozenset({"text", "order", "offset", "limit"})


class FolderShelves:
    """`Shelves` over a folder. `index` is the folder in which indexes are kept; None: in memory alone.

    What `identities` open is in memory alone, beside a copy of what is kept of the rest. `is_kept` is false where
    nothing could be kept, so all is read anew each time.
    """

    def __init__(
        self,
        root: Path,
        *,
        now: Callable[[], datetime],
        index: Path | None,
        pinned: Sequence[str] = (),
        identities: age.Identities = age.NOBODY,
        pack: Path | None = None,
    ) -> None:
        self.root, self._now = root, now
        self._pinned, self._identities, self._pack = tuple(pinned), identities, pack
        self._index = index
        self._store = self._opened(index)
        self.is_kept = self._store.path is not None
        self._upkeep = self._keeping(self._store, age.NOBODY)
        self._is_unlocked = not identities.secrets

    def refresh(self, progress: Progress | None = None, *, thorough: bool = False) -> int:
        try:
            read = self._upkeep.refresh(progress, thorough=thorough)
        except NoIndex as trouble:
            if not trouble.is_broken:
                raise
            self._store.close()
            self._store = self._opened(self._index)
            self._upkeep = self._keeping(self._store, age.NOBODY)
            read = self._upkeep.refresh(progress, thorough=thorough)
        if not self._is_unlocked:
            self._unlock()
            read += self._upkeep.refresh(progress, thorough=False)
        return read

    def changes(self) -> bool:
        return self._upkeep.changes()

    def list(self, query: Query) -> Entries:
        found = self._page(query)
        here = [each.path for each in found.entries if each.state is not State.MISSING]
        if query.limit is not None and self._upkeep.look_again(here):
            found = self._page(query)
        return found

    def count(self, query: Query) -> int:
        return self._counted("", query, lambda connection: {"": searching.count(connection, query, self._zone)})[""]

    def tally(self, query: Query, field: str) -> Mapping[str, int]:
        return self._counted(field, query, lambda connection: searching.tally(connection, query, field, self._zone))

    def figures(self, query: Query) -> Figures:
        with self._store.reading() as connection:
            return figures(searching.measured(connection, query, self._zone))

    def entry(self, name: str) -> Entry | None:
        with self._store.reading() as connection:
            return searching.named(connection, name, self._zone)

    def find(self, name: str) -> Found:
        if self._upkeep.changes():
            self.refresh()
        shelf = Shelf(self.root, self._pinned, self._identities)
        entry = self.entry(name)
        if entry and entry.state is State.FOREIGN:
            raise NotOnShelf("altered", f"{self.root / entry.path} is no record.")
        if entry and entry.state is State.COPY:
            entry = self.entry(entry.id)  # the one that it is a copy of
        if entry is None or entry.state is State.MISSING or self._is_closed(entry):
            return shelf.find(entry.id if entry else name)  # goes through the whole folder
        with self._store.reading() as connection:
            line = connection.execute(
                'SELECT "by", sequence, id, digest FROM line WHERE id = ?', (entry.id,)
            ).fetchone()
            gone = connection.execute(
                "SELECT count(*) FROM file INDEXED BY file_missing WHERE state = 'missing'"
            ).fetchone()[0]
        found = shelf.opened(self.root / entry.path, ledger.Listed(*line) if line else None, self._about)
        return replace(found, missing=gone)

    def close(self) -> None:
        self._store.close()

    def _counted(self, field: str, query: Query, count: Counting) -> dict[str, int]:
        """Counts of whatever is no search are remembered, since a desk asks for the same ones all day."""
        if query.text:
            with self._store.reading() as connection:
                return count(connection)
        return self._store.remembered(f"{field} {_asked(query)}", count)

    def _about(self, record_id: str) -> Iterator[Path]:
        with self._store.reading() as connection:
            paths = [str(row[2]) for row in about(connection, record_id)]
        return (self.root / path for path in paths)

    def _is_closed(self, entry: Entry) -> bool:
        """Whether an act about it may be in a file that nobody here can open."""
        return Flag.CLOSED in entry.flags

    def _page(self, query: Query) -> Entries:
        with self._store.reading() as connection:
            return searching.page(connection, query, self._zone)

    @property
    def _zone(self) -> tzinfo:
        zone = self._now().tzinfo
        assert zone
        return zone

    def _keeping(self, store: Store, identities: age.Identities) -> Upkeep:
        return Upkeep(store, self.root, now=self._now, pinned=self._pinned, identities=identities, pack=self._pack)

    def _opened(self, index: Path | None) -> Store:
        if index is None:
            return Store(None)
        try:
            return Store.of(index, self.root, stamp=f"{self.root.resolve()} {self._zone}")
        except NoIndex:
            return Store(None)

    def _unlock(self) -> None:
        """Go on in memory, and read there what is encrypted."""
        kept, self._store = self._store, self._store.in_memory()
        kept.close()
        with self._store.writing() as connection:
            connection.execute("UPDATE file SET size = -1 WHERE state = 'encrypted'")
            connection.execute("DELETE FROM folder")
        self._upkeep = self._keeping(self._store, self._identities)
        self._is_unlocked = True


def _asked(query: Query) -> str:
    """The same text for the same question, in which a set has an order."""
    told = {each.name: getattr(query, each.name) for each in fields(query) if each.name not in _UNCOUNTED}
    return repr({name: sorted(value) if isinstance(value, frozenset) else str(value) for name, value in told.items()})
