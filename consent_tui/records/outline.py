"""The outline of a record's TOML, found quickly: tables and keys, with every value blanked out.

Reading TOML takes twenty times as long as checking a signature. Records of one kiosk differ in their values and hardly
in their tables, so each piece of outline is read by `tomllib` once and then known. A text has an outline here only if
`tomllib` would read it, too; whatever is spelled otherwise than this project writes has none, and is read in full.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_ESCAPE = re.compile(rb'\\(?:[btnfr"\\]|u00[0-9a-f]{2}|u20[0-9a-f]{2}|ufeff)')
_CONTROLS = bytes([*range(9), *range(11, 32), 127])  # never raw in TOML, but for tab and newline
_TEXT, _TIME, _ESCAPED = b"@", b"%", b"\x01"  # what stands for a value
# A day that is one, alone or with a time of day and an offset. (29 February of a year such as 2000 is read in full.)
_MOMENT = re.compile(
    rb"= (?:[12][0-9]{3}-"
    rb"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rb"|[12][0-9](?:0[48]|[2468][048]|[13579][26])-02-29)"
    rb"(?: (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?[+-](?:0[0-9]|1[0-9]|2[0-3]):[0-5][0-9])?+"
)
_SAME_DIGITS = bytes.maketrans(b"23456789", b"11111111")  # as many digits, and 0 stays 0
_PIECE = re.compile(
    rb"(?:(\[\[?)([a-z_]+(?:\.[a-z_]+)?)(\]\]?)(?:\n|\Z))?"  # a header of bare names
    rb"(?:(?:[a-z_]+ = [^\n]*|  [^\n \t\[][^\n]*|\])(?:\n|\Z))*"  # a key that is a bare name; lines of a long array
)
# What must not stand outside strings: comments, other quotes, numbers and times that were not blanked, quoted keys.
_FOREIGN = re.compile(rb"""["'#\\\x01]|[0-9][-:xob_]|[@%](?![\n,}\]]|\Z)|(?<![ \[])[@%]""")
_MOST = 20_000  # pieces; far more than any kiosk makes


@dataclass(frozen=True, slots=True)
class Outline:
    """What a record's tables and keys are. `rehearsal` is None where it is neither true nor false."""

    rehearsal: bool | None
    seal: frozenset[str]
    keys: frozenset[str]


@dataclass(slots=True)
class Outlines:
    """The outlines that were met so far, in one process."""

    _headers: dict[bytes, bytes] = field(default_factory=dict)  # piece → its header
    _known: dict[tuple[bytes, ...], Outline | None] = field(default_factory=dict)

    def of(self, text: bytes) -> Outline | None:
        """Return the outline of a text that `seal.read` has found free of what no record holds, or None."""
        blank = _blanked(text)
        if blank is None:
            return None
        pieces = blank.removesuffix(b"\n").split(b"\n\n")
        singles: dict[bytes, bytes] = {}  # header → piece
        arrays: dict[bytes, None] = {}
        for piece, often in Counter(pieces).items():
            header = self._headers.get(piece)
            if header is None and (header := self._learnt(piece)) is None:
                return None
            if header.startswith(b"[["):
                arrays[header] = None
            elif often > 1 or header in singles:
                return None  # a table twice is no TOML
            else:
                singles[header] = piece
        if singles.get(b"") is not pieces[0]:
            return None  # keys behind a blank line belong to the table before it
        return self._together((*singles.values(), *arrays), tuple(arrays))

    def _learnt(self, piece: bytes) -> bytes | None:
        """Return the header of a piece that is TOML by itself, from now on known."""
        found = _PIECE.fullmatch(piece)
        if not found or _FOREIGN.search(piece) or _read(piece) is None or len(self._headers) > _MOST:
            return None
        self._headers[piece] = b"".join(part or b"" for part in found.groups())
        return self._headers[piece]

    def _together(self, parts: tuple[bytes, ...], arrays: tuple[bytes, ...]) -> Outline | None:
        """Whether pieces that are TOML by themselves are so together; of an array of tables the header is enough.

        But not for an array within an array, where the keys of the outer one's last element would matter.
        """
        if parts not in self._known:
            nested = any(header.partition(b".")[0] + b"]]" in arrays for header in arrays if b"." in header)
            if nested or len(self._known) > _MOST:
                return None
            self._known[parts] = _outline(_read(b"\n\n".join(parts)))
        return self._known[parts]


def _outline(table: dict[str, Any] | None) -> Outline | None:
    if table is None or not isinstance(table.get("seal"), dict):
        return None
    said = table.get("rehearsal", False)
    return Outline(said if isinstance(said, bool) else None, frozenset(table["seal"]), frozenset(table))


def _blanked(text: bytes) -> bytes | None:
    """Return the text with its values blanked out, or None where that cannot be done by cutting at quotation marks.

    From the left, the first mark opens a string, since comments and other quotes stay visible outside and are refused
    by `_FOREIGN`; so every second part is inside one.
    """
    if len(text.translate(None, _CONTROLS)) != len(text):
        return None
    if b"\\" in text:
        text = _ESCAPE.sub(_ESCAPED, text)
        if b"\\" in text:
            return None
    parts = text.split(b'"')
    outside = parts[::2]
    bare = _TEXT.join(outside)
    strings = len(parts) // 2
    if len(parts) % 2 == 0 or bare.count(_TEXT) != strings or bare.count(b"\n") != text.count(b"\n") or _TIME in bare:
        return None
    return _MOMENT.sub(b"= " + _TIME, bare).translate(_SAME_DIGITS)


def _read(piece: bytes) -> dict[str, Any] | None:
    filled = piece.replace(_TEXT, b'"text"').replace(_TIME, b"2026-01-01 00:00:00+00:00")
    try:
        return tomllib.loads(filled.decode())
    except (ValueError, RecursionError):
        return None
