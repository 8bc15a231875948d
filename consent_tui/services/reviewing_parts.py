"""The parts of a record that a desk shows as text: the whole, its acts, its seal, and what its client saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from consent_tui.copies import desk, seen, text
from consent_tui.copies.shown import Shown
from consent_tui.model.desk_acts import Part
from consent_tui.model.later import is_record
from consent_tui.model.record import Record
from consent_tui.services import showing
from consent_tui.services.showing_against import NotComparable, against_pack, against_record
from consent_tui.services.showing_seen import NotSeen, nothing_seen, pack_of, speaking
from consent_tui.words import OWN, Words

UNWRAPPED = 10_000  # columns
REVEALS = "R"  # the key that shows private answers


def part_of(told: Shown, part: Part, root: Path, file: Path) -> tuple[str, ...]:
    """Return the lines of a part, still to be wrapped; `root` is the records folder, `file` the record's."""
    match part:
        case Part.WHOLE:
            say = _say(told)
            covered = say("show.covered")  # here a key shows them, and no option of a command
            by_key = covered.replace("--private", REVEALS)
            return tuple(line.replace(covered, by_key) for line in text.lines(desk.document(told, say), drawn=True))
        case Part.SEEN:
            return _seen(told, root)
        case Part.SEAL:
            place = file.relative_to(root) if file.is_relative_to(root) else file
            return (*_section(told, "show.seal"), "", f"  Digest: {told.filed.digest}", f"  File: {place}")
    return _section(told, "show.acts")


def _seen(told: Shown, root: Path) -> tuple[str, ...]:
    what = told.filed.what
    if not isinstance(what, Record):
        return (f"This is {nothing_seen(what)}.",)
    try:
        pack = pack_of(root, what)
    except NotSeen as why:
        return (str(why),)
    return tuple(text.lines(seen.document(what, pack, told.covers, speaking(pack))))


def _section(told: Shown, title: str) -> tuple[str, ...]:
    """One section of the record as the desk reads it."""
    say = _say(told)
    whole = desk.document(told, say)
    found = replace(whole, head=(), body=tuple(each for each in whole.body if each.title == say(title)))
    return tuple(text.lines(found))[2:]


def _say(told: Shown) -> Words:
    return showing.spoken(told.filed.what.language if is_record(told.filed) else OWN[0])


def differing(told: Shown, linked: Iterable[Shown], unlinked: Shown | None, pack: Path | None) -> tuple[str, ...]:
    """Return the lines of what differs: from the pack in use today, and from other consents of this client.

    `linked` name this one or are named by it; `unlinked` has the same name and birth date alone.
    """
    lines: list[str] = []
    try:
        lines += against_pack(told, pack, UNWRAPPED)
    except NotComparable as why:
        lines.append(str(why))
    for other in linked:
        lines += ["", *against_record(told, other, UNWRAPPED)]
    if unlinked:
        found = f"{unlinked.filed.number} was found by name and birth date. Neither record names the other."
        lines += ["", found, *against_record(told, unlinked, UNWRAPPED)]
    return tuple(lines)
