"""Palettes stand beside the languages on *Text and contrast*: they are the screen's own affair, not the encounter's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from consent_tui.model.state import Over, State
from consent_tui.tui.kiosk.messages import Repaint
from consent_tui.tui.theme import THEMES
from consent_tui.views.parts import Choice
from consent_tui.views.shapes import ChooseSheet, View
from consent_tui.words import Words


def with_palettes(view: View, state: State, words: Callable[[str], Words], theme: str) -> View:
    """Return the view of a state with a choice per palette, where looks are chosen."""
    if state.top is None or state.top.kind is not Over.LOOK or not isinstance(view.sheet, ChooseSheet):
        return view
    say, taken = words(view.frame.language), len(view.sheet.choices)
    palettes = tuple(
        Choice(f"look-{name}", str(n), say(f"screen.{name}"), Repaint(name), chosen=name == theme)
        for n, name in enumerate(THEMES, start=taken + 1)
    )
    return replace(view, sheet=replace(view.sheet, choices=view.sheet.choices + palettes))
