"""The shapes that say what colour only repeats: a set for a terminal with Unicode, one of 7 bits for a bare console."""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.model.ink import BRAILLE
from consent_tui.model.text import visible
from consent_tui.tui.theme import CONSOLE
from consent_tui.views.parts import Mark


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Shapes one cell wide, but for beads and arrows of a console. `seven_bit`: of all signs only letters stay."""

    logo: str
    done: str
    now: str
    todo: str
    link: str
    upright: str
    on: str
    off: str
    here: str
    left: str
    right: str
    down: str
    full: str
    empty: str
    bar: str
    half_bar: str
    rule: str
    heavy: str
    middle: str
    square: str
    gone: str
    marks: str  # in the order of `Mark`
    seven_bit: bool = False

    def mark(self, mark: Mark) -> str:
        return self.marks[list(Mark).index(mark)]

    def plain(self, text: str) -> str:
        """Return a line as this terminal can show it; of what a terminal would obey a "?" stays.

        All that is drawn from a file, its name or a person goes through here.
        """
        shown = visible(text)
        return shown.translate(_SEVEN_BIT) if self.seven_bit else shown


UNICODE = Glyphs(
    logo="(●)",
    done="●",
    now="◉",
    todo="○",
    link="─",
    upright="│",
    on="◉",
    off="○",
    here="▸",
    left="←",
    right="→",
    down="↓",
    full="●",
    empty="○",
    bar="▄",
    half_bar="▖",
    rule="─",
    heavy="━",
    middle="┼",
    square="■",
    gone="□",
    marks="■▲◆○↻?",
)
SEVEN_BIT = Glyphs(
    logo="(o)",
    done="#",
    now="@",
    todo="o",
    link="-",
    upright="|",
    on="(*)",
    off="( )",
    here=">",
    left="<-",
    right="->",
    down="v",
    full="#",
    empty=".",
    bar="=",
    half_bar="-",
    rule="-",
    heavy="=",
    middle="+",
    square="#",
    gone=".",
    marks="X^*o~?",
    seven_bit=True,
)
_SEVEN_BIT = str.maketrans(
    {
        "●": "#",
        "○": ".",
        "◉": "@",
        "─": "-",
        "━": "=",
        "■": "X",
        "▲": "^",
        "◆": "*",
        "↻": "~",
        "▸": ">",
        "←": "<-",
        "→": "->",
        "·": "-",
        "–": "-",
        "—": "-",
        "…": "...",
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
        **{chr(BRAILLE + dots): "#" for dots in range(1, 256)},  # a drawn signature
    }
)


def glyphs_of(theme: str) -> Glyphs:
    return SEVEN_BIT if theme == CONSOLE else UNICODE
