"""What may be told beside what else is told: nothing from which fewer than `LEAST` people can be had by subtraction.

The rules stand in `docs/decisions/153-figures.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from consent_tui.model.figures import LEAST

Cell = tuple[str, str]  # language, and pack with version: all that figures can be narrowed by but days
Group = frozenset[Cell]
Label = TypeVar("Label", str, int)


def groups(sizes: Mapping[Cell, int]) -> tuple[Group, ...]:
    """Part all cells into groups of at least `LEAST` people, or into one where there are not so many.

    A small one joins one of its language, so that languages are told rather than versions; else one of its version.
    """
    found = {frozenset([cell]): size for cell, size in sizes.items()}
    while len(found) > 1:
        least = min(found, key=lambda group: (found[group], sorted(group)))
        if found[least] >= LEAST:
            break
        size = found.pop(least)
        near = min(found, key=lambda group: (*_apart(least, group), found[group], sorted(group)))
        found[least | near] = size + found.pop(near)
    return tuple(sorted(found, key=sorted))


def is_of_whole(cells: AbstractSet[Cell], parted: Collection[Group]) -> bool:
    """Say whether these are whole groups. What is had from such by adding and subtraction is of whole groups again."""
    return all(group <= cells or not group & cells for group in parted)


def left_out(counts: Mapping[Label, int], closed: Collection[Label] = ()) -> frozenset[Label]:
    """Return which parts of a whole that is told are not: small ones, `closed` ones, and what would give these away."""
    order = sorted(counts, key=lambda label: (counts[label], label))
    hidden = [label for label in order if counts[label] < LEAST or label in closed]
    for label in order:
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= LEAST):
            break
        if label not in hidden:
            hidden.append(label)
    return frozenset(hidden)


def left_out_of(table: Sequence[Mapping[str, int]]) -> tuple[frozenset[str], ...]:
    """Return for each row of a table what is not told of it, so that neither its sums nor those below it tell it.

    What is not told of all rows together is told of none.
    """
    labels = {label for row in table for label in row}
    down = {label: {at: row[label] for at, row in enumerate(table) if row.get(label)} for label in labels}
    never = left_out({label: sum(column.values()) for label, column in down.items()})
    hidden = [set(never) for _ in table]
    before = -1
    while before != (before := sum(map(len, hidden))):
        for row, found in zip(table, hidden, strict=True):
            found.update(left_out(row, found))
        for label, column in down.items():
            for at in left_out(column, [at for at, found in enumerate(hidden) if label in found]):
                hidden[at].add(label)
    return tuple(map(frozenset, hidden))


def _apart(one: Group, other: Group) -> tuple[bool, bool]:
    """Whether two groups share no language, and no version."""
    languages, versions = ({cell[at] for cell in one}.isdisjoint(cell[at] for cell in other) for at in (0, 1))
    return languages, versions
