"""What a setting may be. A rule takes the value as TOML gave it and returns the value as the program keeps it.

Each rule raises `ValueError` with the rest of a sentence that begins with the setting's name: what it must be, and how
to write it. `schema` says the same as JSON Schema, for editors. Rules know no file and no table; each stands once, for
reading, for the explanation of faults and for the questions of `consent-tui setup`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from consent_tui.model.period import Period

KINDS = {bool: "true or false", int: "a number", float: "a number", str: "words", list: "a list", dict: "a table"}


def kind_of(value: object) -> str:
    return KINDS.get(type(value), "a date or time")


class Rule(Protocol):
    def __call__(self, value: object) -> Any: ...

    @property
    def schema(self) -> dict[str, Any]: ...


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'must be words in quotes, not {kind_of(value)}; write it as "…"')
    return value


@dataclass(frozen=True, slots=True)
class Text:
    """One line of at most `most` characters, without control or direction-changing characters."""

    most: int = 200

    def __call__(self, value: object) -> str:
        text = unicodedata.normalize("NFC", _text(value)).strip()
        if not text:
            raise ValueError("is empty; write something, or put # before the line to leave it unset")
        if len(text) > self.most:
            raise ValueError(f"has {len(text)} characters; {self.most} is the most")
        if any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"} for sign in text):
            raise ValueError("holds a line break or an invisible character; write it as one plain line")
        return text

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def __call__(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"must be a whole number from {self.least} to {self.most}, without quotes")
        if not self.least <= value <= self.most:
            raise ValueError(f"is {value}; it must be from {self.least} to {self.most}")
        return value

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class YesNo:
    def __call__(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError("must be true or false, without quotes")
        return value

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words; a near miss is told the nearest."""

    words: tuple[str, ...]

    def __call__(self, value: object) -> str:
        word = _text(value)
        if word not in self.words:
            raise ValueError(f'is "{word[:40]}"; it must be one of {", ".join(self.words)}{meant(word, self.words)}')
        return word

    @property
    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Shape:
    """Words of a fixed shape; `says` tells a person what the pattern means, with an example."""

    pattern: str
    says: str

    def __call__(self, value: object) -> str:
        text = _text(value).strip()
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"must be {self.says}")
        return text

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of values of one rule, none twice."""

    rule: Rule

    def __call__(self, value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError('must be a list; write it as ["…", "…"]')
        kept: list[Any] = []
        for place, item in enumerate(value, 1):
            try:
                kept.append(self.rule(item))
            except ValueError as fault:
                raise ValueError(f"number {place} {fault}") from fault
        if len(set(kept)) < len(kept):
            raise ValueError("names something twice; name it once")
        return tuple(kept)

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.rule.schema, "uniqueItems": True}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time on the calendar, as `12 months`."""

    def __call__(self, value: object) -> Period:
        return Period.read(_text(value))

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": Period.PATTERN}


@dataclass(frozen=True, slots=True)
class Zone:
    """The IANA name of a time zone that this machine knows."""

    def __call__(self, value: object) -> str:
        import zoneinfo  # only a clinic that names its zone pays for it

        name = _text(value)
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            near = meant(name, sorted(zoneinfo.available_timezones()))
            raise ValueError(
                f'is "{name[:40]}", which is no time zone here; write one like "Europe/Berlin"{near}'
            ) from None
        return name

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["Europe/Berlin", "America/Chicago"]}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its whole path, or from the home folder; a relative one would depend on where one stands."""

    def __call__(self, value: object) -> Path:
        text = _text(value).strip()
        if not text or "\0" in text:
            raise ValueError('must be a folder; write its whole path, or one that begins with "~"')
        try:
            folder = Path(text).expanduser()
        except RuntimeError:
            raise ValueError(
                'begins with "~", but this machine has no home folder for that; write the whole path'
            ) from None
        if not folder.is_absolute():
            raise ValueError(
                f'is "{text[:80]}", which depends on where one stands; write the whole path, or begin with "~"'
            )
        return folder

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


def meant(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that names the nearest known spelling, or nothing where none is near."""
    from consent_tui.content.faults import nearest  # only a fault needs it

    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""
