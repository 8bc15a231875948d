"""What is around every sheet: the band with the thread of steps, the rail beside a wide sheet, and the foot line."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Pressable
from consent_tui.tui.widgets.prose import say
from consent_tui.tui.window import window_of
from consent_tui.views.parts import Key
from consent_tui.views.shapes import Frame


def thread(step: int, steps: int, glyphs: Glyphs) -> str:
    """Return a bead a step: done, here, to come. `step` counts from 1; 0 shows none."""
    return glyphs.link.join(bead(n, step, glyphs) for n in range(1, steps + 1)) if step else ""


def bead(number: int, step: int, glyphs: Glyphs) -> str:
    if number == step:
        return glyphs.now
    return glyphs.done if number < step else glyphs.todo


class Band(Widget):
    """The clinic at the left, the step and its thread at the right."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    frame: Frame | None = None

    def show(self, frame: Frame) -> None:
        before, self.frame = self.frame, frame
        if before is None or _banded(before) != _banded(frame):
            self.refresh()

    def render(self) -> Content:
        glyphs, frame, width = glyphs_of(self.app.theme), self.frame, self.content_size.width
        if frame is None or not width:
            return Content("")
        bold = "" if glyphs.seven_bit else "bold"  # bold black turns grey on a bare console
        right = glyphs.plain(frame.step_word) if frame.step else ""
        beads = thread(frame.step, len(frame.steps), glyphs)
        if beads and not window_of(self).has_class("-wide") and width >= len(right) + len(beads) + 3 + 20:
            right += f"   {beads}"
        left = Content.styled(f"{glyphs.logo} {glyphs.plain(frame.clinic)}", bold)
        room = max(0, width - len(right) - 1)
        if left.cell_length > room:
            left = left.truncate(room, ellipsis=not glyphs.seven_bit)
        return left.extend_right(max(1, width - left.cell_length - len(right))) + Content(right)


def _banded(frame: Frame) -> tuple[object, ...]:
    return frame.clinic, frame.step, frame.step_word, len(frame.steps)


class Rail(Widget):
    """The steps by name, beside a sheet that stands free."""

    frame: Frame | None = None

    def show(self, frame: Frame) -> None:
        before, self.frame = self.frame, frame
        self.set_class(not frame.step, "-none")
        if before is None or (before.step, before.steps) != (frame.step, frame.steps):
            self.refresh()

    def render(self) -> Content:
        glyphs, frame = glyphs_of(self.app.theme), self.frame
        if frame is None or not frame.step:
            return Content("")
        link = f"\n{glyphs.upright}\n" if window_of(self).has_class("-tall") else "\n"
        lines = []
        for number, name in enumerate(frame.steps, start=1):
            style = "bold $ink" if number == frame.step else "$quiet"
            lines.append(Content.styled(f"{bead(number, frame.step, glyphs)}  {glyphs.plain(name)}", style))
        return Content(link).join(lines)


class LookKey(Pressable):
    """Text and contrast, at the right end of the foot line."""

    def __init__(self) -> None:
        super().__init__("look", "", None, 0, classes="look")
        self.word, self.typing = "", False

    def show(self, key: Key | None, revision: int, *, typing: bool) -> None:
        self.display = key is not None
        if key is not None:
            self.cap = key.typing_cap if typing else key.cap
            self.word, self.act, self.revision = key.word, key.act, revision
            if self.says(self.glyphs, self.cap, self.word):
                self.refresh(layout=True)

    def parts(self) -> tuple[Content, Content]:
        cap = f"{self.cap}  " if self.cap else ""
        return Content(f"{self.here()} {cap}"), Content(self.glyphs.plain(self.word))


class Foot(Horizontal):
    """One quiet line: what is saved, and the way to another look."""

    def compose(self) -> ComposeResult:
        yield Static("", id="saved", markup=False)
        yield LookKey()

    def show(self, frame: Frame, *, typing: bool) -> None:
        say(self.query_one("#saved", Static), Content(glyphs_of(self.app.theme).plain(frame.foot)), layout=False)
        self.query_one(LookKey).show(frame.look, frame.revision, typing=typing)
