"""What came of all encounters, and what troubles clients: each figure as a number, and as a bar beside it.

What is not told (`docs/decisions/153-figures.md`) is said in words and has no bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from consent_tui.model import desk_acts as acts
from consent_tui.model.desk import Desk
from consent_tui.model.desk_seen import Seen
from consent_tui.model.entry import Query
from consent_tui.model.figures import LEAST, Figures, Part, Reading
from consent_tui.views.desk.listing import day
from consent_tui.views.desk.shapes import Bar, Bars, Block, Heading, Line, SmallRow, Weight
from consent_tui.views.parts import Key
from consent_tui.words import Words

FEW = "too few to tell"
OUTCOMES = {"agree": "agreed", "refuse": "said no", "undecided": "still thinking", "deferral": "put off"}
FIGURES = Key("figures", "G", "Figures", acts.ShowFigures())


def blocks(desk: Desk, seen: Seen, say: Words) -> Iterator[Block]:
    told = seen.figures
    if seen.counting:
        yield Line(f"{seen.total} records are being counted. This takes a few seconds.", weight=Weight.STRONG)
    if told is None:
        return
    yield SmallRow(keys(desk.counted, seen, say))
    if desk.counted.rehearsals:
        yield Line("Rehearsals are counted too, since the list shows them.", sign="!", weight=Weight.STRONG)
    if told.encounters == 0:
        yield from _nothing(desk.counted, seen)
        return
    if told.encounters is None:
        yield from _too_few(desk.counted)
        return
    yield from _outcomes(told, say)
    yield from _shares("Led to a talk, a doctor or a stop", told.flagged, seen.worded.get("question"))
    yield from _shares("Explanations that were not clear at first", told.missed, seen.worded.get("teach-back"))
    yield from _shares("Not clear after two tries", told.unclear)
    yield from _shares("Pages at which clients asked something", told.asked)
    yield from _reading(told.reading)
    yield from _parts("Languages", told.languages, told.encounters)
    yield from _parts("Versions of what clients are told", told.versions, told.encounters)
    yield from _left_out(told)


def _nothing(counted: Query, seen: Seen) -> Iterator[Block]:
    if counted != Query(rehearsals=counted.rehearsals):
        yield Line("Nothing fits.", weight=Weight.STRONG)
        yield Line("Choose another time, language or version above.")
        return
    yield Line("Nothing to count yet.", weight=Weight.STRONG)
    yield Line(f"When {LEAST} clients have decided at the kiosk, the first figures stand here.")
    if seen.hidden:
        yield Line("Rehearsals are not counted. R in the list shows them, and counts them here.", weight=Weight.QUIET)


def _too_few(counted: Query) -> Iterator[Block]:
    """Of a language or version it is not said whether it has too few itself, or leaves too few: that would tell."""
    if counted.languages or counted.versions:
        yield Line("Nothing is told of this choice.", weight=Weight.STRONG)
        yield Line(f"It has fewer than {LEAST} encounters, or fewer could be worked out from it and others.")
        yield Line("Choose another language or version above, or all of them.")
        return
    yield Line(f"There are fewer than {LEAST} encounters here.", weight=Weight.STRONG)
    yield Line(f"From {LEAST} on something is told, so that nobody can be found in it.")


def _left_out(told: Figures) -> Iterator[Block]:
    yield Heading("Left out")
    few = f"{told.hidden} counts below {LEAST}, or near enough to give one away." if told.hidden else "Nothing."
    yield Line(few)
    yield Line("To pass figures on, or for a spreadsheet: consent-tui figures --format csv", weight=Weight.QUIET)


# -- what they are of


def keys(counted: Query, seen: Seen, say: Words) -> tuple[Key, ...]:
    """Return a key for each thing that figures can be narrowed to; it goes on to the next, after the last to all."""
    today = seen.now.date()
    periods = list(dict.fromkeys((None, today.replace(month=1, day=1), _year_before(today))))  # one in December
    since = periods[(periods.index(counted.since) + 1) % len(periods)] if counted.since in periods else None
    found = [
        Key("since", "P", _since(counted.since, say), acts.CountOver(replace(counted, since=since))),
    ]
    languages, versions = seen.spans.get("language", ()), seen.spans.get("version", ())
    if len(languages) > 1 or counted.languages:
        chosen = replace(counted, languages=_next(counted.languages, languages))
        found.append(Key("language", "N", _of(counted.languages, "all languages", "in"), acts.CountOver(chosen)))
    if len(versions) > 1 or counted.versions:
        chosen = replace(counted, versions=_next(counted.versions, versions))
        found.append(Key("version", "V", _of(counted.versions, "all versions", "version"), acts.CountOver(chosen)))
    return tuple(found)


def _year_before(today: date) -> date:
    """The first day of the twelve months that end with this one."""
    return (
        today.replace(year=today.year - 1, month=today.month + 1, day=1) if today.month < 12 else date(today.year, 1, 1)
    )


def _since(since: date | None, say: Words) -> str:
    return f"since {day(since, say)}" if since else "all the time"


def _of(chosen: frozenset[str], everything: str, word: str) -> str:
    return f"{word} {', '.join(sorted(chosen))}" if chosen else everything


def _next(chosen: frozenset[str], among: Sequence[str]) -> frozenset[str]:
    (now,) = chosen or ("",)
    at = among.index(now) + 1 if now in among else 0
    return frozenset(among[at : at + 1])


# -- figures


def _outcomes(told: Figures, say: Words) -> Iterator[Block]:
    yield from _parts(f"What {told.encounters} encounters came to", told.outcomes, told.encounters, OUTCOMES)
    months = tuple(_months(sorted(told.months)))
    if len(months) < 2:
        return  # it says the same as above
    most = max((part.count or 0 for parts in told.months.values() for part in parts), default=0)
    for outcome in (part.label for part in told.outcomes if part.count is not None):
        rows = []
        for month in months:
            count = next((part.count for part in told.months.get(month, ()) if part.label == outcome), 0)
            rows.append(Bar(_month(month, say), _told(count), _share(count, most)))
        yield Heading(f"By month: {OUTCOMES.get(outcome, outcome)}")
        yield Bars(tuple(rows))


def _months(found: Sequence[str]) -> Iterator[str]:
    """Yield every month from the first to the last, also those in which nobody came."""
    if not found:
        return
    year, month = map(int, found[0].split("-"))
    while (now := f"{year:04}-{month:02}") <= found[-1]:
        yield now
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(month: str, say: Words) -> str:
    year, number = month.split("-")
    return f"{say('date.months').split('|')[int(number) - 1]} {year}"


def _parts(title: str, parts: tuple[Part, ...], of: int | None, names: dict[str, str] | None = None) -> Iterator[Block]:
    if parts:
        named = [replace(part, label=(names or {}).get(part.label, part.label)) for part in parts]
        yield from _barred(
            title, [(part, Bar(part.label, _told(part.count), _share(part.count, of))) for part in named]
        )


def _shares(title: str, parts: tuple[Part, ...], worded: Mapping[str, str] | None = None) -> Iterator[Block]:
    if parts:
        words = worded or {}
        bars = [
            Bar(part.label, _told(part.count, part.of), _share(part.count, part.of), words.get(part.label, ""))
            for part in parts
        ]
        yield from _barred(title, list(zip(parts, bars, strict=True)))


def _barred(title: str, rows: Sequence[tuple[Part, Bar]]) -> Iterator[Block]:
    """Those that are told, as bars; the others by name in one line, in which no order tells of them."""
    yield Heading(title)
    if shown := tuple(bar for part, bar in rows if part.count is not None):
        yield Bars(shown)
    if few := [part.label for part, _ in rows if part.count is None]:
        yield Line(", ".join(few), label=FEW.capitalize(), weight=Weight.QUIET)


def _reading(pages: tuple[Reading, ...]) -> Iterator[Block]:
    if not pages:
        return
    longest = max(page.seconds for page in pages)
    yield Heading("How long a page was read: the median")
    yield Bars(
        tuple(
            Bar(page.page, f"{_time(page.seconds)}, {page.clients} clients", _share(page.seconds, longest))
            for page in pages
        )
    )


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _told(count: int | None, of: int | None = None) -> str:
    if count is None:
        return FEW
    return f"{count} of {of}" if of is not None else str(count)


def _share(count: float | None, of: float | None) -> float | None:
    return count / of if count is not None and of else None
