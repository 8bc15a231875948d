"""What a desk asks of its shelves: many records, found quickly. Each screen and command knows these verbs alone.

An index of what was read stands behind them (`archive`); it is made from the records, and never the truth. `find` opens
the record itself, verified, with everything that is about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from consent_tui.model.entry import Entries, Entry, Query
from consent_tui.model.figures import Figures
from consent_tui.records.shelf import Found

Progress = Callable[[int, int], None]  # so many of so many files


class Shelves(Protocol):
    """One records folder. May be asked from any thread."""

    def refresh(self, progress: Progress | None = None, *, thorough: bool = False) -> int:
        """Read what is new or otherwise than it was, and return how many files that were.

        Quick unless `thorough`: only folders into which something was put, or out of which something was taken, are
        gone through; else each file is looked at. Can be stopped at any time and goes on where it was. Raises
        `OSError` where the folder cannot be read.
        """

    def changes(self) -> bool:
        """Whether the folder is otherwise than at the last `refresh`; takes well under a millisecond."""

    def list(self, query: Query) -> Entries:
        """Return one page. What is listed is looked at once more: a file that has changed since is read anew."""

    def count(self, query: Query) -> int:
        """Return how many entries there are, without limit."""

    def tally(self, query: Query, field: str) -> Mapping[str, int]:
        """Return how many entries there are by kind | standing | flag | pack | version | language | outcome |
        practitioner | state | day | month; the most frequent first. An entry with two flags counts twice."""

    def figures(self, query: Query) -> Figures:
        """Return figures over what is asked for, in which nobody can be found."""

    def entry(self, name: str) -> Entry | None:
        """Return the entry of an id, a number such as `front-desk-42`, or a path below the folder."""

    def find(self, name: str) -> Found:
        """Return the record itself, verified, and what is about it, as `records.shelf.Shelf.find` does, but quickly.

        Raises `NotOnShelf`.
        """

    def close(self) -> None: ...
