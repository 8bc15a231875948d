"""One screen of a pack as its trainer sees it in the list."""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.model.acts import Act
from consent_tui.model.pack import PageWords
from consent_tui.services.ways import Spot
from consent_tui.tui.studio.where import Where


@dataclass(frozen=True, slots=True)
class Layer:
    """What can be opened over a screen, or done on it: its name for the trainer, and the act."""

    word: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One screen. `spot` is `None` where no answer of this pack leads there. `page`: words to be measured."""

    id: str
    section: str
    title: str
    spot: Spot | None
    words: Where
    rules: Where | None = None
    depth: int = 0
    layers: tuple[Layer, ...] = ()
    page: PageWords | None = None
