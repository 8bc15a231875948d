"""Show a record as its client saw it, by the copy of the pack that lies beside the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from consent_tui.content.folder import UNDIGESTED, digest, gather
from consent_tui.copies import seen, text
from consent_tui.copies.shown import Shown
from consent_tui.model.later import LaterAct
from consent_tui.model.pack import Pack, Status
from consent_tui.model.record import Record
from consent_tui.records import layout
from consent_tui.services.showing import spoken
from consent_tui.words import Words


class NotSeen(Exception):
    """What a client saw cannot be shown. `exit_code` 1: the pack's copy is not as it was; 3: not readable here."""

    def __init__(self, exit_code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def nothing_seen(act: LaterAct) -> str:
    """Say what an act is to whoever asks what a client saw in it."""
    if act.practitioner:
        return "an act at the desk; no client saw anything in it"
    return "an act at the kiosk; what was shown for it is not kept, and what was typed stands in it"


def pack_of(root: Path, what: Record) -> Pack:
    """Return the pack as it stood, from `packs/` of the records folder. Raises `NotSeen`.

    It is read without the checks for authors, which may be stricter today than they were then.
    """
    if what.content is None:
        raise NotSeen(1, "This record names no pack, so what was shown is not known.")
    folder = layout.pack_path(root, what.content.digest)
    if not folder.is_dir():
        raise NotSeen(1, f"The pack's copy {folder} is missing; put it back from another copy of these records.")
    found = gather(folder)
    files = {name: data for name, data in found.files.items() if name != UNDIGESTED}
    if digest(files) != what.content.digest:
        raise NotSeen(1, f"The pack's copy {folder} was altered; put it back from another copy of these records.")
    from consent_tui.content import assemble  # what reads a pack is slow to load
    from consent_tui.content.manuscript import manuscript

    written, faults = manuscript(found)
    if faults:
        raise NotSeen(3, f"This version cannot read the pack's copy {folder}; use the version that made the record.")
    return assemble.pack(written, what.content.version, Status.RELEASED, what.content.digest)


def as_seen(told: Shown, what: Record, root: Path) -> Iterator[str]:
    """Yield the lines of what the client saw. Raises `NotSeen`."""
    pack = pack_of(root, what)
    return text.wrapped(text.lines(seen.document(what, pack, told.covers, speaking(pack))))


def speaking(pack: Pack) -> Callable[[str], Words]:
    """Return what gives the program's words in a language as this pack has them."""

    def say(language: str) -> Words:
        return spoken(language, pack.words[language].messages if language in pack.words else None)

    return say
