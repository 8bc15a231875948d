"""How hard a text is to read: words, sentences, syllables, and what the formulas of its language make of them.

| language | Reading Ease | grade |
|---|---|---|
| en | Flesch 1948 | Kincaid 1975 |
| es | Fernández Huerta 1959 | Crawford 1989 |
| de | Amstad 1978 | first Wiener Sachtextformel, Bamberger and Vanecek 1984 |

Other languages have their words and sentences counted, and no grade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from consent_tui.content.lexicon import measured, syllables

WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")
END = re.compile(r"(?<=[.!?…])(?<![\s(.][^\W\d_]\.)(?<!\bDr\.)[\"”“»')]*\s+")  # not after "z. B." or "Dr."


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)


@dataclass(frozen=True)
class Measure:
    """A text as counted. `ease` (larger is easier, about 0 to 121) and `grade` (years of school) are `None` where the
    language has no formula here or there are no words. Raises `StudioMissing` when first asked for one of them."""

    language: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> int:
        return sum(len(sentence.words) for sentence in self.sentences)

    @property
    def longest(self) -> Sentence:
        return max(self.sentences, key=lambda sentence: len(sentence.words))

    @property
    def ease(self) -> float | None:
        return self._by(_EASE)

    @property
    def grade(self) -> float | None:
        return self._by(_GRADE)

    def _by(self, formulas: Mapping[str, Callable[[_Counts], float]]) -> float | None:
        formula = formulas.get(self.language)
        return formula(self._counts) if formula and self.words else None

    @cached_property
    def _counts(self) -> _Counts:
        counted = [(word, syllables(word, self.language)) for sentence in self.sentences for word in sentence.words]
        return _Counts(
            words=len(counted),
            sentences=len(self.sentences),
            syllables=sum(count for _, count in counted),
            short=sum(count == 1 for _, count in counted),
            long=sum(count >= 3 for _, count in counted),
            wide=sum(len(word) > 6 for word, _ in counted),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """`short` words have one syllable, `long` ones three and more, `wide` ones more than six letters."""

    words: int
    sentences: int
    syllables: int
    short: int
    long: int
    wide: int

    @property
    def length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences

    def hundred(self, count: int) -> float:
        """So many in a hundred words."""
        return 100 * count / self.words


_EASE: Mapping[str, Callable[[_Counts], float]] = {
    "en": lambda n: 206.835 - 1.015 * n.length - 0.846 * n.hundred(n.syllables),
    "es": lambda n: 206.84 - 1.02 * n.length - 0.60 * n.hundred(n.syllables),
    "de": lambda n: 180.0 - n.length - 0.585 * n.hundred(n.syllables),
}
_GRADE: Mapping[str, Callable[[_Counts], float]] = {
    "en": lambda n: 0.39 * n.length + 0.118 * n.hundred(n.syllables) - 15.59,
    "es": lambda n: 0.049 * n.hundred(n.syllables) - 0.205 * n.hundred(n.sentences) - 3.407,
    "de": lambda n: (
        0.1935 * n.hundred(n.long)
        + 0.1672 * n.length
        + 0.1297 * n.hundred(n.wide)
        - 0.0327 * n.hundred(n.short)
        - 0.875
    ),
}


def measure(texts: Iterable[str], language: str) -> Measure:
    """Count texts that stand apart, such as the paragraphs and points of a page: each ends a sentence."""
    parts = (Sentence(part) for text in texts for part in END.split(text))
    root = language.partition("-")[0]
    return Measure(root if measured(root) else "", tuple(sentence for sentence in parts if sentence.words))
