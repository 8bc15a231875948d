"""Everything that can be pressed: by its cap, by Space or Enter where it has the focus, by mouse, by a finger."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message

from consent_tui.model.acts import Act
from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.hanging import Hanging
from consent_tui.views.parts import Choice, Key


class Press(Message):
    """A person pressed something while looking at `revision`."""

    def __init__(self, act: Act, revision: int) -> None:
        super().__init__()
        self.act = act
        self.revision = revision


class Pressable(Hanging, can_focus=True):
    """`act` is what a press does; without one a press does nothing. `revision` is the one it was drawn for."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    TWICE = False  # whether the second press of a double click counts

    def __init__(self, name: str, cap: str, act: Act | None, revision: int, *, classes: str = "") -> None:
        super().__init__(name=name, classes=classes)
        self.cap, self.act, self.revision = cap, act, revision
        self._said: tuple[object, ...] = ()

    @property
    def glyphs(self) -> Glyphs:
        return glyphs_of(self.app.theme)

    def press(self) -> None:
        if self.act is not None:
            self.post_message(Press(self.act, self.revision))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.chain == 1 or self.TWICE:
            self.press()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def says(self, *words: object) -> bool:
        """Take note of what it is to say now; return whether that is anything new, which has to be drawn."""
        before, self._said = self._said, words
        return words != before

    def here(self) -> str:
        """Mark the focus by a shape, since colour alone never tells."""
        return self.glyphs.here if self.has_focus else " "


def chip(cap: str) -> tuple[str, str]:
    """A key cap."""
    return f" {cap} ", "$on-chip on $chip"


class ChoiceRow(Pressable):
    """A row that can be chosen: cap, bead, words."""

    def __init__(self, choice: Choice, revision: int, *, classes: str = "") -> None:
        super().__init__(choice.id, choice.cap, choice.act, revision, classes=f"choice {classes}")
        self.show(choice, revision)

    def show(self, choice: Choice, revision: int) -> None:
        self.choice, self.act, self.revision = choice, choice.act, revision
        self.set_class(choice.chosen, "-on")
        if self.says(choice.word, choice.hint, choice.chosen):
            self.refresh(layout=True)

    def parts(self) -> tuple[Content, Content]:
        glyphs, choice = self.glyphs, self.choice
        bead = glyphs.on if choice.chosen else glyphs.off
        lead = Content.assemble(f"{self.here()} ", chip(choice.cap), "  ", bead, "  ")
        words = Content.assemble((glyphs.plain(choice.word), "bold" if choice.chosen else ""))
        if choice.hint:
            words += Content(f"   {glyphs.left + ' ' if choice.chosen else ''}{glyphs.plain(choice.hint)}")
        return lead, words


class SmallKey(Pressable):
    """A key within a sheet: learn more, why we ask, a note."""

    def __init__(self, key: Key, revision: int, *, classes: str = "") -> None:
        super().__init__(key.command, key.cap, key.act, revision, classes=f"small {classes}")
        self._word = key.word

    def show(self, key: Key, revision: int) -> None:
        self.cap, self.act, self._word, self.revision = key.cap, key.act, key.word, revision
        if self.says(key.cap, key.word):
            self.refresh(layout=True)

    def parts(self) -> tuple[Content, Content]:
        cap = (chip(self.cap), " ") if self.cap else ()  # one without a key is for mouse and focus alone
        return Content.assemble(self.here(), *cap), Content(self.glyphs.plain(self._word))
