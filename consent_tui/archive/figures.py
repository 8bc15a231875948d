"""Figures over many records, in which nobody can be found: small counts are left out, and what would give them away.

A count below `LEAST` is not told, nor one that is so near its whole that the rest would be below it. Of the parts of a
whole, those that are left out are always two or more and together at least `LEAST`, so that taking the others from the
whole gives nothing away; the same holds for an outcome over the months.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from statistics import median

from consent_tui.model.figures import LEAST, Figures, Part, Reading

FORMAT = "consent-figures/1"

Row = tuple[str, str, str, str, str, str]  # month, kind, outcome, language, version, measures


def figures(rows: Iterable[Row]) -> Figures:
    """Return the figures of these encounters; rows without an outcome are no encounter."""
    drawn = _Drawing()
    for row in rows:
        if row[2]:
            drawn.take(row)
    return drawn.figures()


class _Drawing:
    def __init__(self) -> None:
        self.total = 0
        self.hidden = 0
        self.months: dict[str, Counter[str]] = defaultdict(Counter)
        self.wholes: dict[str, Counter[str]] = defaultdict(Counter)
        self.answered: Counter[str] = Counter()
        self.times: dict[str, list[int]] = defaultdict(list)

    def take(self, row: Row) -> None:
        month, _, outcome, language, version, measures = row
        self.total += 1
        self.months[month][outcome] += 1
        for whole, label in (("outcomes", outcome), ("languages", language), ("versions", version)):
            self.wholes[whole][label] += 1
        told = json.loads(measures) if measures else {}
        for what, field in (("flagged", "because"), ("missed", "missed"), ("unclear", "unclear"), ("asked", "asked")):
            self.wholes[what].update(set(told.get(field, ())))
        self.answered.update(set(told.get("taught", ())))
        for page, seconds in told.get("pages", {}).items():
            self.times[page].append(seconds)

    def figures(self) -> Figures:
        hidden = {name: _hidden(self.wholes[name]) for name in ("outcomes", "languages", "versions")}
        reading = tuple(
            Reading(page, float(median(times)), len(times))
            for page, times in sorted(self.times.items())
            if len(times) >= LEAST
        )
        self.hidden += len(self.times) - len(reading)
        told = {name: self._parts(self.wholes[name], hidden[name]) for name in hidden}
        return Figures(
            encounters=self._shown(self.total, 0),
            outcomes=told["outcomes"],
            months=self._months(hidden["outcomes"]),
            languages=told["languages"],
            versions=told["versions"],
            flagged=self._shares("flagged", None),
            missed=self._shares("missed", self.answered),
            unclear=self._shares("unclear", self.answered),
            asked=self._shares("asked", None),
            reading=reading,
            hidden=self.hidden,
        )

    def _months(self, hidden: frozenset[str]) -> dict[str, tuple[Part, ...]]:
        """Outcomes by month; of an outcome that is hidden as a whole, no month is told."""
        closed: dict[str, set[str]] = {month: set() for month in self.months}
        for outcome in self.wholes["outcomes"]:
            over = {month: counts[outcome] for month, counts in self.months.items() if counts[outcome]}
            for month in over if outcome in hidden else _hidden(over):
                closed[month].add(outcome)
        return {month: self._parts(counts, closed[month]) for month, counts in sorted(self.months.items())}

    def _parts(self, counts: Mapping[str, int], hidden: AbstractSet[str]) -> tuple[Part, ...]:
        """The largest first, and last what is hidden, in which nothing is told by the order."""
        self.hidden += len(hidden)
        order = sorted(counts, key=lambda label: (label in hidden, -counts[label] if label not in hidden else 0, label))
        return tuple(Part(label, None if label in hidden else counts[label]) for label in order)

    def _shares(self, what: str, of: Mapping[str, int] | None) -> tuple[Part, ...]:
        """How many of those who were asked, the largest first; of all encounters where `of` is None."""
        found = []
        for label, count in self.wholes[what].items():
            whole = self.total if of is None else of[label]
            shown = self._shown(count, whole - count)
            found.append(Part(label, shown, self._whole(whole)))
        return tuple(sorted(found, key=lambda part: (part.count is None, -(part.count or 0), part.label)))

    def _shown(self, count: int, rest: int) -> int | None:
        if count and (count < LEAST or 0 < rest < LEAST):
            self.hidden += 1
            return None
        return count

    @staticmethod
    def _whole(whole: int) -> int | None:
        return whole if whole >= LEAST else None


def _hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """Return which parts of a whole that is told are not."""
    order = sorted(counts, key=lambda label: (counts[label], label))
    hidden = [label for label in order if counts[label] < LEAST]
    for label in order[len(hidden) :]:
        if not hidden or sum(counts[each] for each in hidden) >= LEAST:
            break
        hidden.append(label)
    return frozenset(hidden)
