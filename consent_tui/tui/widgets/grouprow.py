"""A question or statement in a group: its words, and below them its answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Press, Pressable, SmallKey, chip
from consent_tui.tui.widgets.prose import say
from consent_tui.views.parts import Choice, Row

ANSWER = 3  # rows of an answer's box
INDENT = 2  # columns before a row's words, where the mark of the current row stands
UNDER = 2  # more columns for a follow-up
AROUND = 7  # columns of a cell besides cap, bead and word: its border and the blanks between


def side_width(row: Row) -> int:
    """Columns that a row's small keys take at its right."""
    keys = [key for key in (row.why, row.note) if key]
    return max((len(key.word) + len(key.cap) + 5 for key in keys), default=0)


def side_rows(row: Row) -> int:
    """Rows kept for small keys: a note can be added once there is an answer, and nothing must move then."""
    return 2 if row.why or row.note else 1


def cell_widths(choices: Sequence[Choice], width: int, glyphs: Glyphs) -> list[list[int]]:
    """Return the widths of the cells, line by line: one line where all fit, else two."""
    needs = [max(10, len(c.word) + len(c.cap) + len(glyphs.on) + AROUND) for c in choices]
    half = -(-len(needs) // 2)
    lines = [needs] if sum(needs) <= width or len(needs) == 1 else [needs[:half], needs[half:]]
    spread = []
    for line in lines:
        more, rest = divmod(max(0, width - sum(line)), len(line)) if line else (0, 0)
        spread.append([min(need + more + (i < rest), width) for i, need in enumerate(line)])
    return spread


def height(row: Row, width: int, glyphs: Glyphs) -> int:
    """Rows that a row takes at `width` columns."""
    inner = width - INDENT - UNDER * row.under
    words = len(Content(row.words).wrap(max(8, inner - side_width(row))))
    noted = len(Content(row.noted).wrap(max(8, inner))) if row.noted else 0
    return max(words, side_rows(row)) + noted + ANSWER * len(cell_widths(row.choices, inner, glyphs))


class Cell(Pressable):
    """One answer of a row."""

    def __init__(self, row: str, choice: Choice, revision: int, width: int) -> None:
        super().__init__(f"{row} {choice.id}", choice.cap, choice.act, revision, classes="choice cell")
        self.styles.width = width
        self.show(choice, revision)

    def show(self, choice: Choice, revision: int) -> None:
        self.choice, self.act, self.revision = choice, choice.act, revision
        self.set_class(choice.chosen, "-on")
        if self.says(choice.word, choice.chosen):
            self.refresh()

    def parts(self) -> tuple[Content, Content]:
        glyphs, on = self.glyphs, self.choice.chosen
        lead = Content.assemble(self.here(), chip(self.choice.cap), " ", glyphs.on if on else glyphs.off, " ")
        return lead, Content.styled(glyphs.plain(self.choice.word), "bold" if on else "")


class GroupRow(Widget):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, row: Row, revision: int, width: int) -> None:
        super().__init__(name=row.id, classes="under" if row.under else "")
        self.row, self._revision, self._width = row, revision, width
        self._current = False

    def compose(self) -> ComposeResult:
        row, glyphs = self.row, glyphs_of(self.app.theme)
        with Horizontal(classes="asked"):
            yield Static(" ", classes="current", markup=False)
            yield Static(Content(glyphs.plain(row.words)), classes="words", markup=False)
            with Vertical(classes="side"):
                yield from self._small()
        yield Static(Content(glyphs.plain(row.noted)), classes="noted", markup=False)
        choices = iter(row.choices)
        for line in cell_widths(row.choices, self._width - INDENT - UNDER * row.under, glyphs):
            with Horizontal(classes="answers"):
                for width, choice in zip(line, choices, strict=False):
                    yield Cell(row.id, choice, self._revision, width)

    def on_mount(self) -> None:
        self.query_one(".side").styles.width = side_width(self.row)
        self.query_one(".asked").styles.min_height = side_rows(self.row)
        self.query_one(".noted").display = bool(self.row.noted)
        self._mark()

    def _small(self) -> Iterator[SmallKey]:
        return (SmallKey(key, self._revision) for key in (self.row.why, self.row.note) if key)

    async def show(self, row: Row, revision: int) -> None:
        """Take over a changed view in place; once there is an answer, a note can be added to it."""
        before, self.row, self._revision = self.row, row, revision
        for cell, choice in zip(self.query(Cell), row.choices, strict=True):
            cell.show(choice, revision)
        if (before.why, before.note) != (row.why, row.note):
            side = self.query_one(".side")
            await side.remove_children()
            await side.mount(*self._small())
            side.styles.width = side_width(row)
        for key in self.query(SmallKey):
            key.revision = revision

    @property
    def open(self) -> bool:
        return not any(choice.chosen for choice in self.row.choices)

    def mark(self, *, current: bool) -> None:
        """Say that digits answer this row."""
        self._current = current
        self._mark()

    def _mark(self) -> None:
        for words in self.query(".words"):
            words.set_class(self._current, "-current")  # on the row it would have all styles in it looked up
        here = glyphs_of(self.app.theme).here if self._current else " "
        for shown in self.query(".current").results(Static):
            say(shown, Content(here), layout=False)

    def on_click(self, event: events.Click) -> None:
        """The words are as large a target for why we ask as the key beside them."""
        if self.row.why and event.chain == 1:
            event.stop()
            self.post_message(Press(self.row.why.act, self._revision))
