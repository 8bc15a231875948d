"""Putting cards into an index, and taking them out. Each function is called within one `Store.writing`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache

from consent_tui import words
from consent_tui.archive.card import Card, Verdict
from consent_tui.archive.folding import folded, joined, spellings
from consent_tui.model.entry import CLIENTS, State
from consent_tui.model.flags import Flag

BITS = {flag: 1 << at for at, flag in enumerate(Flag)}
_LAST = "\U0010ffff"  # who has no name, behind all who have one
NONE = len(BITS)  # how grave no flag is
_FIELDS = (
    "key", "path", "size", "changed", "state", "said", "number", '"by"', "sequence", "namespace", "public", "id",
    "digest", "kind", "time", "day", "initials", "name", "standing", "flags", "gravest", "language", "pack", "version",
    "practitioner", "named", "outcome", "about", "rehearsal", "apart", "stale", "turns",
)  # fmt: skip
_PUT = f"INSERT INTO file ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"  # noqa: S608  ours


def put(connection: sqlite3.Connection, card: Card) -> None:
    """Put a card in, in place of what was there under its path. What it touches has to be judged.

    One that another desk has put in meanwhile stays, and so does what was judged of it.
    """
    if _is_in(connection, card):
        return
    drop(connection, card.entry.path)
    entry, key = card.entry, _free_key(connection, card)
    time = entry.time.isoformat() if entry.time else ""
    name = folded(card.told.name) or _LAST
    waits = entry.kind is not None
    seal = (BITS[Flag.SEAL] if entry.state in (State.ALTERED, State.UNKNOWN_KEY, State.MISSING) else 0) | (
        BITS[Flag.CLOSED] if entry.state is State.ENCRYPTED else 0
    )
    connection.execute(
        _PUT,
        (
            key, entry.path, entry.size, card.changed, entry.state, entry.state, entry.number, card.by, card.sequence,
            card.namespace, card.public, entry.id, entry.digest, entry.kind or "", time, time[:10],
            entry.initials, name, "", seal, _gravest(seal), entry.language, entry.pack, entry.version,
            entry.practitioner, entry.practitioner, entry.outcome, entry.about, entry.rehearsal,
            not waits or entry.kind in CLIENTS, waits, None,
        ),
    )  # fmt: skip
    if card.core or card.measures:
        measures = json.dumps(asdict(card.measures)) if card.measures else ""
        connection.execute("INSERT INTO core VALUES (?, ?, ?)", (key, card.core, measures))
    connection.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?)", [(each, key) for each in card.names])
    _tell(connection, key, card)
    touch(connection, {entry.id, *card.names} - {""})
    if entry.state is not State.MISSING:
        settle(connection, entry.id)


def _is_in(connection: sqlite3.Connection, card: Card) -> bool:
    entry = card.entry
    row = connection.execute(
        "SELECT size, changed, said, digest, public FROM file WHERE path = ?", (entry.path,)
    ).fetchone()
    return bool(row == (entry.size, card.changed, entry.state, entry.digest, card.public))


def drop(connection: sqlite3.Connection, path: str) -> bool:
    """Take out what lies under a path; say whether there was anything."""
    found = connection.execute("SELECT key, id, digest FROM file WHERE path = ?", (path,)).fetchone()
    if found is None:
        return False
    key, record_id, _ = found
    named = {each for (each,) in connection.execute("SELECT id FROM mention WHERE key = ?", (key,))}
    for table, column in (("file", "key"), ("core", "key"), ("mention", "key"), ("words", "rowid")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))  # noqa: S608  names from the line above
    touch(connection, {record_id, *named} - {""})
    settle(connection, record_id)
    return True


def settle(connection: sqlite3.Connection, record_id: str) -> None:
    """Weigh the files of one id against each other and against what the ledger says of it.

    One that the ledger names with other bytes is altered; of several alike, the one in its place is the record.
    """
    if not record_id:
        return
    rows = connection.execute(
        'SELECT key, path, digest, "by", sequence, state, said FROM file WHERE id = ? AND state <> ? ORDER BY path',
        (record_id, State.MISSING),
    ).fetchall()
    lines = connection.execute('SELECT digest, "by", sequence FROM line WHERE id = ?', (record_id,)).fetchall()
    if lines:
        connection.execute("UPDATE line SET here = ? WHERE id = ? AND here <> ?", (bool(rows), record_id, bool(rows)))
    taken: set[str] = set()
    for key, _, digest, by, sequence, state, said in sorted(rows, key=lambda row: not _in_place(row[1], record_id)):
        now = said
        if said == State.WHOLE:
            now = State.ALTERED if lines and (digest, by, sequence) not in lines else State.WHOLE
            now = State.COPY if digest in taken else now
            taken.add(digest)
        if now != state:
            connection.execute("UPDATE file SET state = ?, stale = 1, standing = '' WHERE key = ?", (now, key))


def _in_place(path: str, record_id: str) -> bool:
    return path.removesuffix(".age").endswith(f"/{record_id}.toml") and path.count("/") == 2


def add_lines(connection: sqlite3.Connection, by: str, lines: Iterable[tuple[int, str, str]]) -> None:
    """Take lines of a ledger: sequence, id, digest."""
    for sequence, record_id, digest in lines:
        connection.execute("INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, 0)", (by, sequence, record_id, digest))
        settle(connection, record_id)


def forget_lines(connection: sqlite3.Connection, by: str) -> None:
    """Forget a ledger, as one that is read anew from its beginning."""
    connection.execute('DELETE FROM line WHERE "by" = ?', (by,))


def gone(connection: sqlite3.Connection) -> list[tuple[str, int, str, str]]:
    """Return the lines for which no file is there: by, sequence, id, digest."""
    return connection.execute('SELECT "by", sequence, id, digest FROM line WHERE NOT here').fetchall()


def touch(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Whatever has one of these ids, is named by one of these on any way, or names one, has to be judged anew.

    Until that is done it has no standing, so nothing is called valid meanwhile.
    """
    seen: set[str] = set()
    ahead = list(ids)
    while ahead:
        each = ahead.pop()
        if each in seen:
            continue
        seen.add(each)
        rows = connection.execute(
            "SELECT m.id FROM file f JOIN mention m ON m.key = f.key WHERE f.id = ?", (each,)
        ).fetchall()
        ahead += [named for (named,) in rows]
        _set_stale(connection, "id = ?", each)
        _set_stale(connection, "key IN (SELECT key FROM mention WHERE id = ?)", each)


def _set_stale(connection: sqlite3.Connection, where: str, value: object) -> None:
    connection.execute(
        f"UPDATE file SET stale = 1, standing = '' WHERE kind <> '' AND NOT stale AND {where}",  # noqa: S608  ours
        (value,),
    )


def judge(connection: sqlite3.Connection, key: int, verdict: Verdict, *, doubtful: bool = False) -> None:
    """Write down how an entry stands."""
    row = connection.execute("SELECT state, kind FROM file WHERE key = ?", (key,)).fetchone()
    if row is None:
        return
    state, kind = row
    flags, standing = set(verdict.flags), str(verdict.standing or "")
    if doubtful:
        flags, standing = {*flags, Flag.CLOSED}, ""
    if state != State.WHOLE:
        flags, standing = ({Flag.SEAL} if state in (State.ALTERED, State.UNKNOWN_KEY) else set()), ""
    bits = sum(BITS[flag] for flag in flags)
    connection.execute(
        "UPDATE file SET standing = ?, flags = ?, gravest = ?, initials = CASE ? WHEN '' THEN initials ELSE ? END,"
        " practitioner = CASE named WHEN '' THEN ? ELSE named END, apart = ?, stale = 0, turns = ? WHERE key = ?",
        (standing, bits, _gravest(bits), verdict.initials, verdict.initials, verdict.practitioner,
         verdict.apart or kind in CLIENTS or state != State.WHOLE, verdict.turns, key),
    )  # fmt: skip
    told = " ".join(_flag_words(flag) for flag in sorted(flags))
    connection.execute("UPDATE words SET flags = ? WHERE rowid = ? AND flags <> ?", (told, key, told))


def _tell(connection: sqlite3.Connection, key: int, card: Card) -> None:
    entry, told = card.entry, card.told
    number = f"{folded(card.by)} {joined(entry.number)} {card.sequence or ''} {entry.id.replace('-', '')}"
    days = " ".join(_days(entry.time.date().isoformat())) if entry.time else ""
    kinds = f"{entry.kind or ''} {entry.outcome} {entry.state if entry.state is not State.WHOLE else ''}"
    connection.execute(
        "INSERT INTO words (rowid, name, born, reference, number, day, flags, answers)"
        " VALUES (?, ?, ?, ?, ?, ?, '', ?)",
        (key, spellings(told.name), " ".join(_days(told.born)), f"{joined(told.reference)} {folded(told.reference)}",
         number, days, folded(f"{told.answers} {kinds} {entry.path if not entry.id else ''}")),
    )  # fmt: skip


def _days(day: str) -> Iterator[str]:
    """The ways in which a day is typed, each as one word."""
    if day:
        year, month, date = day.split("-")
        yield from dict.fromkeys([f"{year}{month}{date}", f"{date}{month}{year}", f"{month}{date}{year}"])


def _free_key(connection: sqlite3.Connection, card: Card) -> int:
    key = first_key(card.entry.time.timestamp() if card.entry.time else 0) + (card.sequence % (1 << 16) << 4)
    while connection.execute("SELECT 1 FROM file WHERE key = ?", (key,)).fetchone():
        key += 1
    return key


def first_key(seconds: float) -> int:
    """Return the least key of what is of this second since 1970."""
    return max(0, min(int(seconds * 1000), (1 << 42) - 1)) << 20


def _gravest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1 if bits else NONE


@cache
def _flag_words(flag: Flag) -> str:
    said = [words.load(language)(f"flag.{flag}") for language in words.OWN]
    return folded(" ".join([flag, *said]))
