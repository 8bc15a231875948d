"""Every key of the desk, by page, and what the signs of the list mean."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.views.desk.deeds import DEEDS
from consent_tui.views.desk.shapes import Block, Heading, Line
from consent_tui.views.desk.signs import FLAGS, LEGEND, STANDS

ANYWHERE = (
    ("F1 ?", "these keys"),
    ("L F9", "lock the desk; F9 also where letters are typed"),
    ("Esc", "one step back"),
    ("Tab", "go on to what can be pressed; Space presses it"),
    ("Ctrl+Q", "leave"),
)
LIST = (
    ("Up Down", "go through the list; PageUp, PageDown, Home, End too"),
    ("Enter", "open the record"),
    ("/", "find: name, number, date, flag, or words of the client"),
    ("T", "filters: flags, standings, practitioners"),
    ("F", "only what has a flag, and all again"),
    ("D", "today alone, and all days again; Left and Right go to the day before and after"),
    ("S", "sort: newest, oldest, by name, gravest first"),
    ("R", "show rehearsals too, and hide them"),
    ("1 to 9", "take away the filter with this number"),
    ("X", "take every filter away"),
    ("G", "figures: what came of all encounters, and what troubles clients"),
)
FIGURES = (
    ("P", "all the time, since the year began, or the last twelve months"),
    ("N", "all languages, or one after the other"),
    ("V", "all versions of what clients are told, or one after the other"),
    ("Up Down", "read on; PageUp, PageDown, Home, End too"),
    ("G", "the list again; Esc too"),
)
RECORD = (
    ("Enter", "what comes next for this record"),
    ("1 to 6", "first things, the whole, acts, seal, as the client saw it, what differs today"),
    ("Up Down", "read on; PageUp, PageDown, Home, End too"),
    ("R", "show private answers, and cover them"),
    ("A", "all acts, and why one cannot be done now"),
    *((cap, word.lower()) for cap, word in DEEDS.values()),
)


GROUPS = (("Everywhere", ANYWHERE), ("In the list", LIST), ("In a record", RECORD), ("In the figures", FIGURES))


def help_blocks() -> Iterator[Block]:
    for title, keys in GROUPS:
        yield Heading(title)
        yield from (Line(does, label=name) for name, does in keys)
    yield Heading("Flags")
    yield from (Line(LEGEND[flag], label=f"{sign} {word}") for flag, (sign, word) in FLAGS.items())
    yield Heading("Standing")
    yield from (Line(f"{sign} {word}", label=str(name)) for name, (sign, word) in STANDS.items())
