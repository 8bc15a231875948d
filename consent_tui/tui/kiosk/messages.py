"""What a sheet says to the screen that hosts it, besides a press. A sheet changes nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from consent_tui.model.acts import Act
from consent_tui.views.shapes import View


class Saw(Message):
    """Something has been on screen: rows, or the end of a page."""

    def __init__(self, act: Act) -> None:
        super().__init__()
        self.act = act


class Flow(Message):
    """A sheet's rows are to be put on screen anew: it has another size, or goes on to its next part."""

    def __init__(self, sheet: Widget) -> None:
        super().__init__()
        self.sheet = sheet


class Second(Message):
    """A second has passed. All that changes the screen is done by the screen, one thing after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.done = asyncio.Event()


class Anew(Message):
    """Draw what is to be drawn by now as if it were the first: `view` is asked when it is this message's turn."""

    def __init__(self, view: Callable[[], View]) -> None:
        super().__init__()
        self.view = view


class Turned(Message):
    """The sheet shows another part of itself; the main key may say something else."""


@dataclass(frozen=True, slots=True)
class Repaint(Act):
    """Show everything in another palette: the screen's own affair, which no record holds."""

    theme: str


@dataclass(frozen=True, slots=True)
class Respace(Act):
    """More space between what is read, or as it was: likewise the screen's own affair."""

    wide: bool


@dataclass(frozen=True, slots=True)
class TurnOver(Act):
    """Go on to the next part of this sheet: no act of the encounter, it only makes the main key ready."""
