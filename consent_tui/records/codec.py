"""Record or later act ↔ TOML bytes.

Field names of the model are keys of the file, so this module knows only the two that differ, and the two flags that
are written only where they say something. `None`, `()` and `{}` are not written: a missing key is the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from consent_tui.model.later import ActKind, LaterAct, lacks
from consent_tui.model.record import FORMAT, AskedQuestion, Disposed, Record, Screened, Times
from consent_tui.records import toml
from consent_tui.records.faults import Undecodable

_KEYS = {(Disposed, "stop_for"): "for", (AskedQuestion, "place"): "page"}
_UNSAID = {
    (Record, "rehearsal"): False,
    (Record, "times"): Times(),
    (Screened, "asked"): True,
    (LaterAct, "rehearsal"): False,
    (LaterAct, "times"): Times(),
}
_WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    datetime: "a date with a time",
    date: "a date",
}


def encode(record: Record | LaterAct) -> bytes:
    """Return the body of a record file, `format` first, ready to be sealed. Raises `Undecodable` as `dumps` does."""
    return toml.dumps(record, _pairs).encode()


def decode(data: bytes) -> Record | LaterAct:
    """Return what is in a file that was verified before; its seal is not looked at. Raises `Undecodable`."""
    try:
        table = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:  # what tomllib raises for text, numbers and depth
        raise Undecodable("", "this is not TOML in UTF-8") from error
    table.pop("seal", None)
    return from_table(table)


def from_table(table: Mapping[str, Any]) -> Record | LaterAct:
    """Return what is in a table without its `[seal]`. Raises `Undecodable` with the path of the first fault."""
    if table.get("format") != FORMAT:
        raise Undecodable("format", f"this version reads {FORMAT} only")
    told = {key: value for key, value in table.items() if key != "format"}
    if told.get("kind") not in list(ActKind):
        record: Record = _reader(Record)(told, "")
        return record
    act: LaterAct = _reader(LaterAct)(told, "")
    if lacking := lacks(act):
        raise Undecodable(lacking[0], "is missing, or does not belong to an act of this kind")
    return act


@cache
def _layout(kind: Any) -> tuple[tuple[str, str, Any, Any], ...]:
    """Name, key, unsaid value and type of each field, in the order of the file."""
    hints = get_type_hints(kind)
    return tuple(
        (each.name, _KEYS.get((kind, each.name), each.name), _UNSAID.get((kind, each.name)), hints[each.name])
        for each in fields(kind)
    )


def _pairs(table: Any) -> Iterator[tuple[str, Any]]:
    """What is written of a value of the model, or of a mapping in one."""
    if not is_dataclass(table):
        yield from table.items()
        return
    if isinstance(table, Record | LaterAct):
        yield "format", FORMAT
    for name, key, unsaid, _ in _layout(table.__class__):
        said = getattr(table, name)
        if said is None or (unsaid is not None and said == unsaid):
            continue
        if toml.is_plain(said):
            yield key, said
        elif said:
            yield key, str(said) if isinstance(said, StrEnum) else said


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
        return _time
    return lambda value, path: _as(hint, value, path, _WORDS[hint])


def _as(kind: Any, value: Any, path: str, words: str) -> Any:
    if type(value) is not kind:  # not isinstance: true is no number, a time is no date
        raise Undecodable(path, f"should be {words}")
    return value


def _time(value: Any, path: str) -> datetime:
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
