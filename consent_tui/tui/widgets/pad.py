"""A pad to draw a signature on, by mouse, by finger, or by a pen that the arrow keys move. Its words stand above it.

A stroke is committed when the pen is lifted, as a text is when its field is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.model.acts import Act
from consent_tui.model.ink import ACROSS, DOWN, Point, dots, longer, read, room, signs, written
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.cells import drawn
from consent_tui.tui.widgets.field import Left
from consent_tui.views.parts import Ink

_STEP = 2  # dots that an arrow key moves the pen; Home, PgUp, End and PgDn move it aslant, as on a number pad
_MOVES = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
    "home": (-1, -1),
    "pageup": (1, -1),
    "end": (-1, 1),
    "pagedown": (1, 1),
}
_UP, _DOWN = "$on-chip on $chip", "$on-primary-key on $primary-key"


class Surface(Widget, can_focus=True):
    """Where ink goes: the strokes that stand, those not yet committed, and the one being drawn."""

    class Pen(Message):
        """The pen was put down or lifted, or the pad has or lost the focus."""

    def __init__(self, strokes: tuple[str, ...]) -> None:
        super().__init__(name="ink")
        self.strokes = self._standing = strokes
        self.down = False  # the pen of the keyboard
        self._pen: Point | None = None
        self._stroke: list[Point] = []
        self._dragged = False

    def show(self, strokes: tuple[str, ...]) -> None:
        """Take over what stands now; strokes drawn meanwhile stay, but for ink that was taken away."""
        if strokes != self._standing and (not strokes or self.strokes[: len(strokes)] != strokes):
            self.strokes, self._stroke, self.down = strokes, [], False
        self._standing = strokes
        self.refresh()

    @property
    def committed(self) -> bool:
        return self.strokes == self._standing

    # -- drawing

    @property
    def dots(self) -> tuple[int, int]:
        """The size in dots."""
        return self.content_size.width * ACROSS, self.content_size.height * DOWN

    @property
    def pen(self) -> Point:
        width, height = self.dots
        x, y = self._pen or (width // 4, height // 2)
        return max(0, min(x, width - 1)), max(0, min(y, height - 1))

    @property
    def pen_cell(self) -> Offset:
        """The cell of the screen in which the pen is."""
        x, y = self.pen
        return self.content_region.offset + Offset(x // ACROSS, y // DOWN)

    def render(self) -> Content:
        columns, rows = self.content_size
        if not columns or not rows:
            return Content("")
        glyphs = glyphs_of(self.app.theme)
        ink: list[Sequence[Point]] = [*map(read, self.strokes), self._stroke]
        lines = signs(dots(ink, *self.dots), columns, rows, seven_bit=glyphs.seven_bit)
        cells = [[(sign, "$ink") for sign in line] for line in lines]
        if self.has_focus and not self._dragged:
            x, y = self.pen
            cells[y // DOWN][x // ACROSS] = (glyphs.full, _DOWN) if self.down else ("+", _UP)
        return drawn(cells)

    def _draw(self, point: Point) -> None:
        if longer(self._stroke, point):
            self._stroke.append(point)

    def _lift(self) -> None:
        if self._stroke and room(self.strokes):
            self.strokes = (*self.strokes, written(self._stroke))
        self._stroke = []
        self.post_message(Left())

    # -- mouse and finger

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        self.capture_mouse()
        self._put_down(lifted=True)
        self._dragged = True
        self._draw(self._point(event))
        self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            event.stop()
            self._draw(self._point(event))
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        event.stop()
        self.release_mouse()
        if self._dragged:
            self._dragged = False
            self._lift()
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()

    def _point(self, event: events.MouseEvent) -> Point:
        """The dot under the pointer; where only its cell is known, the middle of that."""
        width, height = self.dots
        x, y = (at if at % 1 else at + 0.5 for at in (event.pointer_x, event.pointer_y))
        x, y = x - self.gutter.left, y - self.gutter.top
        return max(0, min(int(x * ACROSS), width - 1)), max(0, min(int(y * DOWN), height - 1))

    # -- the keyboard's pen

    def on_key(self, event: events.Key) -> None:
        if event.key == "space":
            self._put_down(lifted=self.down)
        elif event.key in _MOVES:
            (right, below), (x, y), (width, height) = _MOVES[event.key], self.pen, self.dots
            x, y = x + right * _STEP, y + below * _STEP
            self._pen = max(0, min(x, width - 1)), max(0, min(y, height - 1))
            if self.down:
                self._draw(self._pen)
        else:
            return
        event.stop()
        event.prevent_default()
        self.refresh()

    def _put_down(self, *, lifted: bool) -> None:
        was, self.down = self.down, not lifted
        if self.down and not was:
            self._draw(self.pen)
        elif was and not self.down:
            self._lift()
        self.post_message(self.Pen())

    def on_focus(self) -> None:
        self.post_message(self.Pen())
        self.refresh()

    def on_blur(self) -> None:
        self._put_down(lifted=True)
        self.refresh()


class Pad(Widget):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink

    def compose(self) -> ComposeResult:
        yield Static(self._label(), classes="label", markup=False)
        yield Surface(self._ink.strokes)

    @property
    def surface(self) -> Surface:
        return self.query_one(Surface)

    def uncommitted(self) -> tuple[Act, ...]:
        """Return the act that commits what is drawn, if that differs from what stands."""
        return () if self.surface.committed else (self._ink.act(self.surface.strokes),)

    def show(self, ink: Ink) -> None:
        self._ink = ink
        self.surface.show(ink.strokes)

    def on_surface_pen(self) -> None:
        self.query_one(".label", Static).update(self._label())

    def _label(self) -> Content:
        """What the pad is for; while it has the focus, where the pen is."""
        surface = self.query(Surface)
        ink, focused = self._ink, bool(surface) and surface.first().has_focus
        words = (ink.down if surface.first().down else ink.up) if focused else ink.label
        return Content(glyphs_of(self.app.theme).plain(words))
