"""The shelf of one records folder: a record by its name, and the later acts about it. Reads only, takes no lock.

Whatever is opened was verified first, by the same rules as `verify`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consent_tui.model.later import ActKind, Filed, Filing, LaterAct, is_act
from consent_tui.records import age, codec, layout, ledger, opening, seal
from consent_tui.records.faults import BrokenSeal, RecordsFault, Undecodable, why
from consent_tui.records.ring import Ring
from consent_tui.records.shelf_mentions import Mentions
from consent_tui.records.signers import Signers


class NotOnShelf(RecordsFault):
    """A record that cannot be shown.

    `missing`, `erased`, `altered`, `unknown-key` (exit 1); `unreadable`, `encrypted` (exit 3).
    """

    @property
    def exit_code(self) -> int:
        return 3 if self.code in {"unreadable", age.ENCRYPTED} else 1


@dataclass(frozen=True, slots=True)
class Found:
    """A record in its place. `damaged` names files about it that are not as they were sealed.

    `listed`: a ledger names it in this place, with this digest.
    `missing` counts files that the ledgers of this folder name and that are not there: an act may be among them.
    """

    filed: Filing
    path: Path
    key: str  # fingerprint of the one that sealed it
    data: bytes  # the sealed file
    related: tuple[Filing, ...] = ()
    damaged: tuple[str, ...] = ()
    missing: int = 0
    listed: bool = False


class Shelf:
    """`root` is the records folder. `pinned` are signers from the settings, which come before those in the folder."""

    def __init__(self, root: Path, pinned: Sequence[str] = (), identities: age.Identities = age.NOBODY) -> None:
        self.root, self.identities = root, identities
        self.is_pinned = bool(pinned)
        self.signers = Ring.of(None, pinned).within(root)

    @classmethod
    def of(cls, name: str, usual: Path, pinned: Sequence[str] = (), identities: age.Identities = age.NOBODY) -> Shelf:
        """Return the shelf on which a record lies that is named by path; `usual` where the name is no path."""
        path = Path(name)
        if path.is_file():
            here = path.resolve()
            found = next((each for each in here.parents if layout.is_records_folder(each)), here.parent)
            return cls(found, pinned, identities)
        return cls(usual, pinned, identities)

    def find(self, name: str) -> Found:
        """Return a record and what is about it. Raises `NotOnShelf` with what is wrong, and what to do."""
        listed, path = self._place(name)
        mentions = self._mentions()
        if path is None:
            raise self._gone(name, listed, mentions)
        found = self.opened(path, listed, lambda about: mentions.about(about, path))
        self._see_all(found.filed.what.id, path, mentions)
        return replace(found, missing=self._missing(mentions))

    def opened(self, path: Path, listed: ledger.Listed | None, about: Callable[[str], Iterable[Path]]) -> Found:
        """Return the record in a file, verified, with what is in the files that `about` gives for its id.

        `listed` is what a ledger says of it. Raises `NotOnShelf`.
        """
        filed, key, data = self._verified(path, listed)
        related, damaged = [], []
        for each in about(filed.what.id):
            try:
                related.append(self._read(each)[0])
            except (BrokenSeal, Undecodable, OSError):
                damaged.append(each.relative_to(self.root).as_posix())
        return Found(filed, path, key, data, tuple(related), tuple(damaged), listed=listed is not None)

    def _place(self, name: str) -> tuple[ledger.Listed | None, Path | None]:
        path = Path(name)
        if path.is_file():
            said = layout.id_of(path.name)
            return (self._listed(said) if layout.is_id(said) else None), path
        if not self.root.is_dir():
            return None, None
        listed = self._listed(name)
        wanted = listed.id if listed else name.strip().lower()
        return listed, layout.find_record(self.root, wanted) if layout.is_id(wanted) else None

    def _listed(self, name: str) -> ledger.Listed | None:
        try:
            return ledger.find(self.root, name)
        except (OSError, ledger.Damaged):
            return None  # what lies there is shown all the same; `verify` tells of the ledger

    def _verified(self, path: Path, listed: ledger.Listed | None) -> tuple[Filing, str, bytes]:
        try:
            filed, key, data = self._read(path)
        except BrokenSeal as broken:
            raise NotOnShelf(broken.code, f"{path} is {broken.code}: {broken.sentence}.") from None
        except Undecodable as fault:
            raise NotOnShelf("unreadable", f"{path}: {fault.sentence}; use a newer version.") from None
        except OSError as error:
            raise NotOnShelf("unreadable", f"{path} cannot be read: {why(error)[1]}.") from None
        if not filed.trusted:
            told = f"its seal is right, and its key {key} does not count for {filed.number}"
            raise NotOnShelf("unknown-key", f"{path} is sealed by an unknown key: {told}.")
        if listed and (listed.digest, listed.by, listed.sequence) != (filed.digest, filed.by, filed.sequence):
            told = f"the ledger names other bytes as {listed.by}-{listed.sequence}; run: consent-tui verify {self.root}"
            raise NotOnShelf("altered", f"{path} is altered: {told}")
        return filed, key, data

    def _read(self, path: Path) -> tuple[Filing, str, bytes]:
        """Return what a file holds, the fingerprint of its key, and its bytes, which that key has sealed, known or not.

        Raises `BrokenSeal`, `Undecodable`, `OSError`.
        """
        data = self._bytes(path)
        found = seal.read(data)
        return filed(tabled(data, found), found, self.signers), found.key, data

    def _gone(self, name: str, listed: ledger.Listed | None, mentions: Mentions) -> NotOnShelf:
        erasure = self.erasure(*((listed.id, listed.digest) if listed else (name.strip().lower(), "")), mentions)
        if erasure and erasure.what.erasure:
            when = f" on {erasure.written:%Y-%m-%d}" if erasure.written else ""
            wished = {"request": "at the client's request", "retention": "at the end of its retention"}
            told = f"{wished.get(erasure.what.erasure.why, '')}; {erasure.number} says so"
            return NotOnShelf("erased", f"{name} was erased{when}, {told}.")
        if listed:
            told = "is in the ledger, and its file is not here"
            return NotOnShelf("missing", f"{name} {told}; run: consent-tui verify {self.root}")
        told = "name a path, an id, or a number as front-desk-42"
        return NotOnShelf("missing", f"There is no record {name} in {self.root}; {told}.")

    def erasure(self, record_id: str, digest: str = "", mentions: Mentions | None = None) -> Filed[LaterAct] | None:
        """Return the act that erased a record, if one did: by its id, and by its digest where that is known."""
        for path in (mentions or self._mentions()).naming(record_id):
            try:
                filed = self._read(path)[0]
            except (BrokenSeal, Undecodable, OSError):
                continue
            named = filed.what.about if is_act(filed) and filed.what.kind is ActKind.ERASURE else None
            if is_act(filed) and filed.trusted and named and named.id == record_id and digest in ("", named.digest):
                return filed
        return None

    def _missing(self, mentions: Mentions) -> int:
        gone = 0
        for by in layout.bys(self.root):
            try:
                lines = ledger.load(layout.ledger_path(self.root, by))
            except (OSError, ledger.Damaged):
                continue
            gone += sum(
                line.id not in mentions.here and self.erasure(line.id, line.digest, mentions) is None for line in lines
            )
        return gone

    def _mentions(self) -> Mentions:
        return Mentions.of(self.root, self.identities)

    def _see_all(self, record_id: str, path: Path, mentions: Mentions) -> None:
        """Raise `NotOnShelf` where an act about a record, as a withdrawal, may be in a file that nobody here can open.

        An act comes after what it is about; clocks that differ by less than a day are allowed for.
        """
        ids = (each for each in mentions.unopened if layout.is_id(each) and each != record_id)
        later = sum(layout.day(each) >= layout.day(record_id) - 1 for each in ids)
        if later:
            told = f"{path} cannot be shown with all that is about it: {later} later encrypted files did not open"
            raise NotOnShelf(age.ENCRYPTED, f"{told}; name the identity that opens them, as --identity FILE.")

    def _bytes(self, path: Path) -> bytes:
        """Raises `BrokenSeal` (`encrypted`, `altered`), `OSError`."""
        data = opening.begin(path, age.MOST + 1)
        return self.identities.opened(data) if path.suffix == age.SUFFIX else data


def tabled(data: bytes, found: seal.Seal) -> dict[str, Any]:
    """Return the TOML of a file whose seal was read, by whatever key. Raises `BrokenSeal`."""
    return seal.table(data, found, Signers(frozenset({(found.by, found.namespace, found.public)})))


def filed(table: Mapping[str, Any], found: seal.Seal, signers: Signers) -> Filing:
    """Return what such a table is, in its place. Raises `BrokenSeal`, `Undecodable`."""
    trusted = signers.allow(found.by, found.namespace, found.public, found.sequence)
    what = codec.from_table(table)
    at_desk = found.namespace == seal.ACT
    if isinstance(what, LaterAct) and at_desk is not (what.practitioner is not None):
        raise BrokenSeal("altered", "an act at the desk names the practitioner, and one at the kiosk does not")
    by, number = found.by, found.sequence
    if isinstance(what, LaterAct):
        return Filed(what=what, by=by, sequence=number, digest=found.digest, trusted=trusted)
    return Filed(what=what, by=by, sequence=number, digest=found.digest, trusted=trusted)
