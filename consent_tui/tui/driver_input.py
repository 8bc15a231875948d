"""What a terminal sends, made harmless before it is read as keys. Pure: text and time in, text and yes or no out.

Textual's own reader takes an escape sequence inside a paste for keys, waits for ever for the end of a paste, and reads
what a terminal says of itself as if somebody had typed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from consent_tui.model.text import clean

PASTE_LIMIT: Final = 4096  # letters; the model says in words what is too long for a field
BEGIN, END = "\x1b[200~", "\x1b[201~"

# What a terminal says of itself: strings (OSC, DCS, SOS, PM, APC), replies with a private mark but for mode reports,
# device attributes, status, window reports but for its size, orders that are no key, numbers without
# end, and what was broken off.
_SAID = re.compile(
    r"\x1b[\]P_^X](?:[^\x07\x1b]*(?:\x07|\x1b\\)|[^\x07\x1b]+(?=\x1b|\Z))"
    r"|\x1bO[\x00-\x1f]|\x1b\[[0-?]*[ -/]*(?=\x1b|\Z)"
    r"|\x1b\[[?>=][\d;:]*[A-Za-z]"
    r"|\x1b\[[\d;:]+[cn]|\x1b\[(?!48;)[\d;:]*[JKLNT-Ye-lo-tv-xz]"
    r"|\x1b\[(?:[0-?]{30,}|(?:[\d:]*;){5,}[\d:]*)[ -/]*[@-~]?"
)


# A sequence whose end is still to come; in a paste only its end mark counts.
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\[M.{0,2}|[\]P_^X][^\x07\x1b]*\x1b?|O)?\Z", re.DOTALL)
_TYPED = 2  # letters of the longest beginning that is a key as well: Esc, Alt with a letter

# Bytes that are no UTF-8: orders of an 8-bit terminal are written as in 7 bits, the rest is shown as such.
_EIGHT_BIT = {0xDC00 + byte: "\ufffd" for byte in range(0x80, 0x100)} | {
    0xDC00 + byte: f"\x1b{chr(byte - 0x40)}" for byte in (0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F)
}


_BROKEN = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{1,3}")  # a letter without its end; what it holds is no order


def seven_bit(decoded: str) -> str:
    """Return a text that was decoded with surrogates for what is no UTF-8, without them."""
    return _BROKEN.sub("\ufffd", decoded).translate(_EIGHT_BIT)


class Piece(NamedTuple):
    """A stretch of what came: typed, or pasted by a terminal that marks its pastes."""

    text: str
    pasted: bool


@dataclass(slots=True)
class Pastes:
    """Parts pasted from typed text. A paste is cleaned, has at most `PASTE_LIMIT` letters, ends when it is quiet."""

    _rest: str = ""  # the beginning of something
    _kept: str | None = None  # of the paste that is under way

    @property
    def waiting(self) -> bool:
        """Whether more has to come, or `quiet` to be called."""
        return bool(self._rest) or self._kept is not None

    @property
    def pasting(self) -> bool:
        return self._kept is not None

    def feed(self, text: str) -> Iterator[Piece]:
        """Take in what came; return what is complete."""
        self._rest += text
        while True:
            mark = BEGIN if self._kept is None else END
            before, found, after = self._rest.partition(mark)
            if not found:
                whole = len(before) - self._held(before)
                self._rest = before[whole:]
                yield from self._take(before[:whole])
                return
            yield from self._take(before)
            self._rest = after
            if self._kept is None:
                self._kept = ""
            else:
                yield from self._pasted()

    def quiet(self) -> Iterator[Piece]:
        """Nothing came for a while: what was held back is all there is."""
        if self._kept is not None:
            yield from self._pasted()
        rest, self._rest = self._rest, ""
        if 0 < len(rest) <= _TYPED:  # of anything longer the end got lost, and it is no key
            yield Piece(rest, pasted=False)

    def _held(self, text: str) -> int:
        """Return how many letters at the end of a text have to wait for more."""
        if self._kept is not None:
            return next((n for n in range(len(END) - 1, 0, -1) if text.endswith(END[:n])), 0)
        begun = _UNFINISHED.search(text)
        return len(begun[0]) if begun and len(begun[0]) <= PASTE_LIMIT else 0

    def _take(self, text: str) -> Iterator[Piece]:
        if self._kept is not None:
            self._kept += text[: PASTE_LIMIT - len(self._kept)]
        elif typed := _SAID.sub("", text):
            yield Piece(typed, pasted=False)

    def _pasted(self) -> Iterator[Piece]:
        kept, self._kept = self._kept or "", None
        if text := harmless(kept):
            yield Piece(text, pasted=True)


def harmless(pasted: str) -> str:
    """Return a pasted text on one line, without signs that a terminal or a reader could take for orders."""
    return clean("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in pasted))


@dataclass(slots=True)
class Bucket:
    """Lets `rate` things a second through, and `burst` at once; what comes faster is dropped."""

    rate: float
    burst: float
    _level: float = field(init=False)
    _at: float = 0.0

    def __post_init__(self) -> None:
        self._level = self.burst

    def lets(self, now: float) -> bool:
        """Whether one more may pass at this time, in seconds that never go back."""
        self._level = min(self.burst, self._level + max(0.0, now - self._at) * self.rate)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True
