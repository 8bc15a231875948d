"""What each key of the keyboard does at the desk. What is written on a cap is what works."""

from __future__ import annotations

from textual import events

from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk import Desk, Page
from consent_tui.views.desk.shapes import DeskView
from consent_tui.views.parts import Key

PAGE = 10  # lines
STEPS = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE, "home": -(10**6), "end": 10**6}
_ANYWHERE: dict[str, Act] = {"f1": acts.ShowHelp(), "f9": acts.Lock(), "escape": acts.StepBack()}
_NAMES = {"Esc": "escape", "Enter": "enter"}


def act_of(event: events.Key, view: DeskView, desk: Desk, *, typing: bool) -> Act | None:
    """Return what a key does now, besides what the focus does with it."""
    if desk.locked:
        return None
    if event.key in _ANYWHERE:
        return _ANYWHERE[event.key]
    if view.searching:
        return _searched(event, desk.asked.text)
    if desk.page is Page.LIST and not desk.helped and event.key in STEPS:
        return acts.Step(STEPS[event.key])
    if typing:
        return None
    return next((key.act for key in (*view.keys, *view.hidden_keys) if is_key(key, event)), None)


def is_key(key: Key, event: events.Key) -> bool:
    """Whether a key of the keyboard is the one on a cap."""
    return is_cap(key.cap, event)


def is_cap(cap: str, event: events.Key) -> bool:
    if len(cap) == 1:
        return event.character is not None and event.character.casefold() == cap.casefold()
    return bool(cap) and event.key == _NAMES.get(cap, cap.casefold())


def _searched(event: events.Key, text: str) -> Act | None:
    """Letters go into the search; the list follows each of them."""
    if event.key in ("up", "down"):
        return acts.Step(STEPS[event.key])
    if event.key == "backspace":
        return acts.Search(text[:-1])
    if event.key == "ctrl+u":
        return acts.Search("")
    if event.character and event.is_printable:
        return acts.Search(text + event.character)
    return None
