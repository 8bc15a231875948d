"""Small keys of a sheet, side by side. They change in place, so that the focus stays where it is."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal

from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import SmallKey
from consent_tui.views.parts import Key

TWO = 2  # keys that stand side by side; more stand two by two


class SmallKeys(Horizontal):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, keys: Iterable[Key | None], revision: int, *, classes: str = "") -> None:
        made = _made(keys, revision)
        super().__init__(*made, classes=f"keys {classes}")
        self.set_class(len(made) > TWO, "many")

    async def show(self, keys: Iterable[Key | None], revision: int) -> None:
        """Show these keys; one that stays keeps its focus, one that goes hands it on to the next."""
        wanted = [key for key in keys if key is not None]
        shown = {each.name: each for each in self.query(SmallKey)}
        commands = [key.command for key in wanted]
        if list(shown) != commands:
            held = next((each.name for each in shown.values() if each.has_focus), None)
            await self.remove_children()
            await self.mount(*_made(wanted, revision))
            self.set_class(len(wanted) > TWO, "many")
            left = [each for each in self.query(SmallKey) if each.name == held] or list(self.query(SmallKey))
            if held and left:
                left[0].focus(scroll_visible=False)
            return
        for key in wanted:
            shown[key.command].show(key, revision)


def _made(keys: Iterable[Key | None], revision: int) -> list[SmallKey]:
    return [SmallKey(key, revision, classes=key.command) for key in keys if key is not None]
