"""A closed app in our palettes, which staff leave."""

from __future__ import annotations

from collections.abc import Callable

from consent_tui.tui.kiosk.cursor import CursorFollows
from consent_tui.tui.lockdown_app import ClosedApp
from consent_tui.tui.theme import LINEN, PALETTES
from consent_tui.tui.theme import theme as palette

LEAVE_SECONDS = 3.0  # between two presses of Ctrl+Q


class LockedApp(CursorFollows, ClosedApp):
    """`theme` is a name of `theme.THEMES`; `now` counts seconds and never goes back."""

    asks_pin = False  # whether staff are asked for a PIN

    def __init__(self, theme: str, now: Callable[[], float]) -> None:
        super().__init__()
        self.now = now
        self._leaving = float("-inf")
        for name in PALETTES:
            self.register_theme(palette(name))
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(PALETTES[LINEN])

    def leave(self) -> None:
        """Staff leave by Ctrl+Q twice, where there is no PIN."""
        now = self.now()
        if now - self._leaving <= LEAVE_SECONDS:
            self.end(0)
        self._leaving = now
