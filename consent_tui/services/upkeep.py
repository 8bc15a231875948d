"""Keeping an index up with its folder: what is new, otherwise or gone; whose keys count; which day it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from consent_tui.archive import filing
from consent_tui.archive.store import Store
from consent_tui.model.entry import State
from consent_tui.records import age, crew
from consent_tui.records.ring import Ring
from consent_tui.records.signers import Signers
from consent_tui.services import shelving_ledgers
from consent_tui.services.cataloguing import Job, Spot, cards
from consent_tui.services.reckoning import Reckoning
from consent_tui.services.shelving import Progress
from consent_tui.services.surveying import Looked, spot_of, stamps, survey, times

_SEVERAL = 100  # files read and put in at once
_MANY = 2000  # files from which on it is worth starting other processes


class Upkeep:
    """One index of one folder. `pinned` are signers from the settings, which come before those in the folder."""

    def __init__(
        self,
        store: Store,
        root: Path,
        *,
        now: Callable[[], datetime],
        pinned: Sequence[str],
        identities: age.Identities,
        pack: Path | None,
    ) -> None:
        self._store, self._root, self._now = store, root, now
        self._pinned, self._identities, self._pack = pinned, identities, pack
        self._one = Lock()  # one refresh at a time
        self._stamps: tuple[object, ...] = ()
        self._times: dict[str, int] = {}
        self._generation = -1

    def refresh(self, progress: Progress | None, *, thorough: bool) -> int:
        with self._one:
            told = stamps(self._root)
            signers = self._signers()
            shelving_ledgers.take(self._store, self._root)  # before the files: each was there before its line
            looked: list[Looked] = []
            news = [*self._distrusted(signers), *self._news(looked, thorough=thorough)]
            self._read(signers, news, progress)
            self._reckon()
            self._note(looked)
            self._store.set_note("signers", _told(signers))
            self._stamps, self._times = told, {each.path: each.changed for each in looked}
            self._generation = self._store.generation()
            return len(news)

    def changes(self) -> bool:
        if self._stamps != stamps(self._root) or self._times != times(self._root, self._times):
            return True
        if self._generation != self._store.generation():
            return True
        with self._store.reading() as connection:
            (due,) = connection.execute("SELECT min(turns) FROM file WHERE turns IS NOT NULL").fetchone()
        return due is not None and due <= self._now().timestamp()

    def look_again(self, paths: Iterable[str]) -> bool:
        """Look at these files once more; read those that are otherwise than they were, and say whether any was."""
        news, gone = [], []
        with self._store.reading() as connection:
            for path in paths:
                row = connection.execute("SELECT size, changed FROM file WHERE path = ?", (path,)).fetchone()
                spot = spot_of(self._root, path)
                if spot is None:
                    gone.append(path)
                elif row is not None and (spot.size, spot.changed) != row:
                    news.append(spot)
        if not news and not gone:
            return False
        with self._one:
            self._drop(gone)
            self._read(self._signers(), news, None)
            self._reckon()
        return True

    def _signers(self) -> Signers:
        return Ring.of(None, self._pinned).within(self._root)

    def _reckon(self) -> None:
        now = self._now()
        assert now.tzinfo
        shelving_ledgers.tell_missing(self._store, now.tzinfo)
        reckoning = Reckoning(self._root, now, self._pack)
        reckoning.wake(self._store)
        reckoning.judge(self._store)

    def _distrusted(self, signers: Signers) -> Iterator[Spot]:
        """Files whose seal counts now and did not before, or the other way round."""
        if self._store.note("signers") == _told(signers):
            return
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT path, \"by\", namespace, public, sequence, said FROM file WHERE public <> ''"
            ).fetchall()
        for path, by, namespace, public, sequence, said in rows:
            if signers.allow(by, namespace, bytes.fromhex(public), sequence) is not (said == State.WHOLE):
                spot = spot_of(self._root, path)
                if spot is not None:
                    yield spot

    def _news(self, looked: list[Looked], *, thorough: bool) -> list[Spot]:
        """Return the files that are new or otherwise, the newest first; take out those that are gone."""
        with self._store.reading() as connection:
            known = dict(connection.execute("SELECT path, changed FROM folder").fetchall())
        news: list[Spot] = []
        gone: list[str] = []
        for folder in survey(self._root, {} if thorough else known):
            looked.append(replace(folder, spots=None))
            if folder.spots is not None:
                here = self._known(folder.path)
                news += [each for each in folder.spots if here.pop(each.path, None) != (each.size, each.changed)]
                gone += here
        for left in known.keys() - {each.path for each in looked}:
            gone += self._known(left)
        self._drop(gone)
        return sorted(news, key=lambda spot: spot.path, reverse=True)

    def _known(self, folder: str) -> dict[str, tuple[int, int]]:
        """Return size and time of change of each file that the index has in a folder; one to be read again has none."""
        above = f"{folder}/" if folder else ""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT path, size, changed, state FROM file"
                " WHERE path >= ? AND path < ? AND NOT instr(substr(path, ?), '/')",
                (above, f"{folder}0" if folder else "\U0010ffff", len(above) + 1),
            )
            return {
                path: (size, changed) if state != State.UNREADABLE else (-1, -1) for path, size, changed, state in rows
            }

    def _drop(self, paths: Sequence[str]) -> None:
        if paths:
            with self._store.writing() as connection:
                for path in paths:
                    filing.drop(connection, path)
            self._store.forget_for_good()

    def _read(self, signers: Signers, spots: Sequence[Spot], progress: Progress | None) -> None:
        zone = self._now().tzinfo
        assert zone
        jobs = (
            Job(self._root, signers, self._identities, zone, tuple(spots[at : at + _SEVERAL]))
            for at in range(0, len(spots), _SEVERAL)
        )
        done = 0
        for read in crew.share(cards, jobs, crew.processes() if len(spots) >= _MANY else 1):
            with self._store.writing() as connection:
                for card in read:
                    filing.put(connection, card)
            done += len(read)
            if progress:
                progress(done, len(spots))

    def _note(self, looked: Sequence[Looked]) -> None:
        now = {each.path: each.changed if each.settled else 0 for each in looked}
        with self._store.writing() as connection:
            before = dict(connection.execute("SELECT path, changed FROM folder").fetchall())
            if before == now:
                return  # nothing is written, so that no other desk thinks of news
            connection.execute("DELETE FROM folder")
            connection.executemany("INSERT INTO folder VALUES (?, ?)", now.items())


def _told(signers: Signers) -> str:
    """What differs between two lists of keys that do not count alike."""
    return repr((sorted(signers.keys), sorted(signers.revoked), sorted(signers.retired.items())))
