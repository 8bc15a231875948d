"""How entries stand, reckoned anew where something about them has changed or a day has come.

By the rules of `model.standing` and `model.flags`, from what the index keeps of each verified file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from consent_tui.archive import filing
from consent_tui.archive.card import Verdict
from consent_tui.archive.store import Store
from consent_tui.model.entry import State
from consent_tui.model.flags import flags_of, flags_of_act
from consent_tui.model.later import ActKind, Filed, Filing, LaterAct, is_act, is_record
from consent_tui.model.record import Kind, Record
from consent_tui.model.standing import Release, Standing, standing
from consent_tui.records import browsing, layout
from consent_tui.services.cataloguing import private_of
from consent_tui.services.showing_pack import releases_of

_SEVERAL = 100  # at once; while they are written no other desk writes
_ROW = 'SELECT file.key, id, path, state, "by", sequence, digest, core, initials FROM file LEFT JOIN core USING (key)'
_PACKS = """
WITH RECURSIVE each (pack) AS (
  SELECT min(pack) FROM file WHERE pack > ''
  UNION ALL SELECT (SELECT min(pack) FROM file WHERE file.pack > each.pack) FROM each WHERE each.pack IS NOT NULL
) SELECT pack FROM each WHERE pack IS NOT NULL
"""  # from one to the next by the index, so that very many records make no difference
_NAMING = f"{_ROW} WHERE file.key IN (SELECT key FROM mention WHERE mention.id = ?)"  # noqa: S608  fixed


@dataclass(frozen=True, slots=True)
class Reckoning:
    """By which clock, and with which pack in use. One refresh uses one of these, so each pack is read once."""

    root: Path
    now: datetime  # aware, in the clinic's zone
    pack: Path | None
    _releases: dict[str, tuple[Release, ...]] = field(default_factory=dict)

    def releases(self, pack: str) -> tuple[Release, ...]:
        if pack not in self._releases:
            self._releases[pack] = releases_of(pack, self.pack)
        return self._releases[pack]

    def wake(self, store: Store) -> None:
        """Have judged anew what may stand otherwise since the last time: by the day, by a release, by closed files."""
        with store.writing() as connection:
            due = int(self.now.timestamp())
            connection.execute("UPDATE file SET stale = 1, standing = '' WHERE turns <= ?", (due,))
            for (pack,) in connection.execute(_PACKS).fetchall():
                told = repr(self.releases(pack))
                if store.note(f"releases {pack}") != told:
                    connection.execute("UPDATE file SET stale = 1, standing = '' WHERE pack = ?", (pack,))
                    store.set_note(f"releases {pack}", told)
            before, after = store.note("closed"), str(_closed(connection))
            if before != after:
                low, high = sorted((int(before or -9), int(after)))
                connection.execute(
                    "UPDATE file SET stale = 1, standing = '' WHERE kind = 'consent' AND id >= ? AND id < ?",
                    (_first_id(low + 2), _first_id(high + 2)),
                )
                store.set_note("closed", after)

    def judge(self, store: Store, told: Callable[[], None] | None = None) -> None:
        """Judge whatever waits for it, some at once, until nothing does."""
        while True:
            with store.writing() as connection:
                rows = connection.execute(f"{_ROW} WHERE stale LIMIT ?", (_SEVERAL,)).fetchall()
                closed = _closed(connection) if rows else 0
                for row in rows:
                    self._judge(connection, row, closed)
            if not rows:
                return
            if told:
                told()

    def _judge(self, connection: sqlite3.Connection, row: tuple[object, ...], closed: int) -> None:
        key = int(str(row[0]))
        filed = _filed(row)
        if filed is None:
            filing.judge(connection, key, Verdict())
        elif is_record(filed):
            doubtful = filed.what.kind is Kind.CONSENT and closed >= layout.day(filed.what.id) - 1
            filing.judge(connection, key, self._of_record(connection, filed), doubtful=doubtful)
        elif is_act(filed):
            filing.judge(connection, key, _of_act(connection, filed))

    def _of_record(self, connection: sqlite3.Connection, filed: Filed[Record]) -> Verdict:
        what = filed.what
        acts: list[Filing] = []
        damaged: list[str] = []
        for row in about(connection, what.id):
            other = _filed(row)
            if other is None and row[3] in (State.ALTERED, State.UNREADABLE):
                damaged.append(str(row[2]))
            elif other is not None:
                acts.append(other)
        content = what.content
        releases = self.releases(content.pack) if content else ()
        stands = standing(filed, acts, self.now, releases, damaged)
        private = private_of(self.root, content.digest, what) if content else None
        return Verdict(
            standing=stands.word if stands else None,
            flags=flags_of(what, stands, acts, private),
            practitioner=_countersigner(stands, acts),
            turns=self._turns(what, acts, releases) if stands else None,
        )

    def _turns(self, what: Record, acts: list[Filing], releases: tuple[Release, ...]) -> int | None:
        """When this may stand otherwise although nothing is written: a day has passed, or an act's time has come."""
        ends = [what.decision.valid_until if what.decision else None]
        ends += [act.what.clearance.until for act in acts if is_act(act) and act.what.clearance]
        ahead = [self._start(end + timedelta(days=1)) for end in ends if end and end < date.max]
        ahead += [self._start(release.date) for release in releases]
        ahead += [act.written for act in acts if act.written]
        return min((int(at.timestamp()) + 1 for at in ahead if at > self.now), default=None)

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.now.tzinfo)


def about(connection: sqlite3.Connection, record_id: str) -> Iterator[tuple[object, ...]]:
    """Go through the files that name a record, or name one of these, and so on: each row as `Reckoning` reads it."""
    seen, ids, ahead = set[object](), {record_id}, [record_id]
    while ahead:
        rows = connection.execute(_NAMING, (ahead.pop(),)).fetchall()
        for row in rows:
            if row[0] in seen or row[1] == record_id:
                continue
            seen.add(row[0])
            yield row
            if row[1] and row[1] not in ids:
                ids.add(str(row[1]))
                ahead.append(str(row[1]))


def _of_act(connection: sqlite3.Connection, filed: Filed[LaterAct]) -> Verdict:
    act, target, initials = filed.what, None, ""
    if act.about:
        row = connection.execute(f"{_ROW} WHERE id = ? AND state = 'whole' LIMIT 1", (act.about.id,)).fetchone()
        found = _filed(row) if row else None
        target, initials = (found.what, str(row[8])) if found else (None, "")
    flags = flags_of_act(act, target)
    apart = target is None or bool(flags)
    return Verdict(flags=flags, initials=initials, apart=apart)


def erased(connection: sqlite3.Connection, record_id: str, digest: str) -> bool:
    """Whether a trusted act says that this record was erased."""
    rows = connection.execute(f"{_ROW} WHERE kind = ? AND about = ?", (ActKind.ERASURE, record_id)).fetchall()
    for filed in map(_filed, rows):
        named = filed.what.about if filed and is_act(filed) and filed.trusted else None
        if named and named.digest == digest:
            return True
    return False


def _filed(row: tuple[object, ...]) -> Filing | None:
    """Return what the index keeps of a record, None of a file that does not count."""
    _, _, _, state, by, sequence, digest, core, _ = row
    if state not in (State.WHOLE, State.UNKNOWN_KEY) or not isinstance(core, bytes) or not core:
        return None
    trusted = state == State.WHOLE
    return browsing.kept(core, by=str(by), sequence=int(str(sequence)), digest=str(digest), trusted=trusted)


def _countersigner(stands: Standing | None, acts: list[Filing]) -> str:
    """Who countersigned, if that counts."""
    numbers = {reason.act for reason in stands.because if reason.code == "countersigned"} if stands else set()
    counted = [each for each in acts if is_act(each) and each.number in numbers and each.what.practitioner]
    return counted[-1].what.practitioner.name if counted and counted[-1].what.practitioner else ""


def _closed(connection: sqlite3.Connection) -> int:
    """The day, from 1970, of the latest file that nobody here can open; long before any where all are open."""
    (last,) = connection.execute("SELECT max(id) FROM file WHERE state = 'encrypted' AND id <> ''").fetchone()
    return layout.day(last) if last else -9


def _first_id(day: int) -> str:
    """What every id of this day and of later ones is not before."""
    told = f"{max(0, day) * 86_400_000:012x}"
    return f"{told[:8]}-{told[8:]}"
