"""The parts of a record that a desk shows as text: the whole, its acts, its seal, and what its client saw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from consent_tui.copies import desk, text
from consent_tui.copies.shown import Shown
from consent_tui.model.desk_acts import Part
from consent_tui.model.later import is_record
from consent_tui.services import showing
from consent_tui.services.showing_seen import NotSeen, as_seen

NO_CLIENT = "This is an act at the desk; no client saw anything in it."


def part_of(told: Shown, part: Part, root: Path, file: Path) -> tuple[str, ...]:
    """Return the lines of a part, wrapped; `root` is the records folder, `file` the record's."""
    match part:
        case Part.WHOLE:
            return tuple(showing.as_text(told))
        case Part.SEEN:
            return _seen(told, root)
        case Part.SEAL:
            digest = (f"Digest: {told.filed.digest}", f"File: {file}")
            return (*_section(told, "show.seal"), "", *text.wrapped(digest))
    return _section(told, "show.acts")


def _seen(told: Shown, root: Path) -> tuple[str, ...]:
    if not is_record(told.filed):
        return (NO_CLIENT,)
    try:
        return tuple(as_seen(told, told.filed.what, root))
    except NotSeen as why:
        return tuple(text.wrapped([str(why)]))


def _section(told: Shown, title: str) -> tuple[str, ...]:
    """One section of the record as the desk reads it."""
    language = told.filed.what.language if is_record(told.filed) else "en"
    say = showing.spoken(language)
    whole = desk.document(told, say)
    found = replace(whole, head=(), body=tuple(each for each in whole.body if each.title == say(title)))
    return tuple(text.wrapped(text.lines(found)))[1:]
