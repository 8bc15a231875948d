"""A records folder: opened once, then records are sealed into it, each for good.

Everything is done under the lock of one `by`; what a killed program left half done is mended by the next one.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath

from consent_tui.model.later import LaterAct
from consent_tui.model.record import Record
from consent_tui.records import age, durable, layout, ledger, mend, placing, seal, signers
from consent_tui.records.faults import FolderRefused, KeyRefused, NotWritten, why
from consent_tui.records.keeping import Keeper
from consent_tui.records.keys import Signing
from consent_tui.records.lock import Lock, held
from consent_tui.records.placing import Receipt

__all__ = ["Folder", "Receipt"]

IN_CLEAR = age.Recipients()


class Folder:
    """A records folder that can be written to. `Folder.open` makes one."""

    def __init__(self, root: Path, recipients: age.Recipients = IN_CLEAR) -> None:
        self.root, self._recipients = root, recipients
        self._admitted: set[tuple[str, bytes]] = set()
        self._keepers: dict[str, Keeper] = {}

    @classmethod
    def open(cls, root: Path, recipients: age.Recipients = IN_CLEAR) -> Folder:
        """Return the folder at `root`, made (0700) if need be, proven to take links, and mended.

        Records are encrypted to the `recipients`, if there are any. Raises `AgeRefused`; `FolderRefused`:
        `not-a-folder`, `read-only`, `no-permission`, `disk-full`, `no-hard-links`, `no-locks`, `ledger-damaged`,
        `failed`.
        """
        recipients.prove()
        folder = cls(root, recipients)
        with _refusing(root):
            if root.exists() and not root.is_dir():
                said = f"{root} is a file, not a folder for records; choose another folder."
                raise FolderRefused("not-a-folder", said)
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            durable.make_folder(root / "ledger")
            with held(layout.lock_path(root)):
                _prove_links(root)
            for by in layout.bys(root):
                # A ledger that another program is writing to now is mended by that one.
                with suppress(TimeoutError), held(layout.lock_path(root, by), patience=0) as lock:
                    _mend(root, by, lock)
        return folder

    def admit(
        self, by: str, key: Signing, namespace: str = seal.RECORD, now: Callable[[], datetime] | None = None
    ) -> None:
        """Make `by` at home here: its ledger, and its key in `allowed_signers`, once. `write` does it by itself.

        With a clock, a checkpoint that is missing or behind is made too. Raises `FolderRefused`:
        `rehearsal-among-real` or `real-among-rehearsal`, and as `open` does; `KeyRefused`.
        """
        with _refusing(self.root):
            self._admit(by, key, namespace)
            if now is not None:
                with held(layout.lock_path(self.root, by)):
                    self._keeper(by).keep(key, now())

    def write(
        self,
        record: Record | LaterAct,
        key: Signing,
        by: str,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[datetime], str],
        namespace: str = seal.RECORD,
    ) -> Receipt:
        """Seal `record` as the next of `by` and return once it is durable. `id` and `times.written` are set here.

        `namespace` is that of the place: `seal.RECORD` at a kiosk, `seal.ACT` at the desk.

        Raises `NotWritten` (`disk-full`, `read-only`, `no-permission`, `locked`, `name-taken`, `failed`), after which
        nothing of it is there and the same record may be tried again; `FolderRefused` for a rehearsal among real
        records or the other way round; `Undecodable` for a record that TOML cannot hold.
        """
        if record.rehearsal != seal.is_rehearsal(by):
            raise _mixed(self.root, by)
        with _writing(self.root):
            self._admit(by, key, namespace)
            with held(layout.lock_path(self.root, by)) as lock:
                if lock.dirty:
                    _mend(self.root, by, lock)
                lock.begin()
                place = placing.Place(self.root, by, self._recipients, lock)
                receipt = place.take(record, key, namespace, now, new_id)
                # From here on the record stands; a ledger line that fails is mended by the next write or start.
                with suppress(OSError):
                    ledger.append(layout.ledger_path(self.root, by), receipt.line, lasting=receipt.is_closed)
                    lock.end()
                with suppress(OSError, ledger.Damaged, KeyRefused):  # a checkpoint can be made at any time
                    self._keeper(by).keep(key, now())
        return receipt

    def find(self, name: str | Path) -> ledger.Listed | None:
        """Return what the ledgers say of a record named by number (`front-desk-42`), id or path, or None."""
        said = layout.id_of(Path(name).name) if isinstance(name, Path) or _is_file(name) else name
        with _refusing(self.root):
            return ledger.find(self.root, said)

    def path_of(self, record_id: str) -> Path | None:
        """Where the record of this id lies, or None."""
        return layout.find_record(self.root, record_id)

    def keep_pack(self, digest: str, files: Mapping[str, bytes]) -> Path:
        """Keep a copy of a pack (posix paths → bytes) under its digest, whole or not at all, once. Raises `NotWritten`.

        A path that leaves the pack raises `ValueError`.
        """
        kept = layout.pack_path(self.root, digest)
        if any(_leaves(name) for name in files):
            raise ValueError("a pack's files lie inside the pack")
        with _writing(self.root), held(layout.lock_path(self.root)):
            if not kept.exists():
                durable.make_folder(kept.parent)
                _keep(kept, files)
        return kept

    def _keeper(self, by: str) -> Keeper:
        return self._keepers.setdefault(by, Keeper(self.root, by))

    def _admit(self, by: str, key: Signing, namespace: str) -> None:
        if (by, key.public) in self._admitted:
            return
        with held(layout.lock_path(self.root)):
            if any(seal.is_rehearsal(other) != seal.is_rehearsal(by) for other in layout.bys(self.root)):
                raise _mixed(self.root, by)
            allowed = self.root / layout.SIGNERS
            signers.add(allowed, by, key.line, signers.PLACES[namespace])
            path = layout.ledger_path(self.root, by)
            _alive(allowed, by, key, namespace)
            if not path.exists():
                with held(layout.lock_path(self.root, by)) as lock:
                    lock.begin()  # whatever was sealed by this name before gets into the new ledger
                    path.touch(0o600)
                    durable.sync_folder(path.parent)
        self._admitted.add((by, key.public))


def _is_file(name: str) -> bool:
    return name.endswith((layout.RECORD, layout.CLOSED))


def _alive(allowed: Path, by: str, key: Signing, namespace: str) -> None:
    """Raises `KeyRefused` if this list of keys says that the key's life has ended; a next record is numbered anyhow."""
    objection = signers.load(allowed).objection(by, namespace, key.public, seal.MOST)
    if objection:
        raise KeyRefused("key-ended", f"{allowed} says that {objection}; see docs/keys.md for a new key.")


def _mend(root: Path, by: str, lock: Lock) -> None:
    lock.begin()
    mend.mend(root, by, lock.noted)
    lock.end()


def _mixed(root: Path, by: str) -> FolderRefused:
    if seal.is_rehearsal(by):
        return FolderRefused("rehearsal-among-real", f"{root} holds real records; rehearse into another folder.")
    return FolderRefused("real-among-rehearsal", f"{root} holds rehearsals; choose another folder for real records.")


_NO_LINKS = frozenset(  # what systems answer where a disk has none
    (errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)
)


def _prove_links(root: Path) -> None:
    """Raises `FolderRefused`, `OSError`. Called under the folder's lock, so every leftover is from a killed program."""
    for left in durable.leftovers((path.name for path in root.iterdir()), ""):
        (root / left).unlink()
    probe = root / ".tmp-.probe"
    try:
        durable.create(probe, b"")
    except OSError as error:
        if error.errno not in _NO_LINKS or not os.access(root, os.W_OK):
            raise  # the disk is full, read-only, failing
        said = f"The disk of {root} has no hard links, without which a record could be torn; choose another disk."
        raise FolderRefused("no-hard-links", said) from error
    probe.unlink()


def _keep(kept: Path, files: Mapping[str, bytes]) -> None:
    """Fill a folder beside, then give it its name: a rename never replaces a folder that has something in it."""
    for left in durable.leftovers((path.name for path in kept.parent.iterdir()), "pack"):
        shutil.rmtree(kept.parent / left)
    making = kept.parent / f".tmp-pack.{kept.name}"
    durable.make_folder(making)
    for name, data in files.items():
        path = making.joinpath(*PurePosixPath(name).parts)
        for folder in reversed(path.relative_to(making).parents):
            durable.make_folder(making / folder)
        durable.create(path, data)
    making.rename(kept)
    durable.sync_folder(kept.parent)


def _leaves(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or ".." in parts or name.startswith("/") or any(sign in name for sign in "\\:\0")


@contextmanager
def _refusing(root: Path) -> Iterator[None]:
    try:
        yield
    except ledger.Damaged as error:
        said = f"A ledger in {root / 'ledger'} has a broken line ({error}); run: consent-tui verify {root}"
        raise FolderRefused("ledger-damaged", said) from error
    except TimeoutError as error:
        raise FolderRefused("locked", f"Another program is busy in {root}; close it and try again.") from error
    except OSError as error:
        code, half = why(error)
        raise FolderRefused(code, f"{root} cannot hold records: {half}.") from error


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    try:
        yield
    except ledger.Damaged as error:
        raise NotWritten("ledger-damaged", f"The ledger in {root / 'ledger'} has a broken last line.") from error
    except TimeoutError as error:
        raise NotWritten("locked", f"Not saved yet: another program is busy in {root}; try again.") from error
    except OSError as error:
        code, half = why(error)
        raise NotWritten(code, f"Not saved yet in {root}: {half}.") from error
