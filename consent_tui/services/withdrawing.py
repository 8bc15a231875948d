"""A withdrawal at the kiosk: record number and birth date are taken, and sealed whatever they match.

The kiosk may be unable to read its own records, and tells nobody who has been here; so it looks into the ledgers alone,
and the client reads "we have noted it" in any case. The desk compares the birth date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from consent_tui.model import record
from consent_tui.model.later import ActKind, LaterAct, Withdrawal
from consent_tui.model.text import LIMITS, take
from consent_tui.records.faults import RecordsFault
from consent_tui.records.folder import Folder
from consent_tui.records.ids import RANDOM_BYTES, short_fingerprint, uuid7
from consent_tui.records.keys import Signing
from consent_tui.services.session import CannotSeal, Written


class Withdrawer:
    """Seals for one kiosk (`by`). `folder` and `key` are those that seal its records."""

    def __init__(
        self,
        folder: Folder,
        key: Signing,
        by: str,
        *,
        now: Callable[[], datetime],
        random: Callable[[int], bytes],
        clinic: record.Clinic | None = None,
        zone: str | None = None,
        clock: str | None = None,
        software: record.Software | None = None,
        rehearsal: bool = False,
    ) -> None:
        self._folder, self._key, self._by = folder, key, by
        self._now, self._random = now, random
        self._blank = LaterAct(
            id="",
            kind=ActKind.WITHDRAWAL,
            rehearsal=rehearsal,
            times=record.Times(zone=zone, clock=clock),
            clinic=clinic,
            software=software,
        )

    def withdraw(self, number: str, born: date) -> Written:
        """Seal a withdrawal of the record that the client calls `number`; `born` is the birth date as given.

        Raises `CannotSeal` if it could not be written; `Refused` (`model.text`) for what no record can hold.
        """
        typed = take(number, LIMITS["number"])
        try:
            listed = self._folder.find(typed)
            act = replace(
                self._blank,
                about=record.Reference(id=listed.id, digest=listed.digest) if listed else None,
                withdrawal=Withdrawal(born=born, number=None if listed else typed),
            )
            receipt = self._folder.write(act, self._key, self._by, now=self._now, new_id=self._new_id)
        except RecordsFault as fault:
            raise CannotSeal(fault.code) from None  # nothing of what was typed may stand in a chain of errors
        return Written(receipt.number, short_fingerprint(receipt.digest))

    def _new_id(self, at: datetime) -> str:
        return uuid7(at, self._random(RANDOM_BYTES))
