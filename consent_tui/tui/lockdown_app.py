"""An app that leads nowhere else: no palette, no keys that quit, no clipboard, no browser, no file, no traceback.

Everything of Textual that could lead a client out of the kiosk, or carry their words out of it, is shut here, each with
its reason. Its private parts that are used here are pinned by `tests/kiosk/test_private.py`.
"""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from rich.console import Console
from textual import events
from textual.app import App, ScreenStackError, SystemCommand
from textual.keys import _character_to_key
from textual.messages import Prompt
from textual.screen import Screen

from consent_tui.tui import lockdown
from consent_tui.tui.lockdown_forgetting import forget_drawn
from consent_tui.tui.lockdown_log import note

if TYPE_CHECKING:
    from textual.driver import Driver


@runtime_checkable
class Forgetting(Protocol):
    """A driver that can make its terminal forget."""

    def forget(self) -> None: ...


class ClosedApp(App[int], inherit_bindings=False):
    """`faulted`: an error of ours has ended it. Without a terminal of this system Textual chooses the driver."""

    ENABLE_COMMAND_PALETTE = False  # it offers to quit, and to write a picture of a client's page to disk
    COMMANDS = set()  # noqa: RUF012 - Textual's name for: none
    ALLOW_SELECT = False  # what is selected can be copied
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = ""
    TITLE = "consent-tui"
    REMEMBERS = True  # whether the terminal keeps what it showed

    def __init__(self) -> None:
        super().__init__(driver_class=terminal(remembers=self.REMEMBERS))
        self.animation_level = "none"
        self.error_console = Console(file=io.StringIO())  # Textual prints a client's values with an error
        self.faulted = False
        self._disable_tooltips = True  # for one, a screen keeps what the mouse last pointed at, after it was removed

    async def run_async(self, **options: Any) -> int | None:
        """Run on a terminal. Signals end it in order from here on, before the terminal is taken."""
        lockdown.end_on_signals(self.end)
        asyncio.get_running_loop().set_exception_handler(self._strayed)
        return await super().run_async(**options)

    def end(self, code: int) -> None:
        """End in order, with this exit code."""
        self.exit(return_code=code)

    def forget(self) -> None:
        """Let the terminal forget what scrolled out of it; a client has gone."""
        driver: object = self._driver
        if isinstance(driver, Forgetting):
            driver.forget()

    def forget_memory(self) -> None:
        """Drop what the libraries keep of a client who has gone; nothing of them is drawn any more."""
        self.capture_mouse(None)
        self.mouse_over = self.hover_over = self._mouse_down_widget = None  # it keeps what was pointed at, with its ink
        for each in (self, *self.screen_stack[0].walk_children(with_self=True)):
            each.post_message(Prompt())  # each holds the last message that it had, and that a field that has gone
        self.call_later(forget_drawn)

    # -- ways out that are shut

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """No action of the app can be run by a key, link or command: quit, suspend, screenshot, theme and so on."""
        return False

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's
        return ()

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing a client typed goes to a clipboard that outlives them."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A kiosk opens no browser."""

    def deliver_text(self, *args: Any, **options: Any) -> str | None:  # noqa: ARG002 - Textual's
        """Write no file for anybody: not a picture of a screen either."""
        return None

    def deliver_binary(self, *args: Any, **options: Any) -> str | None:  # noqa: ARG002 - Textual's
        return None

    # -- errors

    async def on_event(self, event: events.Event) -> None:
        """A press that comes while it ends, and its screens go, would be an error of ours."""
        try:
            if self.screen_stack or not isinstance(event, events.InputEvent):
                await super().on_event(event)
        except ScreenStackError:
            if self.screen_stack:
                raise

    def _strayed(self, _loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        """An error that nobody waited for would be printed with its words; the kiosk starts anew instead."""
        error = told.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """End at the first error, and note where it happened, never what it says: its words may be a client's.

        Textual would render a traceback with the value of every variable. Once it has been told to end, its screens go
        while they may still be drawn: what comes of that is noted, and it ends as it was told.
        """
        if self._exit and not self.faulted:
            note(error, "while the kiosk ended")
            return
        if not self.faulted:
            self.faulted = True
            note(error, "the kiosk has stopped")
        self._return_code = lockdown.STOPPED
        if self._exception is None:  # tests are told
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 - Textual's
        """A thread of Textual's has ended with an error."""
        self._handle_exception(RuntimeError("panic"))


def key_name(character: str) -> str:
    """Return the name of the key that types a character, as Textual calls it."""
    return _character_to_key(character)


def terminal(*, remembers: bool) -> type[Driver] | None:
    """Return the driver of this system's terminals; None where Textual's own has to do."""
    if os.name != "posix":
        return None
    from consent_tui.tui import driver

    return driver.TerminalDriver if remembers else driver.KioskDriver
