"""How the screen looks now, and how the clinic has set it: palette and space, the screen's own affair."""

from __future__ import annotations

from collections.abc import Callable

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.locked import LockedApp
from consent_tui.tui.kiosk.messages import Repaint, Respace
from consent_tui.tui.kiosk.palettes import AIRY


class Looks(LockedApp):
    """A client's wish lasts until Start."""

    def __init__(self, theme: str, now: Callable[[], float]) -> None:
        super().__init__(theme, now)
        self.own_theme = self.theme
        self.airy = False

    def draw_anew(self) -> None:
        """Draw what is on screen as if it were the first."""
        raise NotImplementedError

    def looks(self, act: Act) -> bool:
        """Do an act that changes only the look; return whether it was one."""
        match act:
            case Repaint(theme):
                self._paint(theme)
            case Respace(wide):
                self._space(airy=wide)
            case _:
                return False
        return True

    def look_as_set(self) -> None:
        """Nothing of a client stays, not even how they liked the screen."""
        self._paint(self.own_theme)
        self._space(airy=False)

    def _paint(self, theme: str) -> None:
        if self.theme != theme:
            self.theme = theme
            self.draw_anew()

    def _space(self, *, airy: bool) -> None:
        self.airy = airy
        self.screen_stack[0].set_class(airy, AIRY)
