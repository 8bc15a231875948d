"""A pack as a form on paper, with what the clinic's settings fill in."""

from __future__ import annotations

from consent_tui import words
from consent_tui.copies import paper
from consent_tui.copies.document import Document
from consent_tui.model.acts import Treated
from consent_tui.model.pack import Pack
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings


def form(pack: Pack, settings: Settings, language: str, treated: Treated) -> Document:
    """Return the form in a language of the pack. Raises `KeyError` for another one."""
    visit = visit_of(settings, pack, zone=None, clock=None)
    filled = visit.filled[language]
    return paper.document(
        paper.Blanks(
            pack=pack,
            say=words.load(language, pack.words[language].messages, filled),
            filled=filled,
            switches=visit.switches,
            treated=treated,
            clinic=visit.clinic,
        )
    )
