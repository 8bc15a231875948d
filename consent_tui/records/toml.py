"""TOML in the one spelling that records have: every string on one line, nothing hidden, made to be read by people.

Tables get headers; inside an array of tables all stands inline. Why not a library: `docs/decisions/021-own-writer.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

_WIDTH = 100  # characters; a longer array has a line for each item
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# What TOML forbids in a string, and what an editor might hide, reorder or take for the end of a line.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def dumps(table: dict[str, Any]) -> str:
    """Return a table of text, numbers, booleans, aware times, dates, lists and tables as TOML."""
    lines: list[str] = []
    _section(lines, table, "")
    return "\n".join([*lines, ""])


def _section(lines: list[str], table: dict[str, Any], name: str) -> None:
    below = []
    for key, value in table.items():
        if value.__class__ is dict or (value.__class__ is list and value and value[0].__class__ is dict):
            below.append((f"{name}{_key(key)}", value))  # a key behind a header would belong to that header
        else:
            lines.append(f"{_key(key)} = {_value(value)}")
    for full, value in below:
        if value.__class__ is dict:
            lines.append(f"\n[{full}]")
            _section(lines, value, f"{full}.")
        else:
            for each in value:
                lines.append(f"\n[[{full}]]")
                lines.extend([f"{_key(key)} = {_value(said)}" for key, said in each.items()])


def _value(value: Any) -> str:
    return _WRITERS[value.__class__](value)


def _array(values: list[Any]) -> str:
    items = [_value(each) for each in values]
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _WIDTH or len(items) == 1 else "[\n  " + ",\n  ".join(items) + ",\n]"


def _inline(table: dict[str, Any]) -> str:
    return f"{{{', '.join([f'{_key(key)} = {_value(each)}' for key, each in table.items()])}}}"


@lru_cache(maxsize=256)  # the keys of the format; few others occur
def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", text)
    return f'"{text}"'


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _text,
    bool: lambda value: "true" if value else "false",
    int: str,
    datetime: lambda value: value.isoformat(" "),
    date: date.isoformat,
    list: _array,
    dict: _inline,
}
