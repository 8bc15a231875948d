"""What a sheet says to the screen that hosts it, besides a press. A sheet changes nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from consent_tui.model.acts import Act


class Saw(Message):
    """Something has been on screen: rows, or the end of a page."""

    def __init__(self, act: Act) -> None:
        super().__init__()
        self.act = act


class Turned(Message):
    """The sheet shows another part of itself; the main key may say something else."""


@dataclass(frozen=True, slots=True)
class Repaint(Act):
    """Show everything in another palette: the screen's own affair, which no record holds."""

    theme: str


@dataclass(frozen=True, slots=True)
class TurnOver(Act):
    """Go on to the next part of this sheet: no act of the encounter, it only makes the main key ready."""
