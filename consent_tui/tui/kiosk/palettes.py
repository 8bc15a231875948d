"""Palettes and space stand beside the languages on *Text and contrast*: the screen's affair, not the encounter's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consent_tui.model.state import Over, State
from consent_tui.tui.kiosk.messages import Repaint, Respace
from consent_tui.tui.theme import THEMES
from consent_tui.views.parts import Choice
from consent_tui.views.shapes import ChooseSheet, View
from consent_tui.words import Words

AIRY = "-airy"  # the class of a screen with more space: a terminal's letters cannot grow


def with_palettes(
    view: View, state: State, words: Callable[[str], Words], theme: str, *, airy: bool | None = None
) -> View:
    """Return the view of a state with a choice per palette, where looks are chosen, and one for more space.

    `airy`: whether there is more space now; `None`: it is not offered.
    """
    if state.top is None or state.top.kind is not Over.LOOK or not isinstance(view.sheet, ChooseSheet):
        return view
    say, taken = words(view.frame.language), len(view.sheet.choices)
    palettes = tuple(
        Choice(f"look-{name}", str(n), say(f"screen.{name}"), Repaint(name), chosen=name == theme)
        for n, name in enumerate(THEMES, start=taken + 1)
    )
    choices = view.sheet.choices + palettes
    if airy is not None:
        cap = str(len(choices) + 1)
        choices += (Choice("look-space", cap, say("screen.space"), Respace(not airy), chosen=airy),)
    return replace(view, sheet=replace(view.sheet, choices=choices))
