"""Where in a pack's folder something stands: a file, and in a TOML file the table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

Keys = tuple[str | int, ...]
_PLURAL = ("question", "page", "group", "statement", "permission", "area", "claim", "together")
FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Where:
    """`file` is a posix path in the pack, `keys` lead to a table in it; none: the file as a whole."""

    file: str
    keys: Keys = ()

    def line(self, folder: Path) -> int | None:
        """Return the line to begin reading at, from 1; `None` where the file is not there or cannot be read."""
        source = text_of(folder / self.file)
        if source is None:
            return None
        if self.file.endswith(".md"):
            return _below_the_front(source)
        return _lines(source).get(self.keys, 1) if self.keys else 1


def text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def named_at(folder: Path, file: str, line: int | None) -> str:
    """Return the name of the table that a line of a pack's TOML file belongs to: `aneurysm`; "" where none is known."""
    source = text_of(folder / file) if line and file.endswith(".toml") else None
    if source is None or line is None:
        return ""
    above = [(at, keys) for keys, at in _lines(source).items() if keys and at <= line]
    keys = max(above, key=lambda pair: (pair[0], -len(pair[1])), default=(0, ()))[1]
    if not keys:
        return ""
    if str(keys[0]) in _PLURAL and len(keys) > 1:
        return str(keys[1]) if isinstance(keys[1], str) else _id_of(source, str(keys[0]), keys[1])
    return str(keys[0])


def _id_of(source: str, table: str, number: int) -> str:
    try:
        rows = tomllib.loads(source).get(table, [])
        return str(rows[number].get("id", rows[number].get("words", "")))
    except (tomllib.TOMLDecodeError, IndexError, AttributeError, TypeError):
        return ""


@lru_cache(maxsize=32)
def _lines(source: str) -> dict[Keys, int]:
    from consent_tui.content.positions import lines  # only who opens a file needs the parser that knows positions

    return lines(source)


def _below_the_front(source: str) -> int:
    """A page is opened at its first sentence."""
    lines = source.split("\n")
    fences = [number for number, line in enumerate(lines, start=1) if line.rstrip() == FENCE]
    return min(fences[1] + 1, len(lines)) if len(fences) > 1 else 1
