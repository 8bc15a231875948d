"""What differs between two records, or between a record and the pack in use today, told by `copies`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from consent_tui.content import bundled, read_known
from consent_tui.copies import diff, text
from consent_tui.copies.shown import Shown
from consent_tui.model.pack import Pack
from consent_tui.model.record import Record
from consent_tui.services.showing import spoken
from consent_tui.services.showing_seen import speaking
from consent_tui.settings import folders

PACK = "pack"


class NotComparable(Exception):
    """Two things that have nothing to be compared by: one sentence that says why."""

    exit_code = 2


def against_record(one: Shown, other: Shown, width: int = text.WIDTH) -> Iterator[str]:
    """Yield the lines of what differs, the earlier of the two first. Raises `NotComparable` for an act."""
    old, new = sorted((one, other), key=_written)
    was, now = _record(old), _record(new)
    return text.wrapped(text.lines(diff.between(old, new, was, now, spoken(now.language))), width)


def against_pack(told: Shown, folder: Path | None, width: int = text.WIDTH) -> Iterator[str]:
    """Yield the lines of what this client would be told or asked today and was not.

    `folder` holds today's pack; else it is the bundled one of that name. Raises `NotComparable`.
    """
    what = _record(told)
    if what.content is None:
        raise NotComparable(f"{told.filed.number} names no pack, so nothing can be compared with one.")
    pack = _today(folder or bundled(what.content.pack))
    if pack.id != what.content.pack:
        raise NotComparable(f'{told.filed.number} was told by the pack "{what.content.pack}", and this is "{pack.id}".')
    return text.wrapped(text.lines(diff.since(told, what, pack, speaking(pack))), width)


def _written(told: Shown) -> float:
    return told.filed.written.timestamp() if told.filed.written else 0


def _record(told: Shown) -> Record:
    what = told.filed.what
    if isinstance(what, Record):
        return what
    raise NotComparable(
        f"{told.filed.number} is an act at the {what.where}; only records of an encounter are compared."
    )


def _today(folder: Path) -> Pack:
    reading = read_known(folder, folders.cache() / "packs")
    if reading.pack is None:
        told = "\n".join(map(str, reading.faults))
        raise NotComparable(f"{told}\nThis pack is broken, so nothing is compared with it. Name another with --pack.")
    return reading.pack
