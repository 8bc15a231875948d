"""Lists and figures as a table for the terminal, as JSON, and as CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from consent_tui import words
from consent_tui.archive.figures import FORMAT as FIGURES
from consent_tui.cli.notation import dumped
from consent_tui.copies.csv_cells import csv_lines
from consent_tui.model.entry import Entry, State
from consent_tui.model.figures import LEAST, Figures, Part
from consent_tui.model.text import visible

LIST, COUNT = "consent-list/1", "consent-count/1"
_COLUMNS = (
    "number", "id", "kind", "time", "initials", "standing", "flags", "outcome", "language", "pack", "version",
    "practitioner", "about", "state", "rehearsal", "size", "digest", "path",
)  # fmt: skip
_FEW = f"below {LEAST}"


def listed(entries: Sequence[Entry], root: Path, form: str) -> Iterator[str]:
    """Yield the lines of a list. A path in it can be given to `show` and `verify`."""
    if form == "json":
        yield dumped({"format": LIST, "records": [_told(entry, root) for entry in entries]})
    elif form == "csv":
        rows = ([_cell(value) for value in _told(entry, root).values()] for entry in entries)
        yield from csv_lines(_COLUMNS, rows)
    else:
        yield from _table(("record", "time", "who", "what", "flags"), [_row(entry) for entry in entries])


def counted(tally: Mapping[str, int], field: str, form: str) -> Iterator[str]:
    """Yield how many there are of each."""
    if form == "json":
        counts = [{field: label or None, "count": count} for label, count in tally.items()]
        yield dumped({"format": COUNT, "by": field, "counts": counts})
    elif form == "csv":
        yield from csv_lines((field, "count"), ([label, str(count)] for label, count in tally.items()))
    else:
        yield from _table((field, "count"), [(label or "–", str(count)) for label, count in tally.items()])


def figured(told: Figures, form: str) -> Iterator[str]:
    """Yield figures. What is not told is null in JSON, empty in CSV."""
    rows = list(_figures(told))
    if form == "json":
        names = ("figure", "part", "count", "of")
        parts = [dict(zip(names, row, strict=True)) for row in rows]
        reading = [{"page": each.page, "seconds": each.seconds, "clients": each.clients} for each in told.reading]
        yield dumped(
            {
                "format": FIGURES,
                "encounters": told.encounters,
                "hidden": told.hidden,
                "figures": parts,
                "reading": reading,
            },
        )
        return
    rows += [("reading-seconds", each.page, f"{each.seconds:g}", each.clients) for each in told.reading]
    if form == "csv":
        said = ([str("" if cell is None else cell) for cell in row] for row in rows)
        yield from csv_lines(("figure", "part", "count", "of"), said)
        return
    yield from _table(("figure", "part", "count", "of"), [_shown(row) for row in rows])
    if told.encounters is None:
        yield f"Nothing is told: {_FEW} encounters, or so many could be worked out from this and other figures."
    elif told.hidden:
        yield f"Left out: {told.hidden} counts {_FEW}, or near enough to give one away."


def _figures(told: Figures) -> Iterator[tuple[str, str, int | str | None, int | None]]:
    yield ("encounters", "", told.encounters, None)
    named: dict[str, Iterable[Part]] = {
        "outcome": told.outcomes,
        "language": told.languages,
        "version": told.versions,
        "flagged": told.flagged,
        "missed-first": told.missed,
        "missed-twice": told.unclear,
        "asked": told.asked,
    }
    for name, parts in named.items():
        yield from ((name, part.label, part.count, part.of) for part in parts)
    for month, parts in told.months.items():
        yield from ((f"outcome {month}", part.label, part.count, part.of) for part in parts)


def _shown(row: tuple[str, str, int | str | None, int | None]) -> tuple[str, ...]:
    figure, part, count, of = row
    return (figure, part, "–" if count is None else str(count), "" if of is None else str(of))


def _told(entry: Entry, root: Path) -> dict[str, object]:
    path = "" if entry.state is State.MISSING else str(root / entry.path)
    said: dict[str, object] = {name: getattr(entry, name) for name in _COLUMNS}
    time = entry.time.isoformat() if entry.time else None
    return {**said, "kind": entry.kind, "time": time, "flags": list(entry.flags), "path": path}


def _row(entry: Entry) -> tuple[str, ...]:
    say = words.load(words.OWN[0])
    time = entry.time.strftime("%Y-%m-%d %H:%M") if entry.time else ""
    what = say(f"file.{entry.state}")
    if entry.state is State.WHOLE:
        what = say(f"show.word.{entry.standing}") if entry.standing else say(f"show.kind.{entry.kind}")
    what = f"{what} (rehearsal)" if entry.rehearsal else what
    flags = ", ".join(say(f"flag.{flag}") for flag in entry.flags)
    return (entry.key, time, entry.initials, what, flags)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield lines with columns below each other. No sign in a cell moves the cursor."""
    plain = [columns, *([visible(cell) for cell in row] for row in rows)]
    wide = [max(_width(row[at]) for row in plain) for at in range(len(columns))]
    for row in plain:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, wide, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
