"""Tells hands from a key that is wedged and a mouse that trembles: those would keep answers on screen for ever."""

from __future__ import annotations

from textual import events

TREMBLES = 1  # cells to each side; an optical mouse on glass does, and a bump of the desk


class Hands:
    """Takes events one after the other. `again`: the last one was the key before it, held down."""

    def __init__(self, held_seconds: float) -> None:
        self._held_seconds = held_seconds
        self._key: tuple[str, float] = ("", float("-inf"))
        self._spot: tuple[float, float] | None = None
        self.again = False

    def show(self, event: events.InputEvent) -> bool:
        """Take an event, and return whether it shows that somebody is there."""
        self.again = False
        if isinstance(event, events.Key):
            (key, at), self._key = self._key, (event.key, event.time)
            self.again = event.key == key and event.time - at < self._held_seconds
            return not self.again
        if isinstance(event, events.MouseMove) and not event.button:
            return self._goes(event.screen_x, event.screen_y)
        return True

    def _goes(self, x: float, y: float) -> bool:
        """Whether the mouse has left the spot that it was on."""
        if self._spot is not None and max(abs(x - self._spot[0]), abs(y - self._spot[1])) <= TREMBLES:
            return False
        self._spot = (x, y)
        return True
