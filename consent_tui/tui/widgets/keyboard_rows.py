"""Which keys a keyboard on the screen has, and where they lie. Pure.

Fifteen columns of keys at five cells each fill a screen of 80 columns; ten cells each would leave seven
(`docs/decisions/107-keyboard.md`). Digits stand at the right in a block, as on a number pad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COLUMNS: Final = 15  # of keys
ROWS: Final = 3  # of the screen, a key
_LETTERS: Final = {  # twelve a row; accents of the language, those of neighbours where there is room
    "en": ("qwertyuiop-'", "asdfghjkl.@/", "zxcvbnméáñöü"),
    "es": ("qwertyuiop-'", "asdfghjklñü.", "zxcvbnmáéíóú"),
    "de": ("qwertzuiopü'", "asdfghjklöä-", "yxcvbnmß./éñ"),
}
_DIGITS: Final = ("789", "456", "123")


@dataclass(frozen=True, slots=True)
class Cap:
    """A key: what it types, or, where that is empty, its command: shift | back | done. `columns` of keys wide."""

    sign: str
    columns: int = 1
    command: str = ""


_LAST: Final = (
    Cap("", 2, "shift"),
    Cap(" ", 4, "space"),
    Cap(","),
    Cap("", 2, "back"),
    Cap("", 3, "done"),
    Cap("0", 3),
)


def caps(language: str) -> tuple[tuple[Cap, ...], ...]:
    """Return the keys, row by row; a language without its own letters gets those of English."""
    letters = _LETTERS.get(language, _LETTERS["en"])
    rows = (row + digits for row, digits in zip(letters, _DIGITS, strict=True))
    return (*(tuple(map(Cap, row)) for row in rows), _LAST)


def cap_at(language: str, x: int, y: int, width: int) -> Cap | None:
    """Return the key under a cell of a keyboard `width` cells wide, or `None` beside it."""
    rows, each, margin = caps(language), *layout(width)
    column = (x - margin) // each
    if not 0 <= y < ROWS * len(rows) or x < margin or column >= COLUMNS:
        return None
    for cap in rows[y // ROWS]:
        if column < cap.columns:
            return cap
        column -= cap.columns
    return None


def layout(width: int) -> tuple[int, int]:
    """Return how many cells wide a column of keys is, and how many are left blank before the first."""
    each = width // COLUMNS
    return each, (width - each * COLUMNS) // 2
