"""The clock is set back and forward between clients, by a microsecond and by decades, and shows other zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

from drilled import Found, finish, not_whole, records_of, started, torn_or_lost

from consent_tui.records import layout, ledger
from tests.records.golden.make import BY

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
JUMPS = (
    timedelta(0),
    timedelta(hours=-1),
    timedelta(days=-400),
    timedelta(days=3650),
    timedelta(days=-20000),
    timedelta(microseconds=-1),
    timedelta(seconds=1),
)
FEW, MANY = 30, 500


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    found, clients, at = Found(), FEW if short else MANY, [NOON]
    acknowledged, back = {}, 0

    def now() -> datetime:
        return at[0]

    kiosk = started(place, now)
    for number in range(clients):
        jump = chance.choice(JUMPS)
        back += jump < timedelta(0)
        zone = timezone(timedelta(hours=chance.choice((-11, 0, 1, 2, 14))))
        at[0] = (NOON + jump + timedelta(minutes=chance.randint(0, 10**5))).astimezone(zone)
        receipt = finish(kiosk)
        acknowledged[receipt.sequence] = receipt.digest
        if number % 10 == 9:
            kiosk = started(place, now)
    found.wrong += torn_or_lost(records_of(place), acknowledged) + not_whole(records_of(place), acknowledged)
    lines = ledger.load(layout.ledger_path(records_of(place), BY))
    months = {found.parent for found in layout.record_files(records_of(place))}
    found.did.append(f"{clients} clients, the clock set before each, {back} times back; a start after every tenth")
    found.did.append(f"{len(lines)} records in order of the ledger, in {len(months)} folders of months")
    if [line.sequence for line in lines] != list(range(1, clients + 1)):
        found.wrong.append("the ledger is not in the order in which clients came")
    return found
