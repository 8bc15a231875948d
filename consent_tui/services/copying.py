"""Make a copy of a record for the client or the clinic, with the pack as it stood where that is at hand."""

from __future__ import annotations

from pathlib import Path

from consent_tui.copies import copy
from consent_tui.copies.copy import Audience
from consent_tui.copies.document import Document
from consent_tui.copies.seen import Seen
from consent_tui.copies.shown import Shown
from consent_tui.model.later import is_record
from consent_tui.services.showing import spoken
from consent_tui.services.showing_seen import NotSeen, pack_of, speaking
from consent_tui.words import OWN


def copy_of(told: Shown, root: Path, audience: Audience, *, attached: bool) -> Document:
    """Return the copy, in the record's language as far as the program or the pack speaks it; `root` holds the packs.

    A pack's copy that is missing, altered or not readable here is said in the document: the record is worth a copy
    all the same.
    """
    if not is_record(told.filed):
        return copy.document(told, None, audience, spoken(OWN[0]), attached=attached)
    what = told.filed.what
    try:
        pack = pack_of(root, what)
    except NotSeen:
        return copy.document(told, None, audience, spoken(what.language), attached=attached)
    speak = speaking(pack)
    seen = Seen(what, pack, told.covers, speak)
    return copy.document(told, seen, audience, speak(what.language), attached=attached)
