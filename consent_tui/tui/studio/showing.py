"""How a screen is looked at: which one, in which language and size, for whom it is worded, what is open over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consent_tui.model.acts import Treated
from consent_tui.tui.studio.acts import Room, Turn

SIZES: tuple[tuple[int, int] | None, ...] = ((80, 24), (120, 40), None)  # None: as large as there is
_WORDINGS = tuple(Treated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """`at` is the id of an entry; `layer` counts what is open over it from 1."""

    at: str = ""
    language: str = ""
    size: int = 0
    treated: Treated = Treated.SELF
    layer: int = 0
    room: Room = Room.SCREENS
    whole: bool = False

    def turned(self, turn: Turn, languages: tuple[str, ...], layers: int) -> Showing:
        """Return what one key turns it to; after the last state comes the first."""
        match turn:
            case Turn.LANGUAGE if languages:
                return replace(self, language=languages[(languages.index(self.language) + 1) % len(languages)])
            case Turn.SIZE:
                return replace(self, size=(self.size + 1) % len(SIZES))
            case Turn.WORDING:
                return replace(self, treated=_WORDINGS[(_WORDINGS.index(self.treated) + 1) % len(_WORDINGS)])
            case Turn.LAYER:
                return replace(self, layer=(self.layer + 1) % (layers + 1))
            case Turn.WHOLE:
                return replace(self, whole=not self.whole)
        return self
