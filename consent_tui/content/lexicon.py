"""What dictionaries know of a word: its syllables, and how rare it is. Loaded by the studio alone.

English syllables are those of the CMU dictionary; Spanish and German spelling says them itself
(`docs/decisions/080-readability.md`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

RARE = 10**-5.5  # a word met less than about three times in a million (3.5 on the Zipf scale of word lists)
HARD = {"en": 3, "es": 5}  # syllables from which a rare word is hard; a German compound is rare in any list
JOINTS = re.compile(r"[-‐–]")


class StudioMissing(Exception):
    """What only those need who write packs is not installed."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f"This needs the studio ({name} is missing). Install it: pip install 'consent-tui[studio]'")


def syllables(word: str, language: str) -> int:
    """Return how many syllables a word has, at least one. A figure such as 2024 counts as one."""
    spoken = word.lower().replace("’", "'")
    return sum(max(1, _COUNTS[language](part)) for part in JOINTS.split(spoken) if part)


def is_hard(word: str, language: str) -> bool:
    """Whether a word is long and rare. Raises `StudioMissing`."""
    if language not in HARD or not word.isalpha() or syllables(word, language) < HARD[language]:
        return False
    return _frequencies(language).get(word.lower(), 0.0) < RARE


def measured(language: str) -> bool:
    """Whether syllables can be counted in this language."""
    return language in _COUNTS


def _english(word: str) -> int:
    known = _english_dictionary()
    return known.get(word) or known.get(word.removesuffix("'s")) or _as_spelled(word)


def _as_spelled(word: str) -> int:
    """For names and words that the dictionary lacks."""
    return len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^l])e$", "", word)))


def _spanish(word: str) -> int:
    """Each of a, e, o and each accented vowel is the core of a syllable; i and u are only where none stands beside."""
    sounded = re.sub(r"gu(?=[eiéí])", "g", word.replace("qu", "k"))
    cores = re.findall(r"[aeoáéóíú]|(?<![aeoáéóíúiuü])[iuü]+(?![aeoáéóíúiuü])", sounded)
    return len(cores)


def _german(word: str) -> int:
    """Each vowel is the core of a syllable, and so is each pair that is spoken as one."""
    sounded = re.sub(r"\by(?=[aeiou])", "j", word.replace("qu", "k"))
    sounded = re.sub(r"(?<=[tzr])ie(?=nt)|(?<=[dlrnt])ie(?=n\b)", "i-e", sounded)  # Patient, Studien
    sounded = re.sub(r"\b([bg])ee(?=[in])", r"\1e-e", sounded)  # beenden, geeignet
    return len(re.findall(r"aa|ee|oo|ai|au|ei|ie|eu|äu|oi|ay|ey|oy|[aeiouäöüy]", sounded))


_COUNTS: Mapping[str, Callable[[str], int]] = {"en": _english, "es": _spanish, "de": _german}


@cache
def _english_dictionary() -> Mapping[str, int]:
    try:
        from pysyllables import SYLLABLE_COUNTS  # type: ignore[import-untyped]
    except ModuleNotFoundError as missing:
        raise StudioMissing(str(missing.name)) from None
    counts: Mapping[str, int] = SYLLABLE_COUNTS
    return counts


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    try:
        from wordfreq import get_frequency_dict
    except ModuleNotFoundError as missing:
        raise StudioMissing(str(missing.name)) from None
    return get_frequency_dict(language, wordlist="small")
