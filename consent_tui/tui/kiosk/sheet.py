"""What all sheets share: they draw one kind of view, and tell what their caps do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Generic, TypeVar

from textual.geometry import Size
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.model.acts import Act
from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.kiosk.messages import Turned
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Pressable, SmallKey
from consent_tui.tui.widgets.prose import line, paragraphs
from consent_tui.tui.window import window_of
from consent_tui.views.parts import Key, MainKey, Prose
from consent_tui.views.shapes import Frame
from consent_tui.words import Words

Shape = TypeVar("Shape")


class WholeCells(ScrollBarRender):
    """A scroll bar of whole cells of colour: no block glyphs, which a bare console lacks."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


ScrollBar.renderer = WholeCells


def too_small(window: Widget) -> bool:
    """Whether a window shows nothing but the wish for a larger window."""
    return any(window.has_class(name) for name in ("-tiny", "-flat"))


class Sheet(Widget, Generic[Shape], can_focus=True, inherit_bindings=False):
    """One kind of sheet. It holds what it draws, how far it is scrolled, and nothing else."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    ANY_KEY: ClassVar[bool] = False  # whether any key or press goes on

    def __init__(self, frame: Frame, sheet: Shape, words: Words) -> None:
        super().__init__()
        self.frame, self.sheet, self.words = frame, sheet, words

    @property
    def glyphs(self) -> Glyphs:
        return glyphs_of(self.app.theme)

    @property
    def visible_now(self) -> bool:
        """Whether a person can see this sheet: it has been laid out in a window that is large enough."""
        return self.is_attached and bool(self.size.height) and not too_small(window_of(self))

    @property
    def space(self) -> Size:
        """Columns and rows for what is in it: its own, and before it has been laid out those that its page will give.

        What fits is so known before the first layout; should the page give less, a resize says so.
        """
        if self.size.height or not isinstance(self.parent, Widget):
            return self.content_size
        return self.parent.content_region.shrink(self.styles.gutter).size

    @property
    def revision(self) -> int:
        return self.frame.revision

    # -- what the screen asks

    async def renew(self, frame: Frame, sheet: Shape) -> None:
        """Draw a changed view in place; focus and scroll stay where they are."""
        same = sheet == self.sheet
        self.frame, self.sheet = frame, sheet
        if not same:
            await self.redraw()
        for each in self.query(Pressable):
            each.revision = frame.revision

    async def lay(self, *, anew: bool = False) -> None:
        """Put what fits on screen. Called on the screen's turn only, so that nothing else changes it meanwhile."""

    async def redraw(self) -> None:
        held, top = self.held, self.scroll_y
        await self.recompose()
        self.scroll_to(y=top, animate=False, immediate=True)
        if held:
            self.hold(held)

    @property
    def held(self) -> str | None:
        """The name of what has the focus in this sheet."""
        focused = self.screen.focused
        return focused.name if focused is not None and focused is not self and self in focused.ancestors else None

    def hold(self, name: str) -> None:
        for each in self.query("*"):
            if each.name == name and each.focusable:
                each.focus(scroll_visible=False)
                return

    def first(self) -> Widget:
        """Return what has the focus at first: the page itself, never an answer."""
        return self

    def act_of(self, cap: str) -> Act | None:
        return next((p.act for p in self.query(Pressable) if p.cap == cap and p.display), None)

    def main(self) -> MainKey | None:
        return self.frame.main

    def missing(self, at: str) -> Widget | None:  # noqa: ARG002 - sheets that ask for something know
        """Return what is still to be answered or typed; `at` names it where the view knows which."""
        return None

    def forward(self) -> bool:
        """Go on within the sheet; return whether there was anything left to go on to."""
        return False

    def turn_over(self) -> bool:
        """Scroll on by a screen; return whether there was more."""
        if self.scroll_y >= self.max_scroll_y - 0.5:
            return False
        below = self.scroll_y + self.scrollable_content_region.height
        self.scroll_to(y=below, animate=False, immediate=True)  # at once: a sheet drawn anew meanwhile stays there
        return True

    def backward(self) -> bool:
        return False

    def uncommitted(self) -> Iterable[Act]:
        """Return an act for each text that was typed and not yet committed."""
        return ()

    def more(self) -> str:
        """Say that there is more of the sheet than is on screen."""
        return self.words("screen.below") if self.scroll_y < self.max_scroll_y - 0.5 else ""

    def count(self, left: int, of: int) -> None:
        """Seconds are left; only a sheet that counts down shows them."""

    def seen(self) -> None:
        """The view has been painted."""

    # -- drawing

    def head(self, title: str, eyebrow: str = "") -> Iterator[Static]:
        if eyebrow:
            yield line(eyebrow, "eyebrow", self.glyphs)
        yield line(title, "title", self.glyphs)

    def prose(self, prose: Prose) -> Iterable[Widget]:
        return paragraphs(prose, self.glyphs)

    def small(self, keys: Iterable[Key | None]) -> Iterator[SmallKey]:
        return (SmallKey(key, self.revision) for key in keys if key is not None)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(Turned())

    def watch_has_focus(self, _has_focus: bool) -> None:
        """A sheet looks the same with the focus and without: Textual would look up the styles of all that is in it."""

    def watch_virtual_size(self) -> None:
        self.post_message(Turned())

    def on_resize(self) -> None:
        self.post_message(Turned())
