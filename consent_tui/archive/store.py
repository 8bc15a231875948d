"""The index's file: opened, made anew where it is broken or of another kind, shared by several desks at once.

Nothing in it is the truth, so whatever is wrong with it is mended by throwing it away.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from consent_tui.archive import schema

_SUFFIX = ".sqlite"
_PATIENCE = 10  # seconds
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TROUBLE = {
    sqlite3.SQLITE_FULL: "its disk is full; free some space and try again",
    sqlite3.SQLITE_IOERR: "its disk has errors",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened any more",
    sqlite3.SQLITE_READONLY: "it may not be written",
    sqlite3.SQLITE_BUSY: "another program holds it; try again",
    sqlite3.SQLITE_LOCKED: "another program holds it; try again",
}
_BESIDE = ("", "-wal", "-shm")
_TABLES = frozenset({"meta", "told", "folder", "file", "core", "mention", "line", "words"})
_EDITION = "INSERT INTO meta VALUES ('edition', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1"


class NoIndex(OSError):
    """The index cannot be kept where it belongs; `sentence` says why (exit 3). `is_broken`: it has been thrown away."""

    exit_code = 3

    def __init__(self, sentence: str, *, is_broken: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.is_broken = sentence, is_broken


class Store:
    """For any thread: who reads never waits for who writes, unless it is in memory alone (`path` None)."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = RLock()
        self._depth = 0
        self._connection = _opened(path)
        self._read_lock = self._lock if path is None else RLock()
        self._reader = self._connection if path is None else _connected(path)

    @classmethod
    def of(cls, folder: Path, records: Path, stamp: str) -> Store:
        """Return the index of a records folder, in `folder`. One that was made under another `stamp` is emptied.

        Raises `NoIndex`.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / _name(records)
            _forget_older(folder, path)
            store = cls(path)
        except (OSError, sqlite3.Error) as error:
            told = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be written there"
            raise NoIndex(f"The index of records cannot be kept in {folder}: {told}.") from error
        store.belongs(stamp)
        return store

    def in_memory(self) -> Store:
        """Return a copy of this index in memory, into which what is encrypted may be put."""
        copy = Store(None)
        with self._lock, copy._lock:
            self._connection.backup(copy._connection)
        return copy

    def belongs(self, stamp: str) -> None:
        """Empty the index unless it was made under this stamp."""
        with self.writing() as connection:
            if self.note("stamp") != stamp:
                for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    if table in _TABLES:
                        connection.execute(f"DELETE FROM {table}")  # noqa: S608  names from the line above
                self.set_note("stamp", stamp)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._read_lock, self._telling():
            yield self._reader

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing of what is done within; waits for other desks."""
        with self._lock, self._telling():
            outermost, before = self._depth == 0, self._connection.total_changes
            if outermost:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self._connection
            except BaseException:
                if outermost:
                    self._connection.execute("ROLLBACK")
                raise
            else:
                if outermost:
                    if self._connection.total_changes != before:
                        self._connection.execute(_EDITION)
                    self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Raises `NoIndex` for what is the matter with disk or file; what is our own fault stays what it is."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if self.path is None or code not in (*_BROKEN, *_TROUBLE):
                raise
            if code in _BROKEN:
                _throw_away(self.path)
                told = f"The index {self.path} was broken and has been thrown away; start again."
                raise NoIndex(told, is_broken=True) from error
            raise NoIndex(f"The index {self.path} cannot be used: {_TROUBLE[code]}.") from error

    def note(self, name: str) -> str:
        """Return a note of this name, "" where there is none."""
        with self._lock:  # sees what is being written
            found = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def set_note(self, name: str, value: str) -> None:
        """Note something; what is noted already is not written again, so that no other desk thinks of news."""
        if self.note(name) != value:
            with self.writing() as connection:
                connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def remembered(self, asked: str, count: Callable[[sqlite3.Connection], dict[str, int]]) -> dict[str, int]:
        """Return what `count` finds; it is called only if something was written since it was `asked` last."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                (edition,) = connection.execute("SELECT value FROM meta WHERE name = 'edition'").fetchone() or (0,)
                row = connection.execute("SELECT edition, answer FROM told WHERE asked = ?", (asked,)).fetchone()
                if row and row[0] == int(edition):
                    known: dict[str, int] = json.loads(row[1])
                    return known
                answer = count(connection)
            finally:
                connection.execute("COMMIT")
        with self._lock, suppress(sqlite3.OperationalError):  # another desk is writing: it is counted again next time
            told = (asked, int(edition), json.dumps(answer))
            self._connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", told)
        return answer

    def generation(self) -> int:
        """Return a number that is another one once some other program has written into this index."""
        with self._lock:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def forget_for_good(self) -> None:
        """Leave nothing of removed entries behind in the file: their words are merged away, and the log is emptied."""
        with self._lock:
            self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        with self._lock, self._read_lock:
            self._reader.close()
            self._connection.close()


def _name(records: Path) -> str:
    """A file's name that tells nothing of the clinic: of the folder's path the digest alone."""
    told = hashlib.sha256(os.fsencode(records.resolve())).hexdigest()[:32]
    return f"{told}-{schema.VERSION}{_SUFFIX}"


def _forget_older(folder: Path, path: Path) -> None:
    """Remove what other versions of this program left of the same records folder."""
    stem = path.name.partition("-")[0]
    for left in folder.glob(f"{stem}-*{_SUFFIX}*"):
        if not left.name.startswith(path.name):
            left.unlink(missing_ok=True)


def _opened(path: Path | None) -> sqlite3.Connection:
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        raise  # locked, read-only, full: not the file's own fault
    except sqlite3.DatabaseError:
        if path is None:
            raise
        _throw_away(path)
        return _connected(path)


def _throw_away(path: Path) -> None:
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)


def _prepared(connection: sqlite3.Connection) -> None:
    """While another desk makes the same file, SQLite refuses at once where it would wait otherwise; so we wait."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.executescript(schema.PRAGMAS)
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _connected(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite gives what lies beside it the same rights
        with suppress(OSError):
            path.chmod(0o600)
    connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
    try:
        _prepared(connection)
        if connection.execute("PRAGMA user_version").fetchone()[0] != schema.VERSION:  # two desks may make it at once
            connection.executescript(
                f"BEGIN IMMEDIATE; {schema.TABLES}; PRAGMA user_version = {schema.VERSION}; COMMIT"
            )
        connection.execute("SELECT count(*) FROM file WHERE key < 0").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
