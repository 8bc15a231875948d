"""The places of the screen: band, rail, spine, sheet, keys, foot; and when what is in them could first be seen."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.frame import Band, Foot, Rail
from consent_tui.tui.kiosk.keybar import KeyBar
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.keyboard import follow
from consent_tui.tui.window import HEIGHTS, WIDTHS, breakpoints


class More(Static):
    """Says that there is more of the sheet, and leads on to it: a finger in a browser has no wheel and no Space."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.screen.query_one(Sheet).turn_over()


def places(sheet: Sheet[Any]) -> ComposeResult:
    """Make all that is around a sheet, with the sheet in its place."""
    yield Band(id="band")
    with Horizontal(id="middle"):
        yield Rail(id="rail")
        yield Static("", id="spine")
        with Vertical(id="page"):
            yield Static("", id="notice", markup=False)
            yield sheet
    yield More("", id="more", markup=False)
    yield KeyBar(id="bar")
    yield Foot(id="foot")
    yield Static("", id="small", markup=False)


class FramedScreen(Screen[None], inherit_bindings=False):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # what had the focus and what has it are painted

    def __init__(self, sheet: Sheet[Any]) -> None:
        super().__init__()
        self.sheet = sheet
        self.painted_at: float | None = None  # when this sheet was first seen, by the clock of events
        self._opening = ExitStack()  # nothing is laid out before all of a screen is there

    def compose(self) -> ComposeResult:
        self._opening.enter_context(self.app.batch_update())
        self.set_class(True, *breakpoints(self.app.size))  # noqa: FBT003 - Textual's; spares a second layout
        yield from places(self.sheet)

    async def exchange(self, sheet: Sheet[Any]) -> None:
        """Put another sheet in the place of this one, and the focus on it. It is laid out once it is `settled`."""
        self._opening.enter_context(self.app.batch_update())
        self.painted_at = None
        self.set_focus(None)  # a sheet that goes would hand it on to a key of the frame
        await self.sheet.remove()
        self.sheet = sheet
        await self.query_one("#page").mount(sheet)
        self.set_focus(sheet.first(), scroll_visible=False)
        follow(self)

    def settled(self) -> None:
        """Every widget has said what changed in it: lay out and paint, once for all of them."""
        self._opening.close()
        self.call_after_refresh(self._seen, self.sheet)

    def _seen(self, sheet: Sheet[Any]) -> None:
        """What was changed has been painted; where another sheet came meanwhile, that one has not."""
        if sheet is self.sheet:
            if self.painted_at is None:
                self.painted_at = events.Event().time
            sheet.seen()

    def late(self, event: events.Event) -> bool:
        """Whether a press was made before this sheet could be seen."""
        pressed = isinstance(event, events.Key | events.MouseDown | events.MouseUp)
        return pressed and (self.painted_at is None or event.time < self.painted_at)

    def on_descendant_blur(self) -> None:
        follow(self)

    def tell(self, key: str, **filled: str) -> None:
        """Say something in the line below the sheet until the next key."""
        words = glyphs_of(self.app.theme).plain(self.sheet.words(key, **filled))
        self.query_one("#more", Static).update(Content(words))
