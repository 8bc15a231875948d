"""Every key of the desk, by page, and what the signs of the list mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consent_tui.model.entry import Query, State
from consent_tui.model.record import Kind
from consent_tui.model.standing import Word
from consent_tui.views.desk.deeds import DEEDS
from consent_tui.views.desk.shapes import Block, Heading, Line
from consent_tui.views.desk.signs import FLAGS, KINDS, LEGEND, STANDS, STATES

ANYWHERE = (
    ("F1 ?", "these keys, and back"),
    ("Enter", "the large key at the right"),
    ("L F9", "lock the desk; F9 also where letters are typed"),
    ("Esc", "one step back"),
    ("Tab", "go on to what can be pressed, Shift+Tab back; Space presses it"),
    ("Ctrl+Q", "leave; Ctrl+C too"),
)
FULL = f"The list shows {Query().limit} records at a time; Down goes on after the last, Up before the first"
LIST = (
    ("Up Down", f"go through the list; PageUp, PageDown, Home, End too. {FULL}"),
    ("Enter", "open the record"),
    ("/", "find: name, number, date, flag, or words of the client"),
    ("T", "filters: flags, standings, practitioners"),
    ("F", "only what has a flag, and all again"),
    ("D", "today alone, and all days again"),
    ("Left Right", "of one day: the day before, the day after"),
    ("S", "sort: newest, oldest, by name, gravest first"),
    ("R", "show rehearsals too, and hide them"),
    ("1 to 9", "take away the filter with this number; the mouse does it too, past the ninth it alone"),
    ("X", "take every filter away; Esc does the same"),
    ("G", "figures: what came of all encounters, and what troubles clients"),
)
FINDING = (
    ("letters", "what is looked for; Backspace takes one away, Ctrl+U all"),
    ("Enter Esc", "to the list, which stays as it was found; Esc again shows all"),
)
FILTERS = (
    ("A to Z", "set the filter with this letter, and take it away"),
    ("1 to 9", "take away the filter with this number in the list"),
    ("X", "take every filter away"),
    ("G", "figures, as in the list"),
    ("Enter Esc", "to the list"),
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
    ("Up Down", "read on; Space, PageUp, PageDown, Home, End too"),
    ("R", "show private answers, and cover them"),
    ("A", "all acts, and why one cannot be done now"),
    *((cap, word.lower()) for cap, word in DEEDS.values()),
)


FORM = (
    ("Tab Enter", "go on to the next blank; at the last, Enter looks at it"),
    ("1 to 9", "choose or tick the line with this number; Space does it where the cursor is"),
    ("Enter", "on the page that shows what will be written: seal it"),
    ("Esc", "back; nothing is written"),
)
GROUPS = (
    ("Everywhere", ANYWHERE),
    ("In the list", LIST),
    ("While you find", FINDING),
    ("At the filters", FILTERS),
    ("In a record", RECORD),
    ("In an act", FORM),
    ("In the figures", FIGURES),
)
MEANS: Mapping[Word, str] = {
    Word.VALID: "a session may begin",
    Word.AWAITING_CLEARANCE: "a doctor has to answer first",
    Word.AWAITING_TALK: "talk about what is named, then countersign",
    Word.AWAITING_COUNTERSIGNATURE: "check with the client, then countersign",
    Word.RE_CONSENT: "what is told has changed; the client goes to the kiosk again",
    Word.EXPIRED: "its time has ended; the client goes to the kiosk again",
    Word.SUPERSEDED: "a newer consent stands in its place",
    Word.VOID: "it was a mistake and never counted",
    Word.WITHDRAWN: "the client took it back",
}
OTHERS = (
    (KINDS[Kind.REFUSAL], "the client decided against it"),
    (KINDS[Kind.UNDECIDED], "nothing is decided; no session yet"),
    (KINDS[Kind.DEFERRAL], "not today: the answers stood against it, or the client was unable"),
)
FILES: Mapping[State, str] = {
    State.ALTERED: "not as it was sealed, or half copied",
    State.UNKNOWN_KEY: "sealed by somebody who is not trusted here",
    State.UNREADABLE: "no right to read it, or a newer version wrote it",
    State.ENCRYPTED: "nothing here opens it",
    State.MISSING: "a ledger names it, and it is not here",
    State.COPY: "the same record as another file",
    State.FOREIGN: "some other file",
}


def help_blocks() -> Iterator[Block]:
    for title, keys in GROUPS:
        yield Heading(title)
        yield from (Line(does, label=name) for name, does in keys)
    yield Heading("Flags")
    yield from (Line(LEGEND[flag], label=f"{sign} {word}") for flag, (sign, word) in FLAGS.items())
    yield Heading("Where a record stands")
    yield from (Line(MEANS[name], label=f"{sign} {word}") for name, (sign, word) in STANDS.items())
    yield from (Line(means, label=f"- {word}") for word, means in OTHERS)
    yield Heading("What is no whole record")
    yield from (Line(FILES[state], label=" ".join(STATES[state])) for state in FILES)
