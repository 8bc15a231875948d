"""The places of the studio's screen and what is drawn in them; it draws what `Studio` says and decides nothing."""

from __future__ import annotations

import math

from textual.app import ComposeResult
from textual.containers import Horizontal, ScrollableContainer, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.keybar import KeyBar
from consent_tui.tui.kiosk.palettes import with_palettes
from consent_tui.tui.studio import saying
from consent_tui.tui.studio.acts import Room
from consent_tui.tui.studio.entry import Entry
from consent_tui.tui.studio.faults import Faults
from consent_tui.tui.studio.head import Head
from consent_tui.tui.studio.manual import Manual
from consent_tui.tui.studio.measures import Measure
from consent_tui.tui.studio.showing import SIZES
from consent_tui.tui.studio.stage import Stage
from consent_tui.tui.studio.studio import Studio
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.picker import Picker
from consent_tui.tui.widgets.pressable import SmallKey
from consent_tui.views.parts import Key
from consent_tui.views.shapes import Frame, ReadSheet

BROAD = 118  # columns from which the list stands beside a screen of 80
OWN = -1  # the revision of the studio's own keys; an encounter counts from 0


class Switches(Horizontal):
    """A row of small keys, each with what it is turned to."""

    def __init__(self) -> None:
        super().__init__(id="switches")
        self._keys: tuple[Key, ...] = ()

    async def show(self, keys: tuple[Key, ...]) -> None:
        if keys != self._keys:
            self._keys = keys
            await self.remove_children()
            await self.mount(*(SmallKey(key, OWN) for key in keys))


class StudioFrame(Screen[None], inherit_bindings=False):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (BROAD, "-broad")]  # noqa: RUF012 - Textual's
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-high")]  # noqa: RUF012 - likewise

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        self.stage = Stage()
        self.foot = ""
        self._measures: dict[str, Measure] = {}
        self._bar: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield Head(self.studio)
        with Horizontal(id="desk"):
            yield Static("", id="edge")
            with VerticalScroll(id="list", can_focus=False):
                yield Picker("contents")
            with Vertical(id="beside"):
                yield Switches()
                yield Static("", id="trouble", markup=False)
                with ScrollableContainer(id="viewport", can_focus=False):
                    yield self.stage
                yield Static("", id="nothing", markup=False)
                yield Static("", id="numbers", markup=False)
            yield Faults(self.studio)
            yield Manual()
        yield KeyBar(id="keys")
        yield Static("", id="studio-foot", markup=False)

    @property
    def slim(self) -> bool:
        """Whether there is no room for a screen beside the list."""
        return self.app.size.width < BROAD

    # -- drawing

    async def present(self) -> None:
        """Draw all that there is to see now."""
        now, glyphs = self.studio.showing, glyphs_of(self.app.theme)
        self.set_class(now.room is Room.SCREENS, "-screens")
        self.set_class(now.room is Room.FAULTS, "-faulted")
        self.set_class(now.room is Room.KEYS, "-keys")
        self.set_class(now.whole and now.room is Room.SCREENS, "-alone")
        self.query_one(Head).refresh()
        with self.app.batch_update():
            if now.room is Room.FAULTS:
                self.query_one(Faults).show()
            elif now.room is Room.SCREENS:
                lines = saying.trouble(self.studio, glyphs).split("\n")
                await self._screens("\n".join(map(glyphs.plain, lines)))
                self.query_one("#contents", Picker).show(
                    tuple(saying.contents(self.studio, glyphs, self.measured, slim=self.slim))
                )
            await self._keys()
        self.tell("")

    async def _screens(self, trouble: str) -> None:
        studio = self.studio
        await self.query_one(Switches).show(saying.switches(studio, self.app.theme))
        self._say("#trouble", trouble)
        self._say("#nothing", saying.nothing(studio))
        self.query_one("#viewport").display = studio.session is not None
        await self.draw()
        self.call_after_refresh(self.count)

    async def draw(self) -> None:
        """Draw the chosen screen into the box, as the kiosk draws it."""
        studio, view = self.studio, self.studio.view()
        if view is not None and studio.book is not None and studio.session is not None:
            words = studio.book.words
            view = with_palettes(view, studio.session.state, words, self.app.theme, airy=False)
            row = studio.entry.spot.row if studio.entry and studio.entry.spot else ""
            await self.stage.present(view, words(view.frame.language), SIZES[studio.showing.size], row)

    async def _keys(self) -> None:
        keys = saying.keys(self.studio, slim=self.slim)
        main = saying.main_key(self.studio, slim=self.slim)
        bar = (keys, main, self.app.theme, self.slim)
        if bar == self._bar:
            return  # a layout spared
        self._bar = bar
        frame = Frame(
            revision=OWN,
            language="en",
            clinic="",
            step=1,
            step_word="",
            steps=(),
            keys=keys,
            main=main,
            foot="",
            look=None,
        )
        await self.query_one("#keys", KeyBar).show(frame, main, "Enter", typing=False)

    def count(self) -> None:
        """Say how long the screen is, now that it has been laid out."""
        sheet = self.stage.sheet
        screens = 0
        if sheet is not None and isinstance(sheet.sheet, ReadSheet) and sheet.size.height:
            screens = math.ceil(sheet.virtual_size.height / sheet.container_size.height)
        glyphs = glyphs_of(self.app.theme)
        said = saying.numbers(self.studio, self.measured, screens)
        self.query_one("#numbers", Static).update(Content(glyphs.plain(said)), layout=False)

    def measured(self, entry: Entry) -> Measure | None:
        """Return how long and hard a page is; measured once for the same words."""
        if entry.page is None:
            return None
        language = self.studio.showing.language
        key = f"{language}\n{entry.page.plain}"
        if key not in self._measures:
            self._measures[key] = self.studio.workshop.measure(entry.page, language)
        return self._measures[key]

    def tell(self, words: str) -> None:
        """Say something in the last line until the next key; else what is so all the time."""
        line = self.query_one("#studio-foot", Static)
        line.set_class(bool(words), "-told")
        line.update(Content(glyphs_of(self.app.theme).plain(words or self.foot)), layout=False)

    def _say(self, place: str, words: str) -> None:
        line = self.query_one(place, Static)
        line.display = bool(words)
        if words:
            line.update(Content(words))

    # -- moving what is drawn

    def get_focusable_widget_at(self, x: int, y: int) -> Widget | None:
        """Nothing in the box takes the focus: it is looked at here, and played elsewhere."""
        found = super().get_focusable_widget_at(x, y)
        return None if found is not None and self.stage in found.ancestors_with_self else found

    def pan(self, right: int, down: int) -> None:
        self.query_one("#viewport").scroll_relative(right, down, animate=False)

    def turn_over(self) -> None:
        """Turn the screen in the box over; at its end begin again."""
        sheet = self.stage.sheet
        if sheet is not None and not sheet.forward() and not sheet.turn_over():
            sheet.scroll_home(animate=False)

    def reveal(self, region: Region) -> None:
        self.query_one("#viewport").scroll_to_region(region, animate=False)
