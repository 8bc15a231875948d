"""Show one record: found, verified, its standing computed, and told by `copies`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from consent_tui import words
from consent_tui.copies import desk, fhir, text
from consent_tui.copies.shown import Shown
from consent_tui.model.later import is_record
from consent_tui.model.record import Record
from consent_tui.model.standing import standing
from consent_tui.records import seal
from consent_tui.records.ids import short_fingerprint
from consent_tui.records.shelf import Found, Shelf
from consent_tui.services.showing_pack import kept, private_in, releases
from consent_tui.services.showing_words import Chosen, chosen
from consent_tui.words import Words


def shown(shelf: Shelf, found: Found, now: datetime, *, reveal: bool = False, pack: Path | None = None) -> Shown:
    """Return a record with what there is to tell of it. `pack` is the one in use now, for what was released since."""
    filed = found.filed
    stands, private, worded = None, None, Chosen()
    if is_record(filed):
        stands = standing(filed, found.related, now, releases(filed.what, pack), found.damaged)
        files = kept(shelf.root, filed.what)
        private, worded = private_in(files), chosen(filed.what, files, spoken)
    return Shown(
        filed=filed,
        key=found.key,
        fingerprint=short_fingerprint(filed.digest),
        trust="pinned" if shelf.is_pinned else "folder",
        related=found.related,
        standing=stands,
        private=private,
        revealed=reveal,
        damaged=found.damaged,
        missing=found.missing,
        listed=found.listed,
        areas=worded.areas,
        choices=worded.choices,
        previous=seal.read(found.data).previous,
        asked=now.date(),
    )


def as_text(told: Shown, *, drawn: bool = False) -> Iterator[str]:
    """Yield the lines of a record, in its own language as far as the program speaks it; `drawn` as in `text.lines`."""
    language = told.filed.what.language if is_record(told.filed) else words.OWN[0]
    return text.wrapped(text.lines(desk.document(told, spoken(language)), drawn=drawn))


def as_fhir(told: Shown, what: Record, sealed: bytes) -> str:
    """Return a record as a FHIR R5 Consent (JSON), the sealed file attached."""
    return fhir.as_json(told, what, sealed, spoken(what.language))


def spoken(language: str, messages: Mapping[str, str] | None = None) -> Words:
    """Return the program's words in a language, a pack's `messages` first; in English where it does not speak it."""
    loaded = words.load(language if language in words.OWN else words.OWN[0], messages)
    return replace(loaded, language=language) if messages else loaded
