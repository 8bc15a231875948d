"""What there is to draw at the desk: what is around every page, and blocks one below the other. Nothing is markup.

Signs are those of a terminal with Unicode; a bare console shows them in 7 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.acts import Act
from consent_tui.views.parts import Choice, Field, Key, MainKey


class Weight(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"  # the line that must not be missed
    QUIET = "quiet"
    TROUBLE = "trouble"  # what stands in the way


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title."""

    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thought. `label` hangs at the left, `sign` before the words."""

    words: str
    sign: str = ""
    label: str = ""
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Badge:
    """Where a consent stands, as a chip behind the question that it answers."""

    asks: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of text, indented as they come, still to be wrapped."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The list. Of a row without an act, `lead` is a heading."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`lead`: time and who; `flags`: sign and word each; `stands`: sign and word; `end`: the number."""

    lead: str
    flags: tuple[str, ...] = ()
    stands: str = ""
    end: str = ""
    act: Act | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures one below the other, each told in words before it is drawn."""

    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` of the longest bar, 0 to 1, from 0 on; None: it is not told, so nothing is drawn. `words`: below it."""

    label: str
    told: str
    share: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Things that can be pressed, a line each. `beads`: each is chosen or not."""

    id: str
    choices: tuple[Choice, ...]
    label: str = ""
    beads: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields side by side where there is room."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """Something typed that nobody sees: passphrase or PIN."""

    label: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SmallRow:
    """Small keys in a row."""

    keys: tuple[Key, ...]


Block = Heading | Line | Badge | Verbatim | Rows | Bars | Options | Fields | Secret | SmallRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """The whole screen. `key` names the page: a front end draws it anew when it differs, else in place.

    `where` stands in the band beside the date. `keys` at the left, the one main key at the right. `said`: what the last
    act came to. `hidden_keys` work and are not drawn in the bar; all are in the help.
    """

    key: str
    revision: int
    clinic: str
    where: str
    title: str
    blocks: tuple[Block, ...]
    keys: tuple[Key, ...]
    main: MainKey | None
    foot: str
    said: str = ""
    hidden_keys: tuple[Key, ...] = ()
    searching: bool = False
