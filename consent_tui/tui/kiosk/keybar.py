"""The keys below the sheet: Back, Ask us, Hide, Stop at the left, the one main key at the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Pressable, chip
from consent_tui.tui.window import window_of
from consent_tui.views.parts import Key, MainKey
from consent_tui.views.shapes import Frame

MAIN_WIDTH = 22
MAIN_LEAST = 16  # on the smallest screens
WIDE_MAIN = 30


class KeyPress(Pressable):
    """A key of the frame: its cap and a verb. Where letters are typed the cap is the one that works there."""

    def __init__(self, key: Key, revision: int) -> None:
        super().__init__(key.command, key.cap, key.act, revision, classes=f"key {key.command}")
        self.key = key

    def show(self, key: Key, revision: int, *, typing: bool) -> None:
        self.key, self.act, self.revision = key, key.act, revision
        self.cap = (key.typing_cap or key.cap) if typing else key.cap
        if self.says(self.glyphs, key.word, self.cap):
            self.refresh(layout=True)

    def parts(self) -> tuple[Content, Content]:
        return Content.assemble(self.here(), chip(self.cap), " "), Content(f"{self.glyphs.plain(self.key.word)} ")


class MainPress(Pressable):
    """The main key. Not ready it lies flat and says what is missing."""

    class Pressed(Message):
        def __init__(self, revision: int) -> None:
            super().__init__()
            self.revision = revision

    def __init__(self) -> None:
        super().__init__("main", "Enter", None, 0, classes="main")
        self.word = ""

    def show(self, main: MainKey | None, revision: int, cap: str) -> None:
        self.display = main is not None
        self.act, self.word, self.cap, self.revision = (
            main.act if main else None,
            main.word if main else "",
            cap,
            revision,
        )
        self.set_class(self.act is None, "-off")
        if self.says(self.glyphs, self.word, cap, self.act is None):
            self.refresh()

    def press(self) -> None:
        self.post_message(self.Pressed(self.revision))

    def parts(self) -> tuple[Content, Content]:
        plain = self.glyphs.plain
        if self.act is None:
            return Content(""), Content(plain(self.word))
        mark = f"{self.here()} " if self.has_focus else ""
        bold = "" if self.glyphs.seven_bit else "bold"
        return Content(mark), Content.assemble(
            (f"{plain(self.word)} {self.glyphs.right}", bold), f"   {plain(self.cap)}"
        )


class KeyBar(Horizontal):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        yield MainPress()

    async def show(self, frame: Frame, main: MainKey | None, cap: str, *, typing: bool) -> None:
        keys, shown = frame.keys, list(self.query(KeyPress))
        if [k.key.command for k in shown] != [k.command for k in keys]:
            await self.query(KeyPress).remove()
            await self.mount(*(KeyPress(key, frame.revision) for key in keys), before=0)
            shown = list(self.query(KeyPress))
            if len(shown) < len(keys):  # the kiosk is ending, and nothing is mounted any more
                return
        for each, key in zip(shown, keys, strict=True):
            each.show(key, frame.revision, typing=typing)
        self.query_one(MainPress).show(main, frame.revision, cap)
        self.fit()

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Give the main key its width; where words are long or the screen is narrow, keys stand closer."""
        width = self.content_size.width
        if not width:
            return
        widths = [sum(p.cell_length for p in key.parts()) + 2 for key in self.query(KeyPress)]
        left = width - sum(widths) - len(widths)
        main = self.query_one(MainPress)
        wanted = WIDE_MAIN if window_of(self).has_class("-wide") else MAIN_WIDTH
        words = sum(p.cell_length for p in main.parts()) + 4
        main.styles.width = max(MAIN_LEAST, min(max(wanted, words), left))
        self.set_class(left < MAIN_WIDTH, "-tight")
