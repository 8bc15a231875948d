"""A group of questions or statements. As many rows as fit; the rest flow to further screens within the sheet."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.model.moves import RowsSeen
from consent_tui.tui.kiosk.chunks import Chunk, Measured, chunks
from consent_tui.tui.kiosk.messages import Flow, Saw, Turned, TurnOver
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.grouprow import Cell, GroupRow, height
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.tui.widgets.prose import line
from consent_tui.tui.widgets.rowstack import RowStack
from consent_tui.tui.window import window_of
from consent_tui.views.parts import MainKey, Row
from consent_tui.views.shapes import Frame, RowsSheet
from consent_tui.words import Words

ALL = 3  # rows of "No to all of these"


class Rows(Sheet[RowsSheet]):
    """Which rows are on screen is its only state: the chunk that holds `_anchor`."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, frame: Frame, sheet: RowsSheet, words: Words) -> None:
        super().__init__(frame, sheet, words)
        self._anchor = sheet.rows[0].id if sheet.rows else ""
        self._current = ""
        self._told: set[str] = set()
        self._laid = Size(0, 0)
        self._chunks: tuple[Chunk, ...] = ((),)

    def compose(self) -> ComposeResult:
        with Horizontal(id="group"):
            yield line(self.sheet.title, "title", self.glyphs)
            yield line(self.sheet.eyebrow, "eyebrow", self.glyphs)
        yield from self.prose(self.sheet.prose)
        yield RowStack(id="rows")

    # -- what is on screen

    def begin_at(self, row: str) -> None:
        """Show the part that holds this row first."""
        if row in {each.id for each in self.sheet.rows}:
            self._anchor = row

    @property
    def room(self) -> int:
        """Rows left below the head."""
        head = sum(
            child.outer_size.height + child.styles.margin.height for child in self.children if child.id != "rows"
        )
        return max(1, self.content_size.height - head)

    def _measured(self) -> tuple[Chunk, ...]:
        width, gap = self.scrollable_content_region.width, int(window_of(self).has_class("-tall"))
        rows = [Measured(r.id, height(r, width, self.glyphs), r.under) for r in self.sheet.rows]
        return chunks(rows, self.room, gap=gap, last=ALL if self.sheet.all else 0)

    def at(self) -> int:
        """Return which chunk is on screen."""
        return next((n for n, chunk in enumerate(self._chunks) if self._anchor in chunk), 0)

    @property
    def shown(self) -> list[GroupRow]:
        return list(self.query(GroupRow))

    def on_resize(self) -> None:
        if self.content_size.height and self.content_size != self._laid:
            self._laid = self.content_size
            self.post_message(Flow(self))

    async def lay(self, *, anew: bool = False) -> None:
        """Put the chunk's rows on screen; those that are there already change in place."""
        self._chunks = self._measured()
        at = self.at()
        here = [row for row in self.sheet.rows if row.id in self._chunks[at]]
        last = self.sheet.all if at == len(self._chunks) - 1 else None
        held = self.held
        width = self.scrollable_content_region.width
        if await self.query_one(RowStack).show(here, last, self.revision, width, anew=anew) and held:
            self.hold(held)
        self.point()
        self.post_message(Turned())
        self.call_after_refresh(self.seen)

    def seen(self) -> None:
        fresh = tuple(row.row.id for row in self.shown if row.row.id not in self._told)
        if fresh and self.visible_now:
            self._told.update(fresh)
            self.post_message(Saw(RowsSeen(fresh)))

    # -- which row the digits answer

    def point(self, after: str = "") -> None:
        """The current row is the one that has the focus, else the first open one."""
        rows = self.shown
        focused = self.screen.focused
        held = next((r for r in rows if focused is not None and r in focused.ancestors), None)
        names = [r.row.id for r in rows]
        later = rows[names.index(after) + 1 :] if after in names else rows
        current = held or next((r for r in (*later, *rows) if r.open), None)
        self._current = current.row.id if current else ""
        for row in rows:
            row.mark(current=row is current)

    def on_descendant_focus(self) -> None:
        self.point()

    def on_descendant_blur(self) -> None:
        self.point()

    def act_of(self, cap: str) -> Act | None:
        for choice in self.query(ChoiceRow):
            if choice.cap == cap:
                return choice.act
        row = next((r.row for r in self.shown if r.row.id == self._current), None)
        return _act_of(row, cap) if row else None

    # -- moving within the group

    @property
    def flows_on(self) -> bool:
        """Whether there are rows on a further screen."""
        return self.at() < len(self._chunks) - 1

    def main(self) -> MainKey | None:
        return MainKey(self.words("key.next"), TurnOver()) if self.flows_on else self.frame.main

    def more(self) -> str:
        return self.words("screen.more_rows") if self.flows_on else super().more()

    def forward(self) -> bool:
        return self.flows_on and self._go(self._chunks[self.at() + 1][0])

    def missing(self, at: str) -> Widget | None:  # noqa: ARG002 - the first open row, whichever the view means
        """The first answer of the first open row; where that is on another screen, this one is shown first."""
        opened = next((row.id for row in self.sheet.rows if not any(c.chosen for c in row.choices)), None)
        row = next((each for each in self.shown if each.row.id == opened), None)
        if row is None and opened is not None:
            self._go(opened)
        return row.query(Cell).first() if row else None

    def backward(self) -> bool:
        parts, at = self._chunks, self.at()
        return at > 0 and self._go(parts[at - 1][0])

    def _go(self, anchor: str) -> bool:
        self._anchor = anchor
        self.focus()
        self.scroll_home(animate=False)
        self.post_message(Flow(self))
        return True

    async def renew(self, frame: Frame, sheet: RowsSheet) -> None:
        answered = [row.id for row in sheet.rows if row not in self.sheet.rows]
        self.frame, self.sheet = frame, sheet
        if self._anchor not in {row.id for row in sheet.rows} and sheet.rows:
            self._anchor = sheet.rows[0].id
        if any(row.row.id in answered for row in self.shown):
            self._anchor = next(row.row.id for row in self.shown if row.row.id in answered)
        await self.lay()
        if answered:
            self.point(answered[0])
        for cell in self.query(Cell):
            cell.revision = frame.revision


def _act_of(row: Row, cap: str) -> Act | None:
    """What a cap does for the current row."""
    targets = [(choice.cap, choice.act) for choice in row.choices]
    targets += [(key.cap, key.act) for key in (row.why, row.note) if key]
    return next((act for mine, act in targets if mine == cap), None)
