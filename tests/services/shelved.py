"""Shelves over a made-up house, for the tests of lists. Nobody in here exists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from consent_tui.model.entry import Entry, Query
from consent_tui.model.record import Record
from consent_tui.records import age
from consent_tui.services.shelving_folder import FolderShelves
from tests.services.desks import House


@contextmanager
def shelves(house: House, index: Path | None = None, **given) -> Iterator[FolderShelves]:
    """Shelves that are up to date; the index lies beside the records folder unless said."""
    identities = given.pop("identities", age.NOBODY)
    now = given.pop("now", house.now)
    found = FolderShelves(
        house.root, now=now, index=index or house.root.parent / "index", identities=identities, **given
    )
    try:
        found.refresh()
        yield found
    finally:
        found.close()


def keys(found: FolderShelves, text: str = "", **query) -> list[str]:
    return [entry.key for entry in found.list(Query(text=text, **query)).entries]


def entry(found: FolderShelves, name: str) -> Entry:
    one = found.entry(name)
    assert one
    return one


def named(record: Record, name: str) -> Record:
    assert record.client
    return replace(record, client=replace(record.client, name=name))
