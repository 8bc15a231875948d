"""A copy or a form as a tree of plain values: what stands where, before it becomes text, HTML or PDF.

All words are plain text, never markup: whoever prints a document escapes them. A `language` (BCP 47) is named only
where words are in another one than what they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"  # the one line that must not be missed
    QUIET = "quiet"  # sources, how to check: nobody has to read it
    NOTE = "note"  # a warning, set apart


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a paragraph. `explained`: a word that the document explains further below."""

    words: str
    strong: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`runs` are its words in parts where some stand out; () = none does."""

    words: str
    tone: Tone = Tone.PLAIN
    language: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list; those that follow each other make one list. `runs` as in a paragraph."""

    words: str
    language: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person said or typed, word for word; `label` says who or about what; `beside` is not theirs."""

    label: str
    words: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """`exact`: a number or digest, set in letters of one width so that it can be compared."""

    name: str
    value: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values; `caption` says what they are about, to those who hear it read."""

    rows: tuple[Fact, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Box:
    """A check box; an empty one waits for a pen."""

    words: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or statement with what could be chosen; `language` is that of its words alone.

    `id` is the pack's; `mark` stands small beside the boxes, where a form has to name it.
    """

    words: str
    boxes: tuple[Box, ...] = ()
    beside: tuple[str, ...] = ()  # why it is asked, notes, earlier answers: a line each
    language: str = ""
    id: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """Lines to write on."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of evidence. `results` from -1 (worse) by 0 to 1 (better); two = they differ. `dots` of 4: how sure."""

    condition: str
    trials: str
    people: str
    results: tuple[float, ...]
    found: str
    dots: int
    certainty: str
    limits: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`heads`: condition, trials, people, found, how sure; `ends`: what stands left and right of no difference."""

    caption: str
    heads: tuple[str, str, str, str, str]
    ends: tuple[str, str]
    rows: tuple[ChartRow, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ink:
    """A drawn signature: strokes as in the record (`"12,4 13,5"`, square dots from the top left), and it in words."""

    strokes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code; `words` say what it holds."""

    data: str
    words: str


Block = Paragraph | Point | Quote | Facts | Asked | Blank | Chart | Ink | Code


@dataclass(frozen=True, slots=True)
class Section:
    """`apart`: starts a new sheet of paper. `running`: prose, whose paragraphs have air between them in text too."""

    title: str
    body: tuple[Block | Section, ...]
    language: str = ""
    apart: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`head` stands before the first section; `foot` on every page, left of its number; `mark` too, where it is one.

    `page` holds `{n}` and `{total}`. `large`: in larger letters, since somebody fills it in with a pen.
    """

    title: str
    language: str
    body: tuple[Section, ...]
    head: tuple[Block, ...] = ()
    foot: str = ""
    mark: str = ""  # "Rehearsal"
    page: str = "{n}/{total}"
    subject: str = ""  # the record's number, for who looks at the file's properties
    large: bool = False
