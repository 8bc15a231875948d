"""Words as they are searched: without accents, case and signs, so that Müller is found as muller and as mueller.

What a person types never reaches SQLite's query language: it is cut into letters and digits, and each word is quoted.
"""

from __future__ import annotations

import re
import unicodedata

_SPELLED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_WHOLE = re.compile(  # written without spaces, so each sign is a word of its own
    "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f])"
)


def folded(text: str) -> str:
    """Return the words of a text in small plain letters and digits, parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_SPELLED)
    kept = "".join(" " if not (c.isalnum() or unicodedata.combining(c)) else c for c in plain)
    bare = "".join(c for c in kept if not unicodedata.combining(c) and unicodedata.category(c) != "Mn")
    return " ".join(_WHOLE.sub(r" \1 ", bare).split())


def spellings(name: str) -> str:
    """Return a name folded, and also as it is spelled where there are no umlauts, if that differs."""
    one, other = folded(name), folded(name.casefold().translate(_UMLAUTS))
    return one if one == other else f"{one} {other}"


def joined(text: str) -> str:
    """Return a date or number as one word: 2026-11-21 as 20261121."""
    return folded(text).replace(" ", "")
