"""The parts that sheets are made of: text, keys, choices, rows, fields, facts, the chart. Nothing here is markup.

Each part that can be pressed carries the act to post.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.acts import Act, AskedUs, CameWith, Drew, Noted, Wrote
from consent_tui.model.moves import Give


class Tone(StrEnum):
    """Colour of the spine; the same is always said in words and by a shape."""

    PINE = "pine"
    CLAY = "clay"  # stop
    OCHRE = "ochre"  # doctor first
    DUSK = "dusk"  # talk first
    PLAIN = "plain"  # nothing found


class Mark(StrEnum):
    """A shape beside a title or a line; front ends have a glyph for each (■ ▲ ◆ ○ ↻ ?, console X ^ * o ~ ?)."""

    STOP = "stop"
    CLEARANCE = "clearance"
    TALK = "talk"
    NONE = "none"
    MISSED = "missed"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in one style; `explained` is underlined: the glossary has it."""

    text: str
    strong: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """`kind`: body | point | note | quiet | strong."""

    runs: tuple[Run, ...]
    kind: str = "body"

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


Prose = tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A key: `cap` where nothing is typed, `typing_cap` where letters go into a field; `command` is its plain name."""

    command: str  # back | ask | hide | stop | look | more | terms | sources | why | note | person | mistake …
    cap: str
    word: str
    act: Act
    typing_cap: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class MainKey:
    """The one main key (Enter). Without an act it is not ready: `word` says what is missing, `at` may name it."""

    word: str
    act: Act | None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row that can be chosen; `cap` is its digit."""

    id: str
    cap: str
    word: str
    act: Act
    chosen: bool = False
    hint: str = ""  # "← your answer"


@dataclass(frozen=True, slots=True)
class Row:
    """A question or statement in a group, with its answers side by side."""

    id: str
    words: str
    choices: tuple[Choice, ...]
    why: Key | None = None
    note: Key | None = None
    noted: str = ""
    under: bool = False  # a follow-up: it stands under its question


@dataclass(frozen=True, slots=True)
class Field:
    """Something typed. `commit`: wrote | noted | asked | earlier | gave. `problem`: why the last text was not taken."""

    id: str
    label: str
    value: str = ""
    hint: str = ""
    problem: str = ""
    limit: int = 600
    commit: str = "wrote"
    subject: str = ""

    def act(self, text: str) -> Act:
        """The act that commits `text`: on Enter or when the field is left, never on a keystroke."""
        match self.commit:
            case "noted":
                return Noted(self.subject, text)
            case "earlier":
                return CameWith(text)
            case "asked":
                return AskedUs(self.subject, text)
            case "gave":
                return Give(self.id, text)
        return Wrote(self.id, text)


@dataclass(frozen=True, slots=True)
class Ink:
    """A signature drawn beside the typed one: the strokes that stand, and what the pad says of itself.

    `open` lays a pad over a sheet that has no room for one; `clear` takes the ink away, where there is any.
    """

    strokes: tuple[str, ...]
    label: str
    up: str  # the pen is up
    down: str
    open: Key | None = None
    clear: Key | None = None

    @staticmethod
    def act(strokes: tuple[str, ...]) -> Act:
        """The act that commits strokes: when the pen is lifted."""
        return Drew(strokes)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is so, for cards, results and the review; `act` leads back to where it was said."""

    label: str
    value: str
    act: Act | None = None
    cap: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of evidence. `results` from -1 to 1; `dots` of 4; an unknown number is `None` and drawn as a dash."""

    condition: str
    studies: int | None
    people: int | None
    share: float  # of the longest bar, 0 to 1
    results: tuple[float, ...]
    found: str
    dots: int
    certainty: str
    limits: str


@dataclass(frozen=True, slots=True)
class Chart:
    rows: tuple[ChartRow, ...]
    heads: tuple[str, str, str, str, str, str]  # trials, people, worse, better, found, how sure
    legend: str
