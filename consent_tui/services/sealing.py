"""Finish an encounter: its record, sealed into the folder by this kiosk's key, and the pack as it stood beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from consent_tui.model.facts import Visit
from consent_tui.model.record import Kind, Record, Reference, code_of
from consent_tui.records.age import Recipients
from consent_tui.records.faults import RecordsFault
from consent_tui.records.folder import Folder, Receipt
from consent_tui.records.ids import RANDOM_BYTES, short_fingerprint, uuid7
from consent_tui.records.keys import load_or_make
from consent_tui.services.session import CannotSeal, Withdraw, Written
from consent_tui.services.withdrawing import Withdrawer


class Sealer:
    """Seals for one kiosk (`by`). `key` is made on first run; a record that cannot be written raises `CannotSeal`.

    Records are encrypted to `recipients`, if there are any. Raises `FolderRefused`, `KeyRefused`, `NotWritten` or
    `AgeRefused` when the folder, the key, the pack's copy or a recipient cannot be used: a kiosk that could not keep a
    record must not start.
    """

    def __init__(
        self,
        records: Path,
        key: Path,
        by: str,
        *,
        now: Callable[[], datetime],
        random: Callable[[int], bytes],
        pack_digest: str,
        pack_files: Mapping[str, bytes],
        recipients: Sequence[str] = (),
    ) -> None:
        self._folder = Folder.open(records, Recipients(tuple(recipients)))
        self._key = load_or_make(key, records)
        self._folder.admit(by, self._key, now=now)
        self._folder.keep_pack(pack_digest, pack_files)
        self._by, self._now, self._random = by, now, random
        self.last: Receipt | None = None

    def write(self, record: Record) -> Written:
        """Seal a record as the next of this kiosk; return once it is durable."""
        try:
            receipt = self._folder.write(
                self._superseding(record), self._key, self._by, now=self._now, new_id=self._new_id
            )
        except RecordsFault as fault:
            raise CannotSeal(fault.code) from None  # nothing of the record may stand in a chain of errors
        self.last = receipt
        return Written(receipt.number, short_fingerprint(receipt.digest), code_of(receipt.number, receipt.digest))

    def withdrawing(self, visit: Visit) -> Withdraw:
        """Return what seals withdrawals into the same folder by the same key.

        `last` is forgotten by one: the record before it is nothing to whoever withdraws, and what it is about neither.
        """
        withdrawer = Withdrawer(
            self._folder,
            self._key,
            self._by,
            now=self._now,
            random=self._random,
            clinic=visit.clinic,
            zone=visit.zone,
            clock=visit.clock,
            software=visit.software,
            rehearsal=visit.rehearsal,
        )

        def withdraw(number: str, born: date) -> Written:
            self.last = None
            return withdrawer.withdraw(number, born)

        return withdraw

    def _superseding(self, record: Record) -> Record:
        """Name the earlier record whose number the client came with, if this folder's ledgers know it.

        Nobody is told whether they do: the kiosk tells nobody who has been here.
        """
        if record.kind is not Kind.CONSENT or record.client is None or record.client.reference is None:
            return record
        found = self._folder.find(record.client.reference)
        return replace(record, supersedes=Reference(id=found.id, digest=found.digest)) if found else record

    def _new_id(self, at: datetime) -> str:
        return uuid7(at, self._random(RANDOM_BYTES))
