"""Record ↔ table ↔ TOML bytes.

Field names of the model are keys of the file, so this module knows only the two that differ, and the two flags that
are written only where they say something. `None`, `()` and `{}` are not written: a missing key is the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from consent_tui.model.record import FORMAT, AskedQuestion, Disposed, Record, Screened
from consent_tui.records import toml
from consent_tui.records.faults import Undecodable

_KEYS = {(Disposed, "stop_for"): "for", (AskedQuestion, "place"): "page"}
_UNSAID = {(Record, "rehearsal"): False, (Screened, "asked"): True}
_WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    datetime: "a date with a time",
    date: "a date",
}


def encode(record: Record) -> bytes:
    """Return the body of a record file, `format` first, ready to be sealed.

    Raises `Undecodable` with the path of a value that no TOML reader would give back: a time without an offset of
    whole minutes, half a surrogate pair, a number beyond 64 bits.
    """
    return toml.dumps(to_table(record)).encode()


def decode(data: bytes) -> Record:
    """Return the record in a file that was verified before; its seal is not looked at. Raises `Undecodable`."""
    try:
        table = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:  # what tomllib raises for text, numbers and depth
        raise Undecodable("", "this is not TOML in UTF-8") from error
    table.pop("seal", None)
    return from_table(table)


def to_table(record: Record) -> dict[str, Any]:
    """Return what is written of a record. Raises `Undecodable` as `encode` does."""
    return {"format": FORMAT} | _table(record)


def from_table(table: Mapping[str, Any]) -> Record:
    """Return the record in a table without its `[seal]`. Raises `Undecodable` with the path of the first fault."""
    if table.get("format") != FORMAT:
        raise Undecodable("format", f"this version reads {FORMAT} only")
    record: Record = _reader(Record)({key: value for key, value in table.items() if key != "format"}, "")
    return record


@cache
def _layout(kind: Any) -> tuple[tuple[str, str, Any, Any], ...]:
    """Name, key, unsaid value and type of each field, in the order of the file."""
    hints = get_type_hints(kind)
    return tuple(
        (each.name, _KEYS.get((kind, each.name), each.name), _UNSAID.get((kind, each.name)), hints[each.name])
        for each in fields(kind)
    )


def _table(value: Any) -> dict[str, Any]:
    table = {}
    for name, key, unsaid, hint in _layout(value.__class__):
        said = getattr(value, name)
        if said is None or said is unsaid or (not said and said.__class__ in _EMPTY):
            continue
        try:
            written = _written(said)
        except Undecodable as fault:
            raise fault.below(key) from None
        # Empty tables are kept where the model tells them from none (`clinic`), left out where it cannot (`times`).
        if written != {} or NoneType in get_args(hint):
            table[key] = written
    return table


def _written(value: Any) -> Any:
    write = _WRITERS.get(value.__class__)
    if write:
        return write(value)
    if isinstance(value, Mapping):
        return {_text(key): _written(each) for key, each in value.items()}
    return _table(value) if is_dataclass(value) else _text(value)  # text: the members of a StrEnum


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Undecodable("", "holds half of a surrogate pair, which UTF-8 cannot write") from None
    return str(value)


def _number(value: int) -> int:
    if not -(1 << 63) <= value < 1 << 63:
        raise Undecodable("", "is a number beyond 64 bits")
    return value


def _time(value: datetime) -> datetime:
    offset = value.utcoffset()
    if offset is None or offset % _MINUTE:
        raise Undecodable("", "needs a time with an offset of whole minutes")
    return value


def _list(value: tuple[Any, ...]) -> list[Any]:
    written: list[Any] = []
    try:
        for each in value:
            written.append(_written(each))  # noqa: PERF401 – its length names the place of a fault
    except Undecodable as fault:
        raise fault.below(f"[{len(written)}]") from None
    return written


_MINUTE = timedelta(minutes=1)
_EMPTY = (tuple, dict)  # `""`, 0 and false are answers
_WRITERS: dict[type, Callable[[Any], Any]] = {
    str: _text,
    bool: bool,
    int: _number,
    datetime: _time,
    date: lambda value: value,
    tuple: _list,
}


Reader = Callable[[Any, str], Any]


@cache
def _reader(hint: Any) -> Reader:
    """How a value of this type is read from TOML; never converts, so that one file has one reading."""
    if is_dataclass(hint):
        return lambda value, path: _read_table(hint, value, path)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _either(tuple(_reader(part) for part in parts if part is not NoneType))
    if origin is tuple:
        each = _reader(parts[0])
        return lambda value, path: tuple(
            each(item, f"{path}[{at}]") for at, item in enumerate(_as(list, value, path, "a list"))
        )
    if origin is Mapping:
        inner = _reader(parts[1])
        return lambda value, path: {
            key: inner(item, f"{path}.{key}") for key, item in _as(dict, value, path, "a table").items()
        }
    if issubclass(hint, StrEnum):
        return lambda value, path: _member(hint, value, path)
    if hint is datetime:
        return _read_time
    return lambda value, path: _as(hint, value, path, _WORDS[hint])


def _as(kind: Any, value: Any, path: str, words: str) -> Any:
    if type(value) is not kind:  # not isinstance: true is no number, a time is no date
        raise Undecodable(path, f"should be {words}")
    return value


def _read_time(value: Any, path: str) -> datetime:
    time: datetime = _as(datetime, value, path, _WORDS[datetime])
    if time.tzinfo is None:
        raise Undecodable(path, "has no offset from UTC")
    return time


def _member(kind: type[StrEnum], value: Any, path: str) -> StrEnum:
    if value not in list(kind):
        raise Undecodable(path, f"should be one of {', '.join(kind)}")
    return kind(value)


def _either(readers: tuple[Reader, ...]) -> Reader:
    if len(readers) == 1:
        return readers[0]

    def read(value: Any, path: str) -> Any:
        for reader in readers:
            try:
                return reader(value, path)
            except Undecodable:
                continue
        raise Undecodable(path, "is of a kind that does not belong here")

    return read


def _read_table(kind: Any, value: Any, path: str) -> Any:
    given = dict(_as(dict, value, path, "a table"))
    inside = f"{path}." if path else ""
    values = {
        name: _reader(hint)(given.pop(key), f"{inside}{key}") for name, key, _, hint in _layout(kind) if key in given
    }
    if given:
        raise Undecodable(f"{inside}{next(iter(given))}", "is a key that this version does not know")
    for each in fields(kind):
        if each.name not in values and each.default is MISSING and each.default_factory is MISSING:
            raise Undecodable(f"{inside}{_KEYS.get((kind, each.name), each.name)}", "is missing")
    return kind(**values)
