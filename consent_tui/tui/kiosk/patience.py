"""How long the kiosk waits before it warns or forgets. Pure: what is on screen and for how long in, an act out."""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.model.acts import Act
from consent_tui.model.moves import Expire, Idle
from consent_tui.views.shapes import CodeSheet, CoverSheet, DoneSheet, IdleSheet, StartSheet, UrgentSheet, View

TROUBLE_SECONDS = 15 * 60  # a record that cannot be written waits this long for staff


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until each thing happens by itself."""

    idle: float
    warning: float
    hidden: float
    done: float

    def due(self, view: View, *, shown: float, untouched: float, trouble: bool = False) -> Act | None:
        """Return what is due. `shown`: seconds this view has been on screen; `untouched`: since a key or the mouse."""
        match view.sheet:
            case IdleSheet():
                return Expire() if shown >= self.warning else None
            case CoverSheet():
                return Expire() if shown >= self.hidden else None
            case DoneSheet(busy=busy):
                waits = TROUBLE_SECONDS if trouble else self.done
                return Expire() if not busy and shown >= waits else None
            case CodeSheet():  # a phone has to be found, and unlocked
                return Expire() if shown >= self.idle else None
            case UrgentSheet() | StartSheet():
                return None
        return Idle() if untouched >= self.idle else None

    def left(self, shown: float) -> int:
        """Whole seconds that a warning still has."""
        return max(0, -int(-(self.warning - shown) // 1))
