"""What each key of the keyboard does on the screen. What is written on a cap is what works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from consent_tui.tui.kiosk.form import Form
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.sheet import too_small
from consent_tui.tui.kiosk.steering import ARROWS, nearest
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.grouprow import Cell
from consent_tui.tui.widgets.pad import Surface
from consent_tui.tui.widgets.pressable import ChoiceRow, Pressable
from consent_tui.views.parts import Key
from consent_tui.views.shapes import ChooseSheet

if TYPE_CHECKING:
    from consent_tui.tui.kiosk.screen import KioskScreen

_SCROLLS = ("pageup", "pagedown", "home", "end")
_NAMES = {"Esc": "escape", "Enter": "enter", "Space": "space"}


async def pressed(screen: KioskScreen, event: events.Key) -> bool:
    """Do what a key does here; return whether it did anything, so that a field gets the rest."""
    if too_small(screen):
        return True  # nobody can see what they would press
    if screen.sheet.ANY_KEY:
        await screen.do_main()
        return True
    typing = isinstance(screen.focused, Typing)
    if event.key in ("tab", "shift+tab"):
        screen.focus_next() if event.key == "tab" else screen.focus_previous()
        return True
    if event.key == "enter":
        await _enter(screen)
        return True
    if key := _frame_key(screen, event, typing=typing):
        await screen.do_key(key)
        return True
    if press := _sheet_key(screen, event):
        press.press()
        return True
    if event.key in ARROWS and (not typing or event.key in ("up", "down")):
        _steer(screen, event.key)
        return True
    return not typing and await _untyped(screen, event)


def _frame_key(screen: KioskScreen, event: events.Key, *, typing: bool) -> Key | None:
    frame = screen.view.frame
    keys: tuple[Key, ...] = (*frame.keys, frame.look) if frame.look else frame.keys
    for key in keys:
        if _is(key.typing_cap, event) or (_is(key.cap, event) and not (typing and len(key.cap) == 1)):
            return key
    return None


def _sheet_key(screen: KioskScreen, event: events.Key) -> Pressable | None:
    """A key within the sheet whose cap is no letter: it works while something is typed, too."""
    named = (p for p in screen.sheet.query(Pressable) if len(p.cap) > 1 and p.display)
    return next((p for p in named if _is(p.cap, event)), None)


def _is(cap: str, event: events.Key) -> bool:
    """Whether a key of the keyboard is the one on a cap."""
    if not cap:
        return False
    if len(cap) == 1:
        return event.character is not None and event.character.casefold() == cap.casefold()
    return event.key == _NAMES.get(cap, cap.casefold())


async def _untyped(screen: KioskScreen, event: events.Key) -> bool:
    """Keys that are letters in a field and do something elsewhere."""
    sheet, focused = screen.sheet, screen.focused
    if event.key == "space":
        if isinstance(focused, Pressable):
            focused.press()
        else:
            sheet.turn_over()
        return True
    if event.key in _SCROLLS:
        move = {"pageup": sheet.scroll_page_up, "pagedown": sheet.scroll_page_down, "home": sheet.scroll_home}
        move.get(event.key, sheet.scroll_end)(animate=False)
        return True
    if event.character and event.is_printable and (act := sheet.act_of(event.character.upper())):
        await screen.do(act)
        return True
    return False


async def _enter(screen: KioskScreen) -> None:
    """Enter is the main key; where the focus stands on a key or on an answer not yet chosen, it presses that."""
    focused = screen.focused
    if isinstance(focused, Typing):
        await _entered(screen, focused)
    elif isinstance(focused, Pressable) and not isinstance(focused, MainPress) and not _passed_over(screen, focused):
        focused.press()
    else:
        await screen.do_main()


def _passed_over(screen: KioskScreen, focused: Pressable) -> bool:
    """Whether the focus stands on an answer that is already chosen, or to which nobody went but the main key."""
    if screen.lacking.holds(focused):
        return True
    return isinstance(focused, ChoiceRow | Cell) and focused.choice.chosen and not _many(screen)


def _many(screen: KioskScreen) -> bool:
    return isinstance(screen.view.sheet, ChooseSheet) and screen.view.sheet.many


async def _entered(screen: KioskScreen, typing: Typing) -> None:
    """Commit a field and go to the next; after the last one the main key waits for Enter."""
    sheet = screen.sheet
    await screen.do(None)
    if screen.sheet is not sheet or screen.focused is not typing:
        return
    field = typing.parent
    if getattr(getattr(field, "field", None), "problem", ""):
        return
    after = sheet.after(typing) if isinstance(sheet, Form) else None
    (after or screen.query_one(MainPress)).focus()


def _steer(screen: KioskScreen, arrow: str) -> None:
    focused, sheet = screen.focused, screen.sheet
    targets: list[Widget] = [w for w in screen.focus_chain if isinstance(w, Pressable | Typing | Surface)]
    if focused is None or focused is sheet:
        if arrow in ("up", "left"):
            sheet.scroll_up(animate=False)
        elif arrow == "down" and sheet.scroll_y < sheet.max_scroll_y:
            sheet.scroll_down(animate=False)
        elif inside := [w for w in targets if sheet in w.ancestors] or targets:
            min(inside, key=lambda w: w.has_class("small")).focus()  # an answer before a key beside it
        return
    others = ((w, w.region) for w in targets if w is not focused)
    if (found := nearest(focused.region, others, arrow)) is not None:
        found.focus()
    elif arrow == "up":
        sheet.focus()
