"""A query as SQL: values are always bound, and text that a person typed goes through `matching.match`."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo

from consent_tui.archive.figures import Row
from consent_tui.archive.filing import BITS, first_key
from consent_tui.archive.matching import match
from consent_tui.model.entry import Entries, Entry, Order, Query, State
from consent_tui.model.flags import Flag
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind
from consent_tui.model.standing import Word

_COLUMNS = (
    "file.path, state, file.number, id, digest, kind, time, initials, standing, file.flags, language, pack, version,"
    " practitioner, outcome, about, size, rehearsal"
)
_ORDERS = {
    Order.NEWEST: "file.key DESC",
    Order.OLDEST: "file.key",
    Order.NAME: "file.name, file.key DESC",
    Order.FLAGS: "file.gravest, file.key DESC",
}
_SPANS = {"packs": "pack", "versions": "version", "languages": "language"}  # what figures are narrowed by
_SETS = {"kinds": "kind", "standings": "standing", **_SPANS, "people": "practitioner"}
FIELDS = {
    "kind": "kind",
    "standing": "standing",
    "pack": "pack",
    "version": "version",
    "language": "language",
    "outcome": "outcome",
    "practitioner": "practitioner",
    "state": "state",
    "day": "file.day",
    "month": "substr(file.day, 1, 7)",
}


def page(connection: sqlite3.Connection, query: Query, zone: tzinfo) -> Entries:
    """Return what a query asks for, up to its limit."""
    source, values = _from(query, zone)
    limit = -1 if query.limit is None else query.limit + 1
    told = f"SELECT {_COLUMNS} FROM {source} ORDER BY {_order(query)} LIMIT ? OFFSET ?"  # noqa: S608  built here alone
    rows = connection.execute(told, (*values, limit, query.offset)).fetchall()
    more = query.limit is not None and len(rows) > query.limit
    return Entries(tuple(_entry(row, zone) for row in rows[: query.limit]), more)


def count(connection: sqlite3.Connection, query: Query, zone: tzinfo) -> int:
    source, values = _from(query, zone)
    return int(connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])  # noqa: S608  likewise


def tally(connection: sqlite3.Connection, query: Query, field: str, zone: tzinfo) -> dict[str, int]:
    """Return how many there are of each value of a field, the most frequent first. Raises `KeyError` for no field."""
    source, values = _from(query, zone)
    if field == "flag":
        sums = ", ".join(f"sum(file.flags & {bit} <> 0)" for bit in BITS.values())
        row = connection.execute(f"SELECT {sums} FROM {source}", values).fetchone()  # noqa: S608  likewise
        found = [(str(flag), number) for flag, number in zip(BITS, row, strict=True) if number]
        return dict(sorted(found, key=lambda each: -each[1]))
    column = FIELDS[field]
    order = "1" if field in ("day", "month") else "2 DESC, 1"
    told = f"SELECT {column}, count(*) FROM {source} GROUP BY +{column} ORDER BY {order}"  # noqa: S608  likewise
    return dict(connection.execute(told, values).fetchall())


def measured(connection: sqlite3.Connection, query: Query, zone: tzinfo) -> Iterator[Row]:
    """Go through month, kind, outcome, language, pack with version, and measures of whatever is asked for.

    What is of other packs, versions and languages is gone through too; the last value says whether it is asked for.
    """
    wide = replace(query, packs=frozenset(), versions=frozenset(), languages=frozenset())
    source, values = _from(wide, zone)
    where, chosen = _in_sets(query, _SPANS)
    told = (
        "SELECT substr(day, 1, 7), kind, outcome, language, pack || ' ' || version, coalesce(measures, ''),"  # noqa: S608
        f" {' AND '.join(where) or '1'}"
        f" FROM file LEFT JOIN core USING (key) WHERE file.key IN (SELECT file.key FROM {source})"
    )
    yield from connection.execute(told, (*chosen, *values))


def named(connection: sqlite3.Connection, name: str, zone: tzinfo) -> Entry | None:
    """Return the entry of an id, a number or a path; of several files under one id, the whole one."""
    told = (
        f"SELECT {_COLUMNS} FROM file WHERE id = ?1 OR number = ?1 OR path = ?2"  # noqa: S608  likewise
        " ORDER BY state <> 'whole', path LIMIT 1"
    )
    row = connection.execute(told, (name.strip().lower(), name)).fetchone()
    return _entry(row, zone) if row else None


def _order(query: Query) -> str:
    if query.text and match(query.text) and query.order in (Order.NEWEST, Order.OLDEST):
        return _ORDERS[query.order].replace("file.key", "words.rowid")  # FTS5 finds them in this order by itself
    return _ORDERS[query.order]


def _from(query: Query, zone: tzinfo) -> tuple[str, list[object]]:
    """Return what stands behind FROM, and the values for it."""
    source, where, values = "file", [], list[object]()
    if typed := match(query.text):
        source = "words CROSS JOIN file ON file.key = words.rowid"
        where.append("words MATCH ?")
        values.append(typed)
    elif query.text.strip():
        where.append("0")  # signs alone: nothing is called so
    sets, chosen = _in_sets(query, _SETS)
    where += sets
    values += chosen
    if query.since:
        where.append("file.key >= ?")
        values.append(_first_key(query.since, zone))
    if query.until and query.until < date.max:
        where.append("file.key < ?")
        values.append(_first_key(query.until + timedelta(days=1), zone))
    if query.flags:
        where.append("file.flags & ?")
        values.append(sum(BITS[Flag(flag)] for flag in query.flags))
    where += ["file.flags <> 0"] if query.flagged else []
    where += [] if query.rehearsals else ["NOT rehearsal"]
    where += [] if query.kinds else ["apart"]
    return f"{source} WHERE {' AND '.join(where) or '1'}", values


def _in_sets(query: Query, sets: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return one condition for each set that asks for something, and the values for them."""
    where, values = [], list[str]()
    for name, column in sets.items():
        chosen: Collection[str] = getattr(query, name)
        if chosen:
            where.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values += sorted(chosen)
    return where, values


def _first_key(day: date, zone: tzinfo) -> int:
    """Keys are by time, so a day of the clinic's zone is a stretch of them."""
    return first_key(datetime.combine(day, time(), zone).timestamp())


def _entry(row: tuple[object, ...], zone: tzinfo) -> Entry:
    path, state, number, record_id, digest, kind, moment, initials, standing, bits, *others = row
    language, pack, version, practitioner, outcome, about, size, rehearsal = others
    return Entry(
        path=str(path),
        state=State(str(state)),
        number=str(number),
        id=str(record_id),
        digest=str(digest),
        kind=_kind(str(kind)),
        time=datetime.fromisoformat(str(moment)).astimezone(zone) if moment else None,
        initials=str(initials),
        standing=Word(str(standing)) if standing else None,
        flags=tuple(flag for flag, bit in BITS.items() if int(str(bits)) & bit),
        language=str(language),
        pack=str(pack),
        version=str(version),
        practitioner=str(practitioner),
        outcome=str(outcome),
        about=str(about),
        size=int(str(size)),
        rehearsal=bool(rehearsal),
    )


def _kind(said: str) -> Kind | ActKind | None:
    if not said:
        return None
    return Kind(said) if said in list(Kind) else ActKind(said)
