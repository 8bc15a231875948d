"""What the page says over its websocket, as the script of textual-serve writes it: JSON lists. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

MOST_BYTES: Final = 256_000  # of one message: room for a long paste, of which the kiosk keeps what a field may hold
MOST_COLUMNS, MOST_ROWS = 300, 120  # more than any screen at a legible size
LEAST = 1
_HALF = re.compile("[\ud800-\udfff]")  # of a pair of surrogates: JSON can hold one, and it is no text
_MOST_STAMP = 20  # letters of the time of a ping


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys, mouse and pastes, as a terminal sends them."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Size:
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Ping:
    stamp: str


def read(text: str) -> Typed | Size | Ping | None:
    """Return what a message says; None for what means nothing to a kiosk, or is no message at all."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match told:
        case ["stdin", str(data)]:
            return Typed(_HALF.sub("\ufffd", data).encode())
        case ["resize", {"width": width, "height": height}]:
            return size(width, height)
        case ["ping", str(stamp)] if len(stamp) <= _MOST_STAMP:
            return Ping(stamp)
    return None


def size(width: Any, height: Any) -> Size | None:
    """Return a size that a terminal can have: what is absurd is cut, what is no whole number is none."""
    if type(width) is not int or type(height) is not int:
        return None
    return Size(_within(width, MOST_COLUMNS), _within(height, MOST_ROWS))


def asked(width: str, height: str) -> Size:
    """Return the size that an address asks for, 80 by 24 where it asks for none."""
    wide, high = (int(each) if each.isascii() and each.isdigit() and len(each) < 9 else 0 for each in (width, height))
    return Size(_within(wide, MOST_COLUMNS) if wide else 80, _within(high, MOST_ROWS) if high else 24)


def pong(stamp: str) -> str:
    return json.dumps(["pong", stamp])


def copy(key: str | None) -> str:
    """Tell the page that a copy can be fetched, or that there is none any more."""
    return json.dumps(["copy", key])


def ended(how: str) -> str:
    """Tell the page how the session ended.

    `left`; `full`, before it began; `stopped`, where the screen says why; `lost`, where it cannot.
    """
    return json.dumps(["ended", how])


def _within(number: int, most: int) -> int:
    return min(max(number, LEAST), most)
