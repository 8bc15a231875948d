"""The desk before a folder of a made-up practice. Nobody in here exists."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from consent_tui.content.folder import UNDIGESTED, gather
from consent_tui.model.later import Countersignature
from consent_tui.model.record import AskedQuestion, Record
from consent_tui.records.keys import Signing
from consent_tui.services.acting import Desk, Hand
from consent_tui.services.desk_session import DeskSession
from consent_tui.services.reviewing import Review
from consent_tui.services.shelving_folder import FolderShelves
from consent_tui.services.unlocking import Latch
from consent_tui.settings.values import Copies
from consent_tui.tui.desk.app import DeskApp
from consent_tui.words import load
from tests.model.later_acts import ADA, SIGNED
from tests.scenarios.stage import CRANIOSACRAL
from tests.services.desks import ADA_KEY, House, walked
from tests.tui.stage import Clock, text_of

NOW = SIGNED + timedelta(hours=3)
USUAL = Copies()
AT_MOST = 2000  # looks; more means that it will not come
FINGERPRINT = re.compile(r"[0-9A-F]{4}( [0-9A-F]{4}){3}")
VERSION = re.compile(r"(craniosacral) \d+\.\d+\.\d+")
HEX = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}")


@cache
def told(scenario: str) -> Record:
    """A record that a scenario of the shipped pack ends with."""
    return walked(scenario, CRANIOSACRAL)


def of(scenario: str, name: str, hours: float = 0, **changes) -> Record:
    """The same as if another client had signed it so many hours earlier."""
    record = told(scenario)
    signed = SIGNED - timedelta(hours=hours)
    times = replace(record.times, opened=signed - timedelta(minutes=20), signed=record.times.signed and signed)
    client = replace(record.client, name=name) if record.client else None
    who = (
        replace(record.signatory, name=name)
        if record.signatory and record.signatory.role == "self"
        else record.signatory
    )
    return replace(record, times=times, client=client, signatory=who, **changes)


class Practice(House):
    """A folder with the pack beside its records; its kiosk is `front-desk`, and Ada Sample acts as `ada`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        files = {name: data for name, data in gather(CRANIOSACRAL).files.items() if name != UNDIGESTED}
        content = told("plain-consent").content
        assert content
        self.folder.keep_pack(content.digest, files)

    def shelves(self) -> FolderShelves:
        found = FolderShelves(self.root, now=lambda: NOW, index=None)
        found.refresh()
        return found

    def session(
        self, *, key: Signing = ADA_KEY, by: str = "ada", is_pin=None, unable: str = "", copies: Copies = USUAL
    ) -> DeskSession:
        hand = Hand(by=by, person=ADA, key=key)
        acting = None if unable else Desk(self.shelf, hand, now=self.now, random=os.urandom, zone="Europe/Vienna")
        latch = Latch(None if unable else key, is_pin)
        review = Review(self.shelves(), self.shelf, acting, latch, now=lambda: NOW, unable=unable, copies=copies)
        return DeskSession(review, clinic="Harbour Street Clinic", who="" if unable else ADA.name)

    def day(self) -> Practice:
        """A day with a client of each kind."""
        self.keep(of("plain-consent", "Exemple Luc", 4))  # 1: will be valid
        self.act("front-desk-1", Countersignature(name_checked=True, born_checked=True, wanted=True))  # ada-1
        self.keep(of("refuses-in-screening-kept", "Tester Maya", 3))  # 2
        self.keep(of("stop-until-skull-fracture", "Beispiel Uwe", 2.5))  # 3
        self.keep(of("plain-consent", "Ejemplo Rosa", 2))  # 4: waits for a signature
        self.keep(of("clearance-head-injury-and-fluid", "Muster Jon", 1))  # 5: waits for a doctor
        self.keep(of("talk-private", "Sample Ada", 0.5))  # 6: a private answer
        asked = (AskedQuestion(place="afterwards", words="Does it hurt?"),)
        self.keep(of("areas-avoided", "Ana Example", 0.2, questions=asked))  # 7: a question, areas not to touch
        self.keep(of("misses-twice", "Eva Muestra", 0.1))  # 8
        return self

    def months(self) -> Practice:
        """Three months with enough clients for figures, and one thing that too few did."""
        for scenario, ago, count in (
            ("plain-consent", 2, 8),
            ("misses-twice", 2, 6),
            ("refuses-in-screening-kept", 1, 5),
            ("plain-consent", 0, 6),
            ("talk-private", 0, 7),
            ("refuses-in-screening-kept", 0, 6),
            ("asks-a-question", 0, 1),
        ):
            for number in range(count):
                hours = ago * 24 * 31 + number
                self.keep(of(scenario, "Ana Example", hours, language="es" if number > 4 else "en"))
        return self


@asynccontextmanager
async def reviewing(practice: Practice, *, size=(80, 24), theme="linen", clock=None, idle=300.0, held=0.0, **options):
    """Run the desk; yields the pilot, the app and the session once everything is drawn."""
    session = practice.session(**options)
    app = DeskApp(session, load("en"), theme=theme, idle_seconds=idle, now=clock or Clock(), held_seconds=held)
    async with app.run_test(size=size) as pilot:
        await still(pilot)
        yield pilot, app, session


async def until(pilot: Pilot[int], so: Callable[[], bool]) -> None:
    """Wait until something is so; fails where it does not come."""
    for _ in range(AT_MOST):
        if so():
            return
        await pilot.pause()
    raise AssertionError("it did not come")


async def still(pilot: Pilot[int]) -> None:
    """Wait until the page has been painted and does not change any more."""
    await until(pilot, lambda: pilot.app.screen_stack[0].painted_at is not None)
    before = ""
    while (now := text_of(pilot.app)) != before or _owing(pilot.app.screen):
        before = now
        await pilot.pause()
        await pilot.pause()


def _owing(screen: Screen) -> bool:
    """Whether something is still to be laid out or painted: on a busy machine a pause ends before that."""
    return bool(screen._layout_required or screen._dirty_widgets)


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys, each once what the one before did is drawn; return what is on screen then."""
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.screen_stack[0].painted_at is not None)
    await still(pilot)
    return text_of(pilot.app)


async def type_in(pilot: Pilot[int], words: str) -> str:
    """Put words in at once, as from a clipboard."""
    target = pilot.app.focused or pilot.app.screen
    target.post_message(events.Paste(words))
    await still(pilot)
    return text_of(pilot.app)


def flat(shown: str) -> str:
    """What is on screen as one line, so that a sentence is found however it is wrapped."""
    return " ".join(shown.split())


def masked(shown: str) -> str:
    """What differs each time: ids and digests, and the version of the pack that ships."""
    shown = VERSION.sub(r"\1 0.0.0", FINGERPRINT.sub("7F3A 91C2 0BE4 55D8", shown))
    return HEX.sub(lambda found: "0" * len(found[0]), shown)
