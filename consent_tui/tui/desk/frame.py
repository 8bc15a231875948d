"""The places of the desk's screen: band, spine, title and sheet, what was done last, keys, foot."""

from __future__ import annotations

from contextlib import ExitStack

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.desk.sheet import DeskSheet
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.keybar import KeyBar
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.window import HEIGHTS, WIDTHS, breakpoints
from consent_tui.views.desk.shapes import DeskView
from consent_tui.views.shapes import Frame


class Head(Widget):
    """The clinic at the left; place and day at the right."""

    view: DeskView | None = None

    def show(self, view: DeskView) -> None:
        self.view = view
        self.refresh()

    def render(self) -> Content:
        glyphs, view, width = glyphs_of(self.app.theme), self.view, self.content_size.width
        if view is None or not width:
            return Content("")
        right = glyphs.plain(view.where)
        bold = "" if glyphs.seven_bit else "bold"  # bold black turns grey on a bare console
        left = Content.styled(f"{glyphs.logo} {glyphs.plain(view.clinic)}", bold)
        room = max(0, width - len(right) - 1)
        if left.cell_length > room:
            left = left.truncate(room, ellipsis=not glyphs.seven_bit)
        return left.extend_right(max(1, width - left.cell_length - len(right))) + Content(right)


class DeskFrame(Screen[None], inherit_bindings=False):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self.sheet = DeskSheet()
        self.painted_at: float | None = None  # when this page was first seen, by the clock of events
        self.said = ""  # what the last act came to, below the sheet
        self._opening = ExitStack()  # nothing is painted before all of the first page is there

    def compose(self) -> ComposeResult:
        self._opening.enter_context(self.app.batch_update())
        self.set_class(True, *breakpoints(self.app.size))  # noqa: FBT003 - Textual's; spares a second layout
        yield Head(id="head")
        with Horizontal(id="middle"):
            yield Static("", id="spine")
            with Vertical(id="page"):
                yield Static("", id="title", markup=False)
                yield self.sheet
        yield Static("", id="said", markup=False)
        yield KeyBar(id="bar")
        yield Static("", id="foot", markup=False)
        yield Static(Content("The desk needs a larger window: 60 columns and 18 rows."), id="small", markup=False)

    def opened(self) -> None:
        """Everything is in its place: paint."""
        self._opening.close()

    def seen(self) -> None:
        """The page is on screen; say whether there is more of it."""
        if self.painted_at is None:
            self.painted_at = events.Event().time
        glyphs, sheet = glyphs_of(self.app.theme), self.sheet
        more = f"{glyphs.down} more" if sheet.scroll_target_y < sheet.max_scroll_y else ""
        self.query_one("#said", Static).update(Content(glyphs.plain(self.said) or more))

    def late(self, event: events.Event) -> bool:
        """Whether a press was made before this page could be seen."""
        return self.painted_at is None or event.time < self.painted_at

    async def surround(self, view: DeskView) -> None:
        """Draw what is around the sheet."""
        plain = glyphs_of(self.app.theme).plain
        self.query_one(Head).show(view)
        self.said = view.said
        for place, words in (("#title", view.title), ("#foot", view.foot)):
            self.query_one(place, Static).update(Content(plain(words)))
        self.query_one("#title").display = bool(view.title)
        await self.keys(view)

    async def keys(self, view: DeskView) -> None:
        frame = Frame(
            revision=view.revision,
            language="en",
            clinic="",
            step=1,
            step_word="",
            steps=(),
            keys=view.keys,
            main=view.main,
            foot="",
            look=None,
        )
        typing = view.searching or isinstance(self.focused, Typing)
        await self.query_one(KeyBar).show(frame, view.main, "Enter", typing=typing)
