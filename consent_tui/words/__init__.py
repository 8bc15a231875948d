"""The program's own words per language: flat keys, plain sentences, one TOML file a language.

A pack may override them (`messages.toml`) and must supply all of them for a language that the program does not speak.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

OWN = ("en", "es", "de")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; call it with a key: `words("key.next")`. Raises `KeyError` with the key it lacks."""

    language: str
    table: Mapping[str, str]
    filled: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, **fills: object) -> str:
        values = {
            **self.filled,
            **fills,
        }  # all at once: what a client typed is never filled in again
        return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), self.table[key])

    def place(self, named: str, titles: Mapping[str, str]) -> str:
        """Return what a page, whose title is in `titles`, or a step of the walkthrough is called; else its id."""
        step = f"steps.{named}"
        return titles.get(named) or (self(step) if step in self else named)

    def __contains__(self, key: str) -> bool:
        return key in self.table


def load(language: str, overrides: Mapping[str, str] | None = None, filled: Mapping[str, str] | None = None) -> Words:
    """Return the words of `language`, a pack's overrides first; `filled` stands for settings in every sentence."""
    return Words(language, {**_own(language), **(overrides or {})}, filled or {})


def keys() -> frozenset[str]:
    """Return every key that a language needs."""
    return frozenset(_own("en"))


def spoken() -> tuple[str, ...]:
    """Return the languages for which the program has words of its own."""
    return tuple(language for language in OWN if files(__package__).joinpath(f"{language}.toml").is_file())


@cache
def _own(language: str) -> Mapping[str, str]:
    source = files(__package__).joinpath(f"{language}.toml")
    if not source.is_file():
        return MappingProxyType({})
    return MappingProxyType(dict(_flat(tomllib.loads(source.read_text("utf-8")))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
