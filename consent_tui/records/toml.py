"""TOML in the one spelling that records have: every string on one line, nothing hidden, made to be read by people.

Tables get headers; inside an array of tables all stands inline. Why not a library: `docs/decisions/021-own-writer.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from consent_tui.records.faults import Undecodable

Pairs = Callable[[Any], Iterable[tuple[str, Any]]]
_WIDTH = 100  # characters; a longer array has a line for each item
_MINUTE = timedelta(minutes=1)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# What TOML forbids in a string, and what an editor might hide, reorder or take for the end of a line.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def dumps(table: Any, pairs: Pairs) -> str:
    """Return a table as TOML. `pairs` gives keys and values of whatever is a table here; other values are `is_plain`.

    Raises `Undecodable` with the path of a value that no TOML reader would give back: a time without an offset of
    whole minutes, half a surrogate pair, a number beyond 64 bits.
    """
    lines: list[str] = []
    _section(lines, table, "", pairs)
    return "\n".join([*lines, ""])


def is_plain(value: Any) -> bool:
    return value.__class__ in _PLAIN


def _section(lines: list[str], table: Any, name: str, pairs: Pairs) -> None:
    below = []
    for key, value in pairs(table):
        is_list = value.__class__ is tuple
        if is_plain(value) or (is_list and (not value or is_plain(value[0]))):
            lines.append(_line(key, value, pairs))
        else:
            below.append((key, value if is_list else (value,), is_list))  # else it would belong to the header before it
    for key, tables, is_list in below:
        full = f"{name}{_key(key)}"
        for at, each in enumerate(tables):
            lines.append(f"\n[[{full}]]" if is_list else f"\n[{full}]")
            try:
                if is_list:
                    lines.extend([_line(key, value, pairs) for key, value in pairs(each)])
                else:
                    _section(lines, each, f"{full}.", pairs)
            except Undecodable as fault:
                raise (fault.below(f"[{at}]") if is_list else fault).below(key) from None


def _line(key: str, value: Any, pairs: Pairs) -> str:
    try:
        return f"{_key(key)} = {_value(value, pairs)}"
    except Undecodable as fault:
        raise fault.below(key) from None


def _value(value: Any, pairs: Pairs) -> str:
    write = _PLAIN.get(value.__class__)
    if write:
        return write(value)
    if value.__class__ is not tuple:
        return f"{{{', '.join([_line(key, each, pairs) for key, each in pairs(value)])}}}"
    items = list(_items(value, pairs))
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _WIDTH or len(items) == 1 else "[\n  " + ",\n  ".join(items) + ",\n]"


def _items(values: tuple[Any, ...], pairs: Pairs) -> Iterator[str]:
    for at, each in enumerate(values):
        try:
            yield _value(each, pairs)
        except Undecodable as fault:
            raise fault.below(f"[{at}]") from None


@lru_cache(maxsize=256)  # the keys of the format; few others occur
def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", text)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Undecodable("", "holds half of a surrogate pair, which UTF-8 cannot write") from None
    return f'"{text}"'


def _number(number: int) -> str:
    if not -(1 << 63) <= number < 1 << 63:
        raise Undecodable("", "is a number beyond 64 bits")
    return str(number)


def _time(time: datetime) -> str:
    offset = time.utcoffset()
    if offset is None or offset % _MINUTE:
        raise Undecodable("", "needs a time with an offset of whole minutes")
    return time.isoformat(" ")


_PLAIN: dict[type, Callable[[Any], str]] = {
    str: _text,
    bool: lambda value: "true" if value else "false",
    int: _number,
    datetime: _time,
    date: date.isoformat,
}
