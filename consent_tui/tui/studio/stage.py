"""One screen of the kiosk in a box: the kiosk's own sheet and all that is around it, drawn for the size of the box."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from consent_tui.tui.kiosk import framed
from consent_tui.tui.kiosk.framed import places
from consent_tui.tui.kiosk.rows import Rows
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.kiosk.sheets import widget_for
from consent_tui.tui.kiosk.surroundings import show_keys, surround
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.window import BOX, breakpoints
from consent_tui.views.shapes import View
from consent_tui.words import Words

WARNING = 60  # seconds that "Are you still there?" stands where a clinic has set nothing else


class Stage(Vertical, can_focus=False, can_focus_children=False):
    """Draws a view as the kiosk's screen does. What its sheet says goes on to the screen that hosts the stage."""

    DEFAULT_CSS = beside(framed.__file__) + beside(__file__)
    SCOPED_CSS = False

    def __init__(self) -> None:
        super().__init__(classes=BOX)
        self.view: View | None = None
        self.sheet: Sheet[Any] | None = None
        self._drawn: tuple[object, ...] = ()
        self._keys: tuple[object, ...] = ()
        self._filling = False  # as large as there is

    def compose(self) -> ComposeResult:
        if self.sheet is not None:
            yield from places(self.sheet)

    async def present(self, view: View, words: Words, size: tuple[int, int] | None, row: str = "") -> None:
        """Draw a view at `size` columns and rows, or as large as there is; `row`: which row of a group to show."""
        self._sized(size)
        drawn = (view.key, type(view.sheet), view.frame.language, size, self.app.theme, row)
        turns, self._drawn = drawn != self._drawn or self.sheet is None, drawn
        if not turns and view == self.view:
            return
        self.view = view
        with self.app.batch_update():
            if turns:
                before, self.sheet = self.sheet, widget_for(view.frame, view.sheet, words)
                if isinstance(self.sheet, Rows):
                    self.sheet.begin_at(row)
                if before is None:
                    await self.recompose()
                else:
                    await before.remove()
                    await self.query_one("#page").mount(self.sheet)
                self.sheet.count(WARNING, WARNING)
                self.sheet.first().has_focus = True  # it looks as it does where a client has just come to it
            elif self.sheet is not None:
                await self.sheet.renew(view.frame, view.sheet)
            await self.surround()
        self.call_after_refresh(self._seen)

    def _sized(self, size: tuple[int, int] | None) -> None:
        self._filling = size is None
        self.styles.width, self.styles.height = size or ("100%", "100%")
        if size:
            self._breaks(Size(*size))
        elif self.size.width:
            self._breaks(self.size)

    def _breaks(self, size: Size) -> None:
        self.set_classes([BOX, *breakpoints(size), *(["-cover"] if self.has_class("-cover") else [])])

    def on_resize(self, event: events.Resize) -> None:
        if self._filling:
            self._breaks(event.size)

    async def surround(self) -> None:
        if self.view is not None and self.sheet is not None:
            surround(self, self.view, self.sheet)
            await self.keys()

    async def keys(self) -> None:
        """Draw the keys of the kiosk, where they have become others."""
        if self.view is None or self.sheet is None:
            return
        keys = (self.view.frame, self.sheet.main(), self.sheet.more(), self._drawn)
        if keys != self._keys:
            self._keys = keys
            await show_keys(self, self.view.frame, self.sheet, typing=isinstance(self.sheet.first(), Typing))

    async def lay(self) -> None:
        """Put on screen what fits."""
        if self.sheet is not None:
            await self.sheet.lay(anew=True)

    def _seen(self) -> None:
        if self.sheet is not None:
            self.sheet.seen()
