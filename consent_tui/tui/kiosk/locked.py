"""An app that leads nowhere else: no palette, no quit keys, no clipboard, no browser, no client's words in an error."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from traceback import extract_tb

from rich.console import Console
from textual.app import App

from consent_tui.tui import lockdown
from consent_tui.tui.theme import LINEN, PALETTES
from consent_tui.tui.theme import theme as palette

log = logging.getLogger("consent_tui")
log.addHandler(logging.NullHandler())  # the screen is no log

LEAVE_SECONDS = 3.0  # between two presses of Ctrl+Q


class LockedApp(App[int], inherit_bindings=False):
    """`theme` is a name of `theme.THEMES`; `now` counts seconds and never goes back."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    COMMANDS = set()  # noqa: RUF012 - Textual's name for: none
    AUTO_FOCUS = ""
    TITLE = "consent-tui"

    def __init__(self, theme: str, now: Callable[[], float]) -> None:
        super().__init__()
        self.animation_level = "none"
        self.error_console = Console(file=io.StringIO())  # Textual prints a client's values with an error
        self.now = now
        self._leaving = float("-inf")
        for name in PALETTES:
            self.register_theme(palette(name))
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(PALETTES[LINEN])

    def on_mount(self) -> None:
        if not self.is_headless:
            lockdown.end_on_signals(lambda code: self.exit(return_code=code))

    def leave(self) -> None:
        """Staff leave by Ctrl+Q twice, until there is a PIN."""
        now = self.now()
        if now - self._leaving <= LEAVE_SECONDS:
            self.exit(0, return_code=0)
        self._leaving = now

    @property
    def faulted(self) -> bool:
        """Whether an error of ours ended the kiosk."""
        return self._exception is not None

    def _handle_exception(self, error: Exception) -> None:
        """Log where an error happened, never what it says: its words may be a client's."""
        where = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(extract_tb(error.__traceback__)))
        log.error("%s at %s", type(error).__name__, where)
        super()._handle_exception(error)

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing a client typed goes to a clipboard that outlives them."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A kiosk opens no browser."""
