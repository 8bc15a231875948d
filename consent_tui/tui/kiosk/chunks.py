"""How the rows of a group flow over screens. Pure: heights in, slices out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """A row's height in screen rows; `under` keeps it below its question where both fit."""

    id: str
    height: int
    under: bool = False


Chunk = tuple[str, ...]


def chunks(rows: Sequence[Measured], room: int, *, gap: int = 0, last: int = 0) -> tuple[Chunk, ...]:
    """Return the ids that stand on each screen of `room` rows; `last` rows are wanted below the last of them.

    A row taller than the screen stands alone on one, and scrolls. A follow-up stays with its question where both fit.
    """
    found: list[list[Measured]] = [[]]
    for unit in _units(rows, room, gap):
        if found[-1] and _height([*found[-1], *unit], gap) > room:
            found.append([])
        found[-1] += unit
    end = found[-1]
    if last and len(end) > 1 and _height(end, gap) + gap + last > room:
        cut = max((i for i, row in enumerate(end) if i and not row.under), default=len(end) - 1)
        found[-1:] = [end[:cut], end[cut:]]
    return tuple(tuple(row.id for row in chunk) for chunk in found if chunk) or ((),)


def _units(rows: Sequence[Measured], room: int, gap: int) -> list[list[Measured]]:
    units: list[list[Measured]] = []
    for row in rows:
        if row.under and units and _height([*units[-1], row], gap) <= room:
            units[-1].append(row)
        else:
            units.append([row])
    return units


def _height(rows: Sequence[Measured], gap: int) -> int:
    return sum(row.height for row in rows) + gap * max(0, len(rows) - 1)
