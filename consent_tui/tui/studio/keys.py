"""What each key of the keyboard does in the studio."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events

from consent_tui.model.acts import Act
from consent_tui.tui.studio import saying
from consent_tui.tui.studio.acts import Escape, Leave, Room, Step
from consent_tui.tui.studio.studio import Studio

PAGE = 10  # lines
_ALWAYS: Mapping[str, Act] = {
    "escape": Escape(),
    "ctrl+q": Leave(),
    "ctrl+c": Leave(),
    "up": Step(-1),
    "down": Step(1),
    "pageup": Step(-PAGE),
    "pagedown": Step(PAGE),
    "home": Step(-(10**6)),
    "end": Step(10**6),
}
_OF_SCREENS = ("rules", "play", "whole", "layer", "wording", "size", "language")
PANS: Mapping[str, tuple[int, int]] = {
    "shift+left": (-8, 0),
    "shift+right": (8, 0),
    "shift+up": (0, -4),
    "shift+down": (0, 4),
}


def act_of(event: events.Key, studio: Studio, *, slim: bool) -> Act | None:
    """Return what a key does now: what is written on a cap first, else what the list of keys says."""
    if event.key in _ALWAYS:
        return _ALWAYS[event.key]
    cap = (event.character or "").upper()
    if not cap:
        return None
    here = (key for key in saying.keys(studio, slim=slim) if key.cap == cap)
    anywhere = (
        key
        for key in saying.all_keys()
        if key.cap == cap and (studio.showing.room is Room.SCREENS or key.command not in _OF_SCREENS)
    )
    found = next(here, None) or next(anywhere, None)
    return found.act if found else None
