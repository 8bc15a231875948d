"""A practitioner's time at the desk: acts go in; where they stand and what there is to see come out.

Whatever reads a folder, opens a key or seals is done here, between two states of the pure desk. May run in any thread,
one act after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk import Desk, Page, update
from consent_tui.model.desk_acts import Part
from consent_tui.model.desk_blanks import blanks
from consent_tui.model.desk_seen import Seen
from consent_tui.model.entry import Entries, Query
from consent_tui.records.faults import RecordsFault
from consent_tui.records.shelf import NotOnShelf
from consent_tui.services import desk_writing
from consent_tui.services.reviewing import Draft, Opened, Review
from consent_tui.services.showing_pack import worded
from consent_tui.services.unlocking import NotOpened

TALLIED = ("flag", "standing", "practitioner")
SPANS = ("language", "version")
AT_ONCE = 5_000  # records that are counted within a blink; more are counted after that has been said


class DeskSession:
    """`seen` always fits `desk`. `clinic` and `who` are names for the band."""

    def __init__(self, review: Review, *, clinic: str = "", who: str = "") -> None:
        self.review, self.desk = review, Desk()
        self._opened: Opened | None = None
        self._draft: Draft | None = None
        self._otherwise = False  # some file is not what it was, and the list does not show it yet
        self.seen = Seen(now=self.review.now(), clinic=clinic, who=who, asks=review.latch.asks)
        self._list()

    # -- what comes from outside

    def follow(self) -> bool:
        """Look whether the folder has changed, and read what has; return whether it had."""
        try:
            if not self._changed():
                return False
            self.review.shelves.refresh()
        except (OSError, RecordsFault) as error:
            was, self.seen = self.seen.lost, replace(self.seen, lost=lost(error))
            return was != self.seen.lost
        self.seen = replace(self.seen, lost="")
        self._list()
        if self.desk.open and self.desk.page in (Page.RECORD, Page.DEEDS):
            self._open()
        if self.desk.page is Page.FIGURES and self.seen.figures is None:
            self._count_anew()  # the disk had gone away
        return True

    def _changed(self) -> bool:
        """Whether there is something new to be read, or to be said: the day may be another one."""
        new = self.review.shelves.changes() or bool(self.seen.lost) or self._otherwise
        self._otherwise = False
        return new or self.review.now().date() != self.seen.now.date()

    def look_at_each(self) -> None:
        """Look at every file: one that was changed in place shows in no folder's time. `follow` tells of it then."""
        with suppress(OSError, RecordsFault):  # `follow` says that the folder is lost
            self._otherwise |= self.review.shelves.refresh(thorough=True) > 0

    def unlocks(self, typed: str) -> str:
        """Unlock the desk; return why not, or ""."""
        try:
            self.review.latch.opened(typed)
        except (NotOpened, RecordsFault) as why:
            return str(why)
        self.post(acts.Unlocked())
        self.follow()
        return ""

    # -- what is done

    def post(self, act: Act, revision: int | None = None, typed: str = "") -> Desk:
        """Do an act; one that was made for an older screen does nothing. `typed` opens the key, for `SealIt` alone."""
        if revision is not None and revision != self.desk.revision:
            return self.desk
        if isinstance(act, acts.Step):
            act = stepped(self.seen, self.desk, act.by)
        before, self.desk = self.desk, update(self.desk, act)
        if self.desk.locked:
            self._cover()
        elif isinstance(act, acts.ToSeal) and self.desk.page is Page.FORM:
            self._drafted()
        elif isinstance(act, acts.SealIt) and self.desk.page is Page.SEAL:
            self._seal(typed)
        else:
            self._see(before)
        if isinstance(act, acts.Beyond) and self.desk.asked != before.asked:
            self.desk = paged(before, self.desk, self.seen, last=act.last)
        return self.desk

    def _cover(self) -> None:
        """Nothing of a client is left to be drawn."""
        self._opened = self._draft = None
        self.seen = covered(self.seen)

    def _see(self, before: Desk) -> None:
        desk = self.desk
        if desk.asked != before.asked or before.locked or (desk.page is Page.LIST and before.open):
            self._list()
        shown = (desk.open, desk.revealed, desk.part)
        written = desk.page is Page.RECORD and before.writing is not None  # another desk may have acted meanwhile
        if desk.open and (before.locked or written or shown != (before.open, before.revealed, before.part)):
            self._open()
        if not desk.open and (self._opened is not None or self.seen.trouble):
            self._opened = None
            self.seen = replace(self.seen, told=None, lines=(), trouble=(), refused={})
        counted = (desk.page, desk.counted) == (before.page, before.counted) and not before.locked
        if desk.page is not Page.FIGURES:
            self.seen = replace(self.seen, counting=False)
        elif not counted:
            self._count_anew()
        self._blanks()

    def _count_anew(self) -> None:
        self.seen = replace(self.seen, figures=None, counting=True)
        if self.seen.total <= AT_ONCE:
            self.count()

    def count(self) -> None:
        """Count what `seen` says is still to be counted."""
        if self.seen.counting:
            self._saw(figured, self.desk.counted)
            self.seen = replace(self.seen, counting=False)

    def _saw(self, what: Callable[[Seen, Review, Query], Seen], asked: Query) -> None:
        try:
            self.seen = what(self.seen, self.review, asked)
        except OSError as error:
            self.seen = replace(self.seen, lost=lost(error))

    def _list(self) -> None:
        self._saw(listed, self.desk.asked)
        if self.desk.asked.offset and not self.seen.listed.entries:  # there are fewer by now
            self.desk = replace(self.desk, asked=replace(self.desk.asked, offset=0))
            self._saw(listed, self.desk.asked)
        self.desk = placed(self.desk, self.seen)

    def _open(self) -> None:
        """Read the open record anew."""
        self._opened, self.seen = read(self.seen, self.review, self.desk)

    def _blanks(self) -> None:
        writing, opened = self.desk.writing, self._opened
        if writing is None or opened is None:
            self.seen = replace(self.seen, blanks=(), faults=())
            return
        asked = blanks(writing.deed, opened.matter, writing.filled)
        self.seen = replace(self.seen, blanks=asked, faults=() if not writing.told else self.seen.faults)

    def _drafted(self) -> None:
        writing, opened = self.desk.writing, self._opened
        if writing is not None and opened is not None:
            self._draft, told, faults = desk_writing.drafted(self.review, opened, writing)
            self.seen = replace(self.seen, faults=faults)
            self.desk = update(self.desk, told)

    def _seal(self, typed: str) -> None:
        if self._draft is None:
            return
        before, self.desk = self.desk, update(self.desk, desk_writing.sealed(self.review, self._draft, typed))
        if self.desk.page is Page.SEAL:
            return  # nothing was written
        self._draft = None
        self.review.shelves.refresh()
        self._list()
        self._see(before)


def covered(seen: Seen) -> Seen:
    """Return it without anything of a client."""
    without = replace(seen, listed=Entries(), tallies={}, count=0, figures=None, counting=False)
    return replace(without, told=None, lines=(), trouble=(), blanks=(), faults=())


def listed(seen: Seen, review: Review, asked: Query) -> Seen:
    """Return what is to be seen with the list as it is asked for, and how many records there are of what."""
    shelves, usual = review.shelves, Query(rehearsals=asked.rehearsals)
    total = shelves.count(usual)
    return replace(
        seen,
        now=review.now(),
        listed=shelves.list(asked),
        count=shelves.count(asked),
        total=total,
        hidden=0 if asked.rehearsals else shelves.count(Query(rehearsals=True)) - total,
        tallies={field: shelves.tally(usual, field) for field in TALLIED},
    )


def read(seen: Seen, review: Review, desk: Desk) -> tuple[Opened | None, Seen]:
    """Return the record that is open at the desk, and what is to be seen with it; no record where it cannot be read."""
    try:
        opened = review.opened(desk.open, reveal=desk.revealed)
    except (NotOnShelf, OSError) as error:
        why = error.sentence if isinstance(error, NotOnShelf) else lost(error)
        return None, replace(seen, told=None, lines=(), refused={}, trouble=(why,))
    lines = () if desk.part is Part.FIRST else review.part(opened, desk.part)
    return opened, replace(seen, now=review.now(), told=opened.shown, refused=opened.refused, lines=lines, trouble=())


def placed(desk: Desk, seen: Seen, *, last: bool = False) -> Desk:
    """Return it with the cursor on a line that is shown."""
    keys = [entry.key for entry in seen.listed.entries]
    if desk.at in keys or desk.open:
        return desk
    return replace(desk, at=keys[-1 if last else 0] if keys else "")


def paged(before: Desk, desk: Desk, seen: Seen, *, last: bool) -> Desk:
    """Return it on the other stretch of the list; where the folder cannot be read, on the one that is still shown."""
    if seen.lost:
        return replace(desk, asked=before.asked, at=before.at)
    return placed(replace(desk, at=""), seen, last=last)


def stepped(seen: Seen, desk: Desk, by: int) -> Act:
    """Return the act that goes so many lines on in the list: from the last that is shown to those behind it."""
    keys = [entry.key for entry in seen.listed.entries]
    if not keys:
        return acts.Choose("")
    now = keys.index(desk.at) if desk.at in keys else 0
    offset, limit = desk.asked.offset, desk.asked.limit or len(keys)
    if by > 0 and now == len(keys) - 1 and seen.listed.more:
        return acts.Beyond(offset + limit)
    if by < -limit and offset:
        return acts.Beyond(0)
    if by < 0 and now == 0 and offset:
        return acts.Beyond(offset - limit, last=True)
    return acts.Choose(keys[max(0, min(len(keys) - 1, now + by))])


def figured(seen: Seen, review: Review, counted: Query) -> Seen:
    """Return what is to be seen with figures of these records, and what else they can be counted by."""
    shelves, usual = review.shelves, Query(rehearsals=counted.rehearsals)
    spans = {field: sorted(each for each in shelves.tally(usual, field) if each) for field in SPANS}
    return replace(
        seen, now=review.now(), figures=shelves.figures(counted), spans=spans, worded=worded(review.pack, "en")
    )


def lost(error: OSError | RecordsFault) -> str:
    """Say why the folder cannot be read. A disk that went away comes back, and nobody has to start anew."""
    why = getattr(error, "strerror", None) or getattr(error, "sentence", None) or "it failed"
    return f"The folder cannot be read: {str(why).rstrip('.')}. What you see may be old."
