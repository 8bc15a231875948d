"""What a trainer can do in the studio, one value each. None of it is an act of an encounter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.acts import Act


class Room(StrEnum):
    """What the studio shows: the screens of the pack, what is wrong with it, or its own keys."""

    SCREENS = "screens"
    FAULTS = "faults"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Choose(Act):
    """Choose a screen by the id of its entry."""

    entry: str


@dataclass(frozen=True, slots=True)
class ChooseFault(Act):
    number: int


@dataclass(frozen=True, slots=True)
class Step(Act):
    """Go on in the list by so many lines, back where negative."""

    by: int


class Turn(StrEnum):
    """What is turned to its next state by one key."""

    LANGUAGE = "language"
    SIZE = "size"
    WORDING = "wording"
    LAYER = "layer"
    THEME = "theme"
    WHOLE = "whole"  # the list beside it, or the screen alone


@dataclass(frozen=True, slots=True)
class Switch(Act):
    turn: Turn


@dataclass(frozen=True, slots=True)
class GoTo(Act):
    room: Room


@dataclass(frozen=True, slots=True)
class SeeFault(Act):
    """Show the screen that a fault is about."""


@dataclass(frozen=True, slots=True)
class NextFault(Act):
    pass


@dataclass(frozen=True, slots=True)
class Edit(Act):
    """Open the trainer's editor. `rules`: where the rules stand, not the words."""

    rules: bool = False


@dataclass(frozen=True, slots=True)
class Play(Act):
    pass


@dataclass(frozen=True, slots=True)
class ReadAgain(Act):
    pass


@dataclass(frozen=True, slots=True)
class Escape(Act):
    """One step back: from the screen alone to the list, from the faults to the screens."""


@dataclass(frozen=True, slots=True)
class Leave(Act):
    pass
