"""One TOML file of a pack, as written and as understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from pydantic import BaseModel

from consent_tui.content.faults import Fault
from consent_tui.content.rules import ID
from consent_tui.content.syntax import Doc

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PackFile(Generic[Model]):
    """`doc` is all that was written, `model` what of it was understood: entries with faults of shape are left out.

    `sound` says that nothing was left out: only then is it worth saying that something in another file is never used.
    """

    path: str
    shown: str
    source: str
    doc: Doc
    model: Model
    sound: bool
    present: bool = True
    above: int = 0  # lines of the file before the TOML begins
    _ids: dict[tuple[str, str], dict[str, Path]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def lost(self) -> bool:
        """The file is missing or could not be read: nobody knows what it would have said."""
        return not self.present and not self.sound

    @property
    def keys(self) -> dict[str, Path]:
        """The names at the top of the file, and where they stand."""
        return {key: (key,) for key in self.doc}

    def line(self, *path: str | int) -> int:
        """The line of the key, table or item at `path`, or of the nearest around it that is known."""
        known = _lines(self.source)
        if path not in known:  # a message's key is written with dots or as a table
            path = tuple(part for name in path for part in (name.split(".") if isinstance(name, str) else (name,)))
        while path not in known:
            path = path[:-1]
        return known[path] + self.above

    def fault(self, what: str, todo: str, *path: str | int) -> Fault:
        """A fault at `path`; without one, of the whole file."""
        return Fault(self.shown, self.line(*path) if path else None, what, todo)

    def ids(self, table: str, key: str = "id") -> list[tuple[str, Path]]:
        """The id of each `[[table]]` entry as written, those with other faults too, and where it stands."""
        entries = self.doc.get(table)
        rows = enumerate(entries) if isinstance(entries, list) else ()
        named = ((row[key], (table, n)) for n, row in rows if isinstance(row, dict) and isinstance(row.get(key), str))
        return [(id_, at) for id_, at in named if key != "id" or re.fullmatch(ID, id_)]

    def at(self, table: str, id_: str, key: str = "id") -> Path:
        """The path of the last entry with this id."""
        if (table, key) not in self._ids:
            self._ids[table, key] = dict(self.ids(table, key))
        return self._ids[table, key].get(id_, (table,))


@lru_cache(maxsize=32)
def _lines(source: str) -> dict[Path, int]:
    from consent_tui.content.positions import lines  # only a fault needs the parser that knows positions

    return lines(source)
