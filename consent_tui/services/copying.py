"""Make a copy of a record for the client or the clinic, with the pack as it stood where that is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from consent_tui.copies import copy, text
from consent_tui.copies.copy import Audience
from consent_tui.copies.document import Document
from consent_tui.copies.html import html
from consent_tui.copies.pdf import Attached, pdf
from consent_tui.copies.seen import Seen
from consent_tui.copies.shown import Shown
from consent_tui.model.record import Record
from consent_tui.services.showing import spoken
from consent_tui.services.showing_seen import NotSeen, pack_of, speaking
from consent_tui.words import OWN, Words

_UNTIMED = datetime.fromtimestamp(0, UTC)  # a sealed record says when it was written; a foreign one may not


def as_text(told: Shown, root: Path, audience: Audience) -> Iterator[str]:
    """Yield the lines of a copy, for e-mail and screen readers."""
    return text.wrapped(text.lines(_copy(told, root, audience, attached=False)[0]))


def as_html(told: Shown, root: Path, audience: Audience) -> str:
    """Return a copy as one HTML file."""
    return html(*_copy(told, root, audience, attached=False))


def as_pdf(told: Shown, sealed: bytes, root: Path, audience: Audience) -> bytes:
    """Return a copy as PDF with the sealed record attached. Raises `ExtraMissing`."""
    document, say = _copy(told, root, audience, attached=True)
    what = told.filed.what
    attached = Attached(f"{what.id}.toml", sealed, document.title)
    return pdf(document, say("copy.unprinted"), what.times.written or what.times.signed or _UNTIMED, attached)


def _copy(told: Shown, root: Path, audience: Audience, *, attached: bool) -> tuple[Document, Words]:
    """The copy, in the record's language as far as the program or the pack speaks it, and the words for it.

    A pack's copy that is missing, altered or not readable here is said in the document: the record is worth a copy
    all the same.
    """
    what = told.filed.what
    seen, say = None, spoken(what.language if isinstance(what, Record) else OWN[0])
    if isinstance(what, Record):
        try:
            pack = pack_of(root, what)
        except NotSeen:
            pass
        else:
            speak = speaking(pack)
            seen, say = Seen(what, pack, told.covers, speak), speak(what.language)
    return copy.document(told, seen, audience, say, attached=attached), say
