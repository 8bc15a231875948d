"""The staff PIN, asked on a screen of its own. Digits are never shown, kept or noted."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.kiosk.pin_tries import Tries
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Pressable, chip
from consent_tui.tui.widgets.prose import line
from consent_tui.tui.window import HEIGHTS, WIDTHS
from consent_tui.words import Words

MOST_DIGITS = 12
IDLE_SECONDS = 30.0  # without a key, and Start is shown again


class PinKey(Pressable):
    """A key of the pad, for a screen without a keyboard. `strikes` is the key of a keyboard that does the same."""

    class Struck(Message):
        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, cap: str, word: str, strikes: str) -> None:
        super().__init__(strikes, cap, None, 0, classes="pin-key")
        self._word, self._strikes = word, strikes

    def press(self) -> None:
        self.post_message(self.Struck(self._strikes))

    def parts(self) -> tuple[Content, Content]:
        return Content.assemble(self.here(), chip(self.cap)), Content(f" {self._word}" if self._word else "")


class StaffScreen(Screen[bool], inherit_bindings=False):
    """A screen for staff, over Start. Left alone it closes itself."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, words: Words, now: Callable[[], float], idle_seconds: float = IDLE_SECONDS) -> None:
        super().__init__()
        self.words, self.now, self._idle_seconds = words, now, idle_seconds
        self._touched = now()

    def on_mount(self) -> None:
        self.set_interval(1.0, self.second)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._touched = self.now()
        await super().on_event(event)

    def second(self) -> None:
        """A second has passed."""
        if self.now() - self._touched >= self._idle_seconds:
            self.leave(well=False)

    def leave(self, *, well: bool) -> None:
        """Go back with this result, once: a key that is pressed twice may come twice."""
        if self.is_current:
            self.dismiss(well)

    def line(self, key: str, classes: str) -> Static:
        return line(self.words(key), classes, glyphs_of(self.app.theme))


class PinScreen(StaffScreen):
    """Leaves with whether the PIN was right. `is_pin` takes a moment, as it must; `tries` outlive this screen."""

    def __init__(
        self,
        words: Words,
        now: Callable[[], float],
        is_pin: Callable[[str], bool],
        tries: Tries,
        keep: Callable[[Tries], None],
    ) -> None:
        super().__init__(words, now)
        self._is_pin, self._tries, self._keep = is_pin, tries, keep
        self._typed = ""
        self.checking = False

    def compose(self) -> ComposeResult:
        with Vertical(id="staff"):
            yield self.line("staff.pin", "title")
            yield self.line("staff.pin_prose", "para")
            yield Static(Content(""), id="digits", markup=False)
            yield Static(Content(""), id="told", markup=False)
            with Container(id="pad"):
                for digit in "123456789":
                    yield PinKey(digit, "", digit)
                yield PinKey("Esc", self.words("key.back"), "escape")
                yield PinKey("0", "", "0")
                yield PinKey("Enter", "", "enter")

    def on_mount(self) -> None:
        self._show("")

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key in ("tab", "shift+tab"):
            self.focus_next() if event.key == "tab" else self.focus_previous()
        elif event.key == "space" and isinstance(self.focused, PinKey):
            self.focused.press()
        else:
            await self._strike(event.character if event.character and event.character.isdigit() else event.key)

    async def on_pin_key_struck(self, message: PinKey.Struck) -> None:
        message.stop()
        await self._strike(message.key)

    def second(self) -> None:
        super().second()
        if self._tries.wait(self.now()):
            self._show(self._waiting())
        elif self._tries.wrong and not self._typed and not self.checking:
            self._show(self.words("staff.pin_other"))

    async def _strike(self, key: str) -> None:
        if key == "escape":
            self.leave(well=False)
        elif self.checking or self._tries.wait(self.now()):
            return
        elif key == "enter":
            await self._check()
        elif key == "backspace":
            self._typed = self._typed[:-1]
        elif len(key) == 1 and key.isascii() and key.isdigit():
            self._typed = (self._typed + key)[:MOST_DIGITS]
        self._show(self._waiting())

    async def _check(self) -> None:
        typed, self._typed = self._typed, ""
        if not typed:
            return
        self.checking = True
        right = await asyncio.to_thread(self._is_pin, typed)
        self.checking = False
        self._tries = Tries() if right else self._tries.missed(self.now())
        self._keep(self._tries)
        if right:
            self.leave(well=True)

    def _waiting(self) -> str:
        seconds = math.ceil(self._tries.wait(self.now()))
        if seconds:
            return self.words("staff.pin_wait", seconds=seconds)
        return self.words("staff.pin_other") if self._tries.wrong and not self._typed else ""

    def _show(self, told: str) -> None:
        """Show that something is typed, and what there is to say."""
        if not self.is_mounted:
            return
        glyphs = glyphs_of(self.app.theme)
        self.query_one("#digits", Static).update(Content(" ".join(glyphs.full * len(self._typed)) or " "))
        self.query_one("#told", Static).update(Content(glyphs.plain(told) or " "))
