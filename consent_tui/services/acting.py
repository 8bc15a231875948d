"""Later acts at the desk: drafted about a record, refused where they would not count, sealed with the own key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from consent_tui.model import record
from consent_tui.model.later import ActKind, Erasure, Facts, Filed, LaterAct, Topic, is_act, is_record
from consent_tui.model.later_rules import Fault, faults, outlives, takes
from consent_tui.model.record import Record, Reference
from consent_tui.model.standing import Release, Standing, standing
from consent_tui.model.standing_acts import same_client
from consent_tui.records import acts_erasing, layout, seal
from consent_tui.records.age import Recipients
from consent_tui.records.folder import Folder, Receipt
from consent_tui.records.ids import RANDOM_BYTES, uuid7
from consent_tui.records.keys import Signing
from consent_tui.records.shelf import Found, NotOnShelf, Shelf
from consent_tui.services import acting_reasons


class ActRefused(Exception):
    """This act is not possible. `sentences` name everything at once.

    `exit_code`: 1 the answer is no, 2 a fact is not right, 3 this key may not act here. `faults`: of facts, as the
    model tells them.
    """

    def __init__(self, exit_code: int, *sentences: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__("\n".join(sentences))
        self.exit_code = exit_code
        self.sentences = sentences
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who acts: `by` as in seals, the person, and the key."""

    by: str
    person: record.Practitioner
    key: Signing


class Desk:
    """One practitioner before one records folder. `now` gives aware times in the clinic's zone."""

    def __init__(
        self,
        shelf: Shelf,
        hand: Hand,
        *,
        now: Callable[[], datetime],
        random: Callable[[int], bytes],
        clinic: record.Clinic | None = None,
        zone: str | None = None,
        software: record.Software | None = None,
        recipients: Sequence[str] = (),
    ) -> None:
        self.shelf, self.hand = shelf, hand
        self._now, self._random = now, random
        self._clinic, self._zone, self._software = clinic, zone, software
        self._recipients = Recipients(tuple(recipients))
        self._folders: list[Folder] = []  # the one that was opened; this desk's copies share it

    def with_key(self, key: Signing) -> Desk:
        """Return this desk with its key opened: for one act."""
        other = copy(self)
        other.hand = replace(self.hand, key=key)
        return other

    def open(self, name: str) -> Found:
        """Return a record that can be acted on. Raises `NotOnShelf`, `ActRefused`."""
        found = self.shelf.find(name)
        if found.filed.what.rehearsal:
            raise ActRefused(1, f"{found.filed.number} is a rehearsal; nothing counts in it, so it takes no acts.")
        return found

    def stands(self, found: Found, releases: Sequence[Release] = ()) -> Standing | None:
        if not is_record(found.filed):
            return None
        return standing(found.filed, found.related, self._now(), releases, found.damaged)

    def draft(self, facts: Facts, about: Found | None, supersedes: Reference | None = None) -> LaterAct:
        """Return the act that would be sealed; `id` and `times.written` come when it is."""
        kind = ActKind(type(facts).__name__.lower())
        own: dict[str, Any] = {kind: facts}
        return LaterAct(
            id="",
            kind=kind,
            about=about.filed.reference if about else None,
            supersedes=supersedes,
            times=record.Times(zone=self._zone),
            clinic=self._clinic,
            practitioner=self.hand.person,
            software=self._software,
            **own,
        )

    def accepts(self, found: Found, kind: ActKind, topic: Topic | None, releases: Sequence[Release] = ()) -> None:
        """Raise `ActRefused` where this record does not take such an act, whatever its facts would be."""
        if not takes(found.filed.what, kind, topic):
            raise ActRefused(2, acting_reasons.does_not_take(found.filed, kind))
        if is_act(found.filed) and kind is ActKind.ERASURE and outlives(found.filed.what):
            raise ActRefused(1, acting_reasons.outlived(found.filed.what, found.filed.number))
        if why := acting_reasons.not_as_it_stands(found.filed, kind, self.stands(found, releases)):
            raise ActRefused(1, why)

    def consider(self, act: LaterAct, about: Found) -> None:
        """Raise `ActRefused` with everything because of which this act would not count."""
        if isinstance(about.filed.what, Record):
            told = faults(act, about.filed.what, today=self._now().date())
            if told:
                raise ActRefused(2, *(acting_reasons.of_fault(fault) for fault in told), faults=told)

    def seal(self, act: LaterAct) -> Receipt:
        """Seal an act; return once it is durable. Raises `ActRefused`, `FolderRefused`, `NotWritten`, `KeyRefused`."""
        hand, root = self.hand, self.shelf.root
        if not layout.is_records_folder(root):
            raise ActRefused(3, f"{root} is no records folder; name one with --records.")
        if not self.shelf.signers.allow(hand.by, seal.ACT, hand.key.public, seal.MOST):
            where = "the signers pinned in the settings" if self.shelf.is_pinned else root / layout.SIGNERS
            raise ActRefused(
                3,
                f"The key {hand.key.fingerprint} may not act as {hand.by}: it is not in {where}. "
                "Whoever keeps that list adds it, or run: consent-tui setup --practitioner",
            )
        if not self._folders:  # once: what was left half done is looked for in the whole folder
            self._folders.append(Folder.open(root, self._recipients))
        (folder,) = self._folders
        return folder.write(act, hand.key, hand.by, now=self._now, new_id=self._new_id, namespace=seal.ACT)

    def erase(self, found: Found, why: str) -> list[Receipt]:
        """Seal an erasure for a record and for each act about it, then remove their files. Raises as `seal` does.

        What was interrupted is finished by doing it again.
        """
        if found.damaged:
            raise ActRefused(
                1, f"{found.damaged[0]} is about it and is not as it was sealed; put it back from a copy, then erase."
            )
        gone = [*self.goes_with(found), found.filed]
        receipts = []
        for filed in gone:
            if self.shelf.erasure(filed.what.id, filed.digest) is None:
                replaced = self._replaced(filed.what)
                act = replace(self.draft(Erasure(why=why), None, replaced), about=filed.reference)
                receipts.append(self.seal(act))
        paths = [path for filed in gone for path in layout.files_of(self.shelf.root, filed.what.id)]
        acts_erasing.remove([*paths, found.path])
        return receipts

    def goes_with(self, found: Found) -> list[Filed[LaterAct]]:
        """Return the acts that are erased with a record: those about it, and about these; erasures stay."""
        ids = {found.filed.what.id}
        acts: list[Filed[LaterAct]] = []
        for filed in found.related:  # in the order in which one leads to the other
            if not is_act(filed) or filed.what.about is None or filed.what.kind is ActKind.ERASURE:
                continue
            if filed.what.about.id in ids:
                ids.add(filed.what.id)
                acts.insert(0, filed)
        return acts

    def _replaced(self, what: Record | LaterAct) -> Reference | None:
        """What an erased record had replaced goes on being replaced, if it had been."""
        if what.supersedes is None or isinstance(what, LaterAct):
            return what.supersedes
        try:
            before = self.shelf.find(what.supersedes.id).filed.what
        except NotOnShelf:
            return None
        return what.supersedes if isinstance(before, Record) and same_client(what, before) else None

    def _new_id(self, at: datetime) -> str:
        return uuid7(at, self._random(RANDOM_BYTES))
