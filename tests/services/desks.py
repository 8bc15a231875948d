"""A records folder with a kiosk and two practitioners, for the tests of later acts. Nobody in here exists."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.content.scenario import read_scenario
from consent_tui.model.later import Facts, LaterAct
from consent_tui.model.record import Practitioner, Record
from consent_tui.records import seal
from consent_tui.records.folder import Folder, Receipt
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from consent_tui.records.shelf import Shelf
from consent_tui.services.acting import Desk, Hand
from tests.model.later_acts import ADA, SIGNED
from tests.scenarios.stage import run

KIOSK = "front-desk"


def key(number: int) -> Key:
    return Key.of(Ed25519PrivateKey.from_private_bytes(bytes([number] * 32)))


KIOSK_KEY, ADA_KEY, JON_KEY, STRANGER_KEY = map(key, range(1, 5))


def walked(name: str, folder: Path) -> Record:
    """The record that a scenario of a pack ends with, as if it had been a client."""
    record = run(read_scenario(folder / "scenarios" / f"{name}.toml"), folder=folder).record
    assert record
    return replace(record, rehearsal=False)


@dataclass
class House:
    """A folder in which `ada` and `jon` may act; its clock shows a minute more each time it is read."""

    root: Path
    start: datetime = SIGNED + timedelta(minutes=1)
    minutes: itertools.count = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.folder = Folder.open(self.root)
        self.folder.admit(KIOSK, KIOSK_KEY)
        for by, own in (("ada", ADA_KEY), ("jon", JON_KEY)):
            self.folder.admit(by, own, seal.ACT)

    def now(self) -> datetime:
        return self.start + timedelta(minutes=next(self.minutes))

    def new_id(self, at: datetime) -> str:
        return uuid7(at, os.urandom(10))

    def keep(self, record: Record | LaterAct, by: str = KIOSK, own: Key = KIOSK_KEY) -> Receipt:
        """Seal a record at the kiosk."""
        return self.folder.write(record, own, by, now=self.now, new_id=self.new_id)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.root)

    def desk(self, by: str = "ada", own: Key = ADA_KEY, person: Practitioner = ADA) -> Desk:
        return Desk(
            self.shelf, Hand(by=by, person=person, key=own), now=self.now, random=os.urandom, zone="Europe/Vienna"
        )

    def act(self, name: str, facts: Facts, by: str = "ada", own: Key = ADA_KEY, **changes) -> Receipt:
        """Seal an act without asking whether it makes sense."""
        desk = self.desk(by, own)
        drafted = replace(desk.draft(facts, self.shelf.find(name)), **changes)
        return self.folder.write(drafted, own, by, now=self.now, new_id=self.new_id, namespace=seal.ACT)

    def word(self, name: str) -> str:
        desk = self.desk()
        found = desk.stands(desk.open(name))
        return str(found.word) if found else ""
