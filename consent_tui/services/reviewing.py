"""What a desk does with one record: opens it, says which acts it takes, drafts one, seals it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from consent_tui.copies.shown import Shown
from consent_tui.model import later
from consent_tui.model.desk_acts import Deed, Part
from consent_tui.model.desk_blanks import KINDS, Blank, Holds, Matter, blanks, open_questions, voidable
from consent_tui.model.later import ActKind, Facts, LaterAct, Topic, is_record
from consent_tui.model.later_rules import takes
from consent_tui.model.record import Record, Reference
from consent_tui.records import codec
from consent_tui.records.shelf import Found, NotOnShelf, Shelf
from consent_tui.services import acting_typed, showing
from consent_tui.services.acting import ActRefused, Desk
from consent_tui.services.lacking import Lacks
from consent_tui.services.reviewing_beside import compared, named
from consent_tui.services.reviewing_copies import Out, fetched_back, gone_out, place, planned
from consent_tui.services.reviewing_copies import made as made_copy
from consent_tui.services.reviewing_parts import differing, part_of
from consent_tui.services.shelving import Shelves
from consent_tui.services.showing_pack import releases
from consent_tui.services.unlocking import Latch
from consent_tui.settings.values import Copies

_USUAL = Copies()


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that is open. `refused`: why a deed cannot be done now, by deed; those that can are not in it."""

    found: Found
    shown: Shown
    matter: Matter
    refused: Mapping[Deed, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What would be written about a record: `lines` of the file. `why`: of an erasure. `copy`: one that goes out."""

    deed: Deed
    about: Found
    act: LaterAct | None
    lines: tuple[str, ...]
    why: str = ""
    copy: Out | None = None


class Review:
    """`desk` acts, None where nobody can: then `unable` says why. `latch` opens its key for one act at a time.

    `pack`: the one in use; None: one that ships. `copies`: what clients may be given, and where copies are printed.
    """

    def __init__(
        self,
        shelves: Shelves,
        shelf: Shelf,
        desk: Desk | None,
        latch: Latch,
        *,
        now: Callable[[], datetime],
        unable: str = "",
        pack: Path | None = None,
        copies: Copies = _USUAL,
    ) -> None:
        self.shelves, self.latch, self.now = shelves, latch, now
        self._desk, self._unable = desk, unable
        self.shelf, self.pack, self._copies = shelf, pack, copies

    # -- reading

    def opened(self, key: str, *, reveal: bool = False) -> Opened:
        """Return a record with all that is known about it, verified now. Raises `NotOnShelf`."""
        found = self.shelves.find(key)
        told = replace(self._shown(found, reveal=reveal), about=named(found.filed, self.shelves))
        what, private = found.filed.what, told.private or frozenset()
        screened = what.screening if isinstance(what, Record) else ()
        matter = Matter(
            filed=found.filed,
            related=found.related,
            standing=told.standing,
            private=tuple(each.id for each in screened if each.id in private and each.answer not in (None, "no")),
            today=self.now().date().isoformat(),
            printer=self._copies.printer or "",
        )
        refused = {deed: why for deed in Deed if (why := self._cannot(found, matter, deed))}
        return Opened(found, told, matter, refused)

    def _cannot(self, found: Found, about: Matter, deed: Deed) -> str:
        """Why this deed cannot be done about this record as it stands; "" where it can."""
        if deed is Deed.COPY:
            return ""
        if found.filed.what.rehearsal:
            return "This is a rehearsal; nothing counts in it, so it takes no acts."
        if self._desk is None:
            return self._unable
        kind, topic = KINDS[deed]
        if deed is Deed.VOID and voidable(about):
            return ""
        if deed is Deed.ANSWER and not open_questions(about):
            return "The client left no question."
        try:
            self._desk.accepts(found, kind, topic or Topic.CAPACITY, self._releases(found))
        except ActRefused as refused:
            return " ".join(refused.sentences)
        return ""

    def _releases(self, found: Found) -> tuple[Any, ...]:
        return releases(found.filed.what, self.pack) if is_record(found.filed) else ()

    def part(self, about: Opened, part: Part) -> tuple[str, ...]:
        """Return the lines of a part of a record that is shown as text."""
        if part is Part.DIFFERS:
            tell = partial(self._shown, reveal=about.shown.revealed)
            return differing(about.shown, *compared(about.found, self.shelves, tell), self.pack)
        return part_of(about.shown, part, self.shelf.root, about.found.path)

    def _shown(self, found: Found, *, reveal: bool = False) -> Shown:
        return showing.shown(self.shelf, found, self.now(), reveal=reveal, pack=self.pack)

    # -- writing

    def draft(self, about: Opened, deed: Deed, filled: Mapping[str, str]) -> Draft:
        """Return what would be written. Raises `Lacks` with all that is missing or odd, `ActRefused`, `NotOnShelf`."""
        if deed in about.refused:
            raise Lacks({}, sentences=(about.refused[deed],))
        said = _read(blanks(deed, about.matter, filled), filled)
        if deed is Deed.COPY:
            return self._copy(about, planned(said, self._copies))
        desk = self._acting()
        found = _target(self.shelves, about, said.pop("target", ""))
        replaced = _replaced(self.shelves, about, said.pop("supersedes", ""))
        kind, topic = KINDS[deed]
        facts = made(kind, topic, said, about.matter)
        desk.accepts(found, kind, facts.topic if isinstance(facts, later.Note) else None, self._releases(found))
        act = desk.draft(facts, found, replaced)
        desk.consider(act, found)
        lines = _file(act)
        if deed is Deed.ERASE:
            gone = [found.filed.number, *(each.number for each in desk.goes_with(found))]
            lines = (f"For good: {', '.join(gone)}. Copies elsewhere are not touched.", "", *lines)
        return Draft(deed=deed, about=found, act=act, lines=lines, why=str(said.get("why", "")))

    def _copy(self, about: Opened, out: Out) -> Draft:
        act: LaterAct | None = None
        lines = out.told
        what = about.found.filed.what
        if self._desk is not None and not what.rehearsal and takes(what, ActKind.NOTE, Topic.COPY):
            act = self._desk.draft(later.Note(topic=Topic.COPY, how=out.how), about.found)
            lines += ("", *_file(act))
        return Draft(deed=Deed.COPY, about=about.found, act=act, lines=lines, copy=out)

    def seal(self, draft: Draft, typed: str) -> str:
        """Write it, with the key that `typed` opens; return one sentence.

        Raises `NotOpened`, `RecordsFault`, `ActRefused`, `NotPrinted`, `OSError`; then nothing was sealed.
        """
        if draft.act is None:
            return self._give(draft)
        self._stands_still(draft)
        key = self.latch.opened(typed)
        desk = self._acting() if key is None else self._acting().with_key(key)
        if draft.deed is Deed.ERASE:
            gone = desk.erase(draft.about, draft.why)
            return f"Erased; {', '.join(each.number for each in gone)} {'says' if len(gone) == 1 else 'say'} so."
        if draft.copy is None:
            return f"Sealed as {desk.seal(draft.act).number}."
        given = self._give(draft)
        try:
            return f"Sealed as {desk.seal(draft.act).number}. {given}"
        except BaseException as why:
            fetched_back(draft.copy, given, why)  # no copy goes out that no act tells of
            raise

    def _stands_still(self, draft: Draft) -> None:
        """Another desk may have acted since this was drafted: look once more. Raises `ActRefused`, `NotOnShelf`."""
        assert draft.act is not None
        found = self.shelves.find(draft.about.filed.what.id)
        note = draft.act.note
        self._acting().accepts(found, draft.act.kind, note.topic if note else None, self._releases(found))

    def _give(self, draft: Draft) -> str:
        assert draft.copy is not None
        copy = made_copy(self._shown(draft.about), draft.about.data, self.shelf.root, draft.copy)
        return gone_out(copy, draft.copy, draft.about.filed.number)

    def _acting(self) -> Desk:
        if self._desk is None:
            raise Lacks({}, sentences=(self._unable,))
        return self._desk


def _target(shelves: Shelves, about: Opened, number: str) -> Found:
    return about.found if number in ("", about.found.filed.number) else shelves.find(number)


def _replaced(shelves: Shelves, about: Opened, number: str) -> Reference | None:
    """The earlier consent that this one replaces, if one was named. Raises `Lacks`."""
    if not number:
        return None
    try:
        earlier = shelves.find(number).filed
    except NotOnShelf as missing:
        raise Lacks({"supersedes": "is not here"}, sentences=(missing.sentence,)) from None
    if earlier.what.id == about.found.filed.what.id or earlier.what.kind != "consent":
        raise Lacks({"supersedes": "is no earlier consent"})
    return earlier.reference


def made(kind: ActKind, topic: Topic | None, said: Mapping[str, Any], about: Matter) -> Facts:
    """Return the facts of an act. A note that private answers were heard names all those that were given."""
    said = dict(said)
    match kind:
        case ActKind.CLEARANCE:
            return later.Clearance(**{"limits": "", **said})
        case ActKind.COUNTERSIGNATURE:
            return later.Countersignature(**said)
        case ActKind.WITHDRAWAL:
            return later.Withdrawal(**said)
        case ActKind.VOID:
            return later.Void(**said)
        case ActKind.ERASURE:
            return later.Erasure(**said)
    topic = topic or Topic(said.pop("topic"))
    private = about.private if topic is Topic.PRIVATE else ()
    return later.Note(topic=topic, private=private, **said)


def _file(act: LaterAct) -> tuple[str, ...]:
    """The act as it will be sealed, what it says first; its id and time come then."""
    tables = codec.encode(act).decode().replace('id = ""\n', "").rstrip().split("\n\n")
    tables.sort(key=lambda table: not table.startswith(f"[{act.kind}]"))
    return tuple("\n\n".join(tables).split("\n"))


def _read(asked: tuple[Blank, ...], filled: Mapping[str, str]) -> dict[str, Any]:
    """Return the facts that were filled in, by name. Raises `Lacks` with every blank that is not right."""
    found: dict[str, Any] = {}
    lacking: dict[str, str] = {}
    for blank in asked:
        typed = filled.get(blank.id, blank.usual).strip()
        if not typed:
            if blank.needed:
                lacking[blank.id] = "has to be done first" if blank.holds is Holds.TICK else "is missing"
            continue
        try:
            found[blank.id] = _reader(blank)(typed)
        except ValueError as fault:
            lacking[blank.id] = str(fault)
    if lacking:
        raise Lacks(lacking)
    return found


def _reader(blank: Blank) -> Callable[[str], Any]:
    match blank.holds:
        case Holds.PERSON:
            return acting_typed.person
        case Holds.DAY:
            return acting_typed.day
        case Holds.TICK:
            return acting_typed.checked
        case Holds.ONE_OF:
            known = acting_typed.one_of(*blank.choices)
            return (lambda typed: int(known(typed))) if blank.id == "question" else known
        case Holds.FILE:
            return acting_typed.scan if blank.id == "scan" else place
    return acting_typed.words
