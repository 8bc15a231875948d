"""A pack as a form on paper, with what the clinic's settings fill in."""

from __future__ import annotations

from datetime import UTC, datetime

from consent_tui import words
from consent_tui.copies import paper
from consent_tui.copies.document import Document
from consent_tui.copies.html import html
from consent_tui.copies.pdf import pdf
from consent_tui.model.acts import Treated
from consent_tui.model.pack import Pack
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from consent_tui.words import Words

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # PDF/A wants a day, and a form is the same on each


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


def as_html(form: Document, pack: Pack) -> str:
    """Return the form as one file that stands alone, without its last line end."""
    return html(form, _say(form, pack)).removesuffix("\n")


def as_pdf(form: Document, pack: Pack) -> bytes:
    """Return the form as PDF/A and PDF/UA. Raises `ExtraMissing`."""
    return pdf(form, _say(form, pack)("copy.unprinted"), _UNDATED)


def _say(form: Document, pack: Pack) -> Words:
    return words.load(form.language, pack.words[form.language].messages)
