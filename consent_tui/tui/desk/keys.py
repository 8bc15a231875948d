"""What each key of the keyboard does at the desk. What is written on a cap is what works."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk import Desk, Page
from consent_tui.tui.desk.blocks import Hidden, OptionRow
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.pressable import Pressable
from consent_tui.views.desk.shapes import DeskView
from consent_tui.views.parts import Key

if TYPE_CHECKING:
    from consent_tui.tui.desk.screen import DeskScreen

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


async def pressed(screen: DeskScreen, event: events.Key) -> bool:
    """Do what a key does here; return whether it did anything, so that a field gets the rest."""
    typing = isinstance(screen.focused, Typing)
    if event.key in ("ctrl+q", "ctrl+c"):
        screen.app.exit(return_code=0)
    elif event.key in ("tab", "shift+tab"):
        _go_on(screen, screen.focus_next if event.key == "tab" else screen.focus_previous)
    elif event.key == "enter":
        await _enter(screen)
    elif act := act_of(event, screen.view, screen.desk, typing=typing):
        await screen.do(act)
    elif typing:
        return False
    else:
        await _untyped(screen, event)
    return True


def _go_on(screen: DeskScreen, step: Callable[[], object]) -> None:
    """Go to the next that can be pressed or typed in; among an act's choices to the chosen one, past the others."""
    before = screen.focused
    step()
    if screen.desk.page is not Page.FORM:
        return
    if before is not None and _chosen_beside(before):
        while screen.focused is not before and screen.focused is not None and screen.focused.parent is before.parent:
            step()
    if screen.focused is not None and (chosen := _chosen_beside(screen.focused)):
        screen.set_focus(chosen)  # now: the next key may wait already


def _chosen_beside(focused: Widget) -> OptionRow | None:
    """Return which of the choices that this one belongs to is chosen."""
    if not isinstance(focused, OptionRow) or not isinstance(focused.parent, Widget):
        return None
    return next((row for row in focused.parent.query(OptionRow) if row.choice.chosen), None)


async def _enter(screen: DeskScreen) -> None:
    """Enter is the main key; in a field it goes on to the next; on what is not chosen yet it presses that."""
    focused = screen.focused
    if isinstance(focused, Typing) and screen.desk.page is Page.FORM and not screen.desk.locked:
        (screen.sheet.after(focused) or screen.query_one(MainPress)).focus()
    elif isinstance(focused, Pressable) and not isinstance(focused, MainPress) and not _chosen(focused):
        focused.press()
    else:
        await screen.do_main()


def _chosen(focused: Pressable) -> bool:
    return isinstance(focused, OptionRow) and focused.choice.chosen


async def _untyped(screen: DeskScreen, event: events.Key) -> None:
    """Keys that are letters in a field and do something elsewhere."""
    option = next((each for each in screen.sheet.query(OptionRow) if is_cap(each.cap, event)), None)
    if event.key == "space" and isinstance(screen.focused, Pressable):
        screen.focused.press()
    elif option is not None:
        option.focus()
        option.press()
    elif screen.desk.locked and not screen.sheet.query(Hidden):
        await screen.do_main()
    else:
        _move(screen, event.key)


def _move(screen: DeskScreen, key: str) -> None:
    """Go from option to option, or through what is read."""
    sheet = screen.sheet
    if key in ("up", "down") and isinstance(screen.focused, OptionRow):
        screen.focus_next() if key == "down" else screen.focus_previous()
        return
    moves = {
        "up": sheet.scroll_up,
        "down": sheet.scroll_down,
        "pageup": sheet.scroll_page_up,
        "pagedown": sheet.scroll_page_down,
        "space": sheet.scroll_page_down,
        "home": sheet.scroll_home,
        "end": sheet.scroll_end,
    }
    if key in moves:
        moves[key](animate=False)
