"""The key that shows a keyboard on the screen: the screen's own affair, where the clinic has set that it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.geometry import Size

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.tui.widgets.keyboard import Keyboard
from consent_tui.views.parts import Key
from consent_tui.views.shapes import ChooseSheet, FormSheet, View
from consent_tui.words import Words

LEAST = Size(80, 24)  # of the screen: twelve rows of keys, and a field with its label above them


@dataclass(frozen=True, slots=True)
class ShowLetters(Act):
    """Show a keyboard on the screen: no act of the encounter."""


def with_letters(view: View, words: Callable[[str], Words], size: Size) -> View:
    """Return the view with the key wherever something is typed, and the keyboard would not take the field's place."""
    if size.width < LEAST.width or size.height < LEAST.height:
        return view
    match view.sheet:
        case FormSheet() as sheet:
            return replace(view, sheet=replace(sheet, keys=(_key(view, words), *sheet.keys)))
        case ChooseSheet(field=field) as sheet if field:
            return replace(view, sheet=replace(sheet, keys=(_key(view, words), *sheet.keys)))
    return view


def _key(view: View, words: Callable[[str], Words]) -> Key:
    return Key("letters", "F7", words(view.frame.language)("screen.keyboard"), ShowLetters(), "F7")


def show_letters(screen: KioskScreen) -> None:
    """Put the keyboard below the sheet, in the client's language."""
    if not screen.query(Keyboard):
        screen.mount(Keyboard(screen.sheet.words), before="#more")
