"""What lies beside an open record: what an act is about, and other consents of the same client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from consent_tui.copies.shown import Shown
from consent_tui.model.entry import Query, State
from consent_tui.model.later import Filing, is_act, is_record
from consent_tui.model.record import Kind, Record
from consent_tui.model.standing_acts import same_client
from consent_tui.records.shelf import Found, NotOnShelf
from consent_tui.services.shelving import Shelves

_FEW = 20  # entries that are looked at; words of a name may fit other clients too


def named(filed: Filing, shelves: Shelves) -> Filing | None:
    """Return what an act is about, as far as it is here."""
    about = filed.what.about if is_act(filed) else None
    with suppress(NotOnShelf):
        return shelves.find(about.id).filed if about else None
    return None


def compared(found: Found, shelves: Shelves, tell: Callable[[Found], Shown]) -> tuple[list[Shown], Shown | None]:
    """Return other consents of this client: those that are linked, and the newest one that is alike and is not."""
    others = {each.filed.what.id: each for each in linked(found, shelves)}
    other = alike(found, shelves)
    return [*map(tell, others.values())], tell(other) if other and other.filed.what.id not in others else None


def linked(found: Found, shelves: Shelves) -> Iterator[Found]:
    """Yield other consents of this client, as far as they are here: those that name this one, and the one it names."""
    ids = [each.what.id for each in found.related if is_record(each)]
    before = found.filed.what.supersedes
    for record in [*ids, *([before.id] if before else [])]:
        with suppress(NotOnShelf):
            yield shelves.find(record)


def alike(found: Found, shelves: Shelves) -> Found | None:
    """Return the newest other consent of the same name and birth date: who came back may not have known the number."""
    what = found.filed.what
    if not isinstance(what, Record) or what.client is None:
        return None
    words = f"{what.client.name} {what.client.born.isoformat()}"
    asked = Query(text=words, kinds=frozenset({Kind.CONSENT}), rehearsals=what.rehearsal, limit=_FEW)
    for entry in shelves.list(asked).entries:  # no folder holds rehearsals beside records that count
        if entry.state is not State.WHOLE or entry.id == what.id:
            continue
        with suppress(NotOnShelf):
            other = shelves.find(entry.id)
            if isinstance(other.filed.what, Record) and same_client(what, other.filed.what):
                return other
    return None
