"""A pack that could be read, with what draws its screens and leads an encounter to each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consent_tui.model.acts import Act, Treated
from consent_tui.model.facts import Visit
from consent_tui.model.pack import Pack
from consent_tui.model.state import State
from consent_tui.services.previewing import walked_to
from consent_tui.services.session import Session
from consent_tui.tui.studio.entry import Entry
from consent_tui.tui.studio.workshop import Workshop
from consent_tui.views.shapes import View
from consent_tui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    pack: Pack
    visit: Visit
    draw: Callable[[State], View]
    words: Callable[[str], Words]
    certify: Callable[[State], Act]

    @classmethod
    def of(cls, pack: Pack, shop: Workshop) -> Book:
        draw = shop.drawer(pack)
        return cls(pack=pack, visit=shop.visit(pack), draw=draw, words=shop.spoken(pack), certify=shop.certify(draw))

    def opened(self, entry: Entry, language: str, treated: Treated, layer: int, shop: Workshop) -> Session | None:
        """Return an encounter that stands at a screen, with its `layer` opened (from 1; 0: none)."""
        if entry.spot is None:
            return None
        session = walked_to(
            entry.spot,
            self.pack,
            self.visit,
            language=language,
            treated=treated,
            certify=self.certify,
            clock=shop.clock,
        )
        if session and 0 < layer <= len(entry.layers):
            session.post(entry.layers[layer - 1].act, session.state.revision)
        return session
