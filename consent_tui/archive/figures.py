"""Figures over many records, in which nobody can be found: small counts are left out, and what would give them away.

A count below `LEAST` is not told, nor one that is so near its whole that the rest would be below it. Of the parts of a
whole, those that are left out are always two or more and together at least `LEAST`, so that taking the others from the
whole gives nothing away; the same holds for an outcome over the months. What is told of some languages or versions
gives nothing away beside what is told of others, or of all.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from statistics import median

from consent_tui.archive.groups import Cell, Group, groups, is_of_whole, left_out, left_out_of
from consent_tui.model.figures import LEAST, Figures, Part, Reading

FORMAT = "consent-figures/1"

Row = tuple[str, str, str, str, str, str, bool]  # month, kind, outcome, language, version, measures, is it asked for
_Count = tuple[str, str]  # what, and the id of it: a question, a page, an outcome in a month
_ALL = ("encounters", "")
_MEASURES = (
    ("flagged", "because"),
    ("answered", "taught"),
    ("missed", "missed"),
    ("unclear", "unclear"),
    ("asked", "asked"),
)


def figures(rows: Iterable[Row]) -> Figures:
    """Return the figures of the encounters that are asked for; rows without an outcome are no encounter.

    The others are those that the same days hold in other languages and versions: what is told of these counts, too.
    """
    drawn = _Drawing()
    for row in rows:
        if row[2]:
            drawn.take(row)
    return drawn.figures()


class _Drawing:
    def __init__(self) -> None:
        self.hidden = 0
        self.tallies: dict[Cell, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.times: dict[Cell, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.chosen: set[Cell] = set()

    def take(self, row: Row) -> None:
        month, _, outcome, language, version, measures, is_chosen = row
        cell = (language, version)
        tally = self.tallies[cell]
        tally["encounters"][""] += 1
        tally["outcome"][outcome] += 1
        tally[month][outcome] += 1
        if is_chosen:
            self.chosen.add(cell)
        if not measures:
            return
        told, times = json.loads(measures), self.times[cell]
        for what, field in _MEASURES:
            for label in set(told.get(field, ())):
                tally[what][label] += 1
        for page, seconds in told.get("pages", {}).items():
            times[page].append(seconds)

    def figures(self) -> Figures:
        total = self.here[_ALL]
        if 0 < total < LEAST or not is_of_whole(self.chosen, self.groups):
            return Figures(encounters=None, months={}, hidden=1)
        hidden = self._outcomes_hidden()
        return Figures(
            encounters=total,
            outcomes=self._parts(self._labelled("outcome"), hidden),
            months=self._months(hidden),
            languages=self._spans(0),
            versions=self._spans(1),
            flagged=self._shares("flagged", None),
            missed=self._shares("missed", "answered"),
            unclear=self._shares("unclear", "answered"),
            asked=self._shares("asked", None),
            reading=self._reading(),
            hidden=self.hidden,
        )

    @cached_property
    def cells(self) -> dict[Cell, Counter[_Count]]:
        """All counts of each language and version."""
        counts = {
            cell: Counter({(what, label): n for what, labels in tally.items() for label, n in labels.items()})
            for cell, tally in self.tallies.items()
        }
        for cell, times in self.times.items():
            counts[cell].update({("read", page): len(seconds) for page, seconds in times.items()})
        return counts

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return groups({cell: counts[_ALL] for cell, counts in self.cells.items()})

    @cached_property
    def here(self) -> Counter[_Count]:
        """All counts of what is asked for."""
        return self._summed(self.chosen)

    @cached_property
    def by_group(self) -> tuple[Counter[_Count], ...]:
        return tuple(map(self._summed, self.groups))

    def _summed(self, cells: AbstractSet[Cell]) -> Counter[_Count]:
        summed: Counter[_Count] = Counter()
        for cell in cells:
            summed.update(self.cells[cell])
        return summed

    def _labelled(self, what: str) -> dict[str, int]:
        return {label: count for (each, label), count in self.here.items() if each == what}

    def _outcomes_hidden(self) -> frozenset[str]:
        if len(self.chosen) == len(self.cells):
            return left_out(self._labelled("outcome"))
        table = [{label: n for (what, label), n in counts.items() if what == "outcome"} for counts in self.by_group]
        hidden = left_out_of(table)
        return frozenset().union(*(hidden[at] for at in self._chosen_groups))

    @cached_property
    def _chosen_groups(self) -> list[int]:
        return [at for at, group in enumerate(self.groups) if group <= self.chosen]

    def _gives_away(self, these: _Count, of: _Count | None = None) -> bool:
        """Whether the count of other languages or versions could be had from this one, or from what is left of `of`."""
        over = [counts[of] - counts[these] if of else counts[these] for counts in self.by_group]
        hidden = left_out({at: count for at, count in enumerate(over) if count})
        return not hidden.isdisjoint(self._chosen_groups) and not hidden.issubset(self._chosen_groups)

    def _spans(self, at: int) -> tuple[Part, ...]:
        """Languages or versions; one is told if it alone could be asked for."""
        counts: Counter[str] = Counter()
        cells: dict[str, set[Cell]] = defaultdict(set)
        for cell in self.chosen:
            counts[cell[at]] += self.cells[cell][_ALL]
            cells[cell[at]].add(cell)
        told = {label for label in counts if counts[label] >= LEAST and is_of_whole(cells[label], self.groups)}
        return self._parts(counts, counts.keys() - told)

    def _months(self, hidden: frozenset[str]) -> dict[str, tuple[Part, ...]]:
        """Outcomes by month; of an outcome that is hidden as a whole, no month is told."""
        months = sorted({what for what, _ in self.here if what[:1].isdigit()})
        parts = {month: self._labelled(month) for month in months}
        closed: dict[str, set[str]] = {month: set() for month in months}
        for outcome in self._labelled("outcome"):
            over = {month: counts[outcome] for month, counts in parts.items() if outcome in counts}
            away = [month for month in over if self._gives_away((month, outcome))]
            for month in over if outcome in hidden else left_out(over, away):
                closed[month].add(outcome)
        return {month: self._parts(counts, closed[month]) for month, counts in parts.items()}

    def _parts(self, counts: Mapping[str, int], hidden: AbstractSet[str]) -> tuple[Part, ...]:
        """The largest first, and last what is hidden, in which nothing is told by the order."""
        self.hidden += len(hidden & counts.keys())
        order = sorted(counts, key=lambda label: (label in hidden, -counts[label] if label not in hidden else 0, label))
        return tuple(Part(label, None if label in hidden else counts[label]) for label in order)

    def _shares(self, what: str, of: str | None) -> tuple[Part, ...]:
        """How many of those who were asked, the largest first; of all encounters where `of` is None."""
        found = []
        for label, count in self._labelled(what).items():
            these, those = (what, label), (of, label) if of else _ALL
            whole = self.here[those]
            is_whole_told = whole >= LEAST and not self._gives_away(those)
            away = not is_whole_told or self._gives_away(these) or self._gives_away(these, those)
            shown = None if away or count < LEAST or 0 < whole - count < LEAST else count
            self.hidden += shown is None
            found.append(Part(label, shown, whole if is_whole_told else None))
        return tuple(sorted(found, key=lambda part: (part.count is None, -(part.count or 0), part.label)))

    def _reading(self) -> tuple[Reading, ...]:
        found = []
        for page, clients in sorted(self._labelled("read").items()):
            if clients < LEAST or self._gives_away(("read", page)):
                self.hidden += 1
                continue
            seconds = chain.from_iterable(self.times[cell][page] for cell in self.chosen)
            found.append(Reading(page, float(median(seconds)), clients))
        return tuple(found)
