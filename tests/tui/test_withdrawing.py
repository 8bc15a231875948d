"""Withdrawing a consent on the screen: by keys, by mouse, by letters on the screen; covered, refused, tried again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from textual.pilot import Pilot

from consent_tui.model.facts import Facts
from consent_tui.model.journey import START
from consent_tui.model.withdrawing import ASKED, CONFIRM, LANGUAGE, TOLD
from consent_tui.services.session import CannotSeal, Session, Written
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.keybar import KeyPress, MainPress
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.pressable import ChoiceRow
from tests.tui.stage import Clock, settled, text_of
from tests.tui.test_keyboard import touch
from tests.views.sitting import NOW, VISIT, drawn, whole

NUMBER, BORN = "front-desk-42", date(1980, 2, 29)
TO_THE_FORM = ("w", "1", "enter")
FILLED_IN = (*NUMBER, "enter", *"29", "space", "2", "space", *"1980", "enter", "enter")


@dataclass
class Kiosk:
    """The kiosk on a real session; `full` times nothing can be written."""

    full: int = 0
    taken: list[tuple[str, date]] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    pilot: Pilot | None = None

    def withdraw(self, number: str, born: date) -> Written:
        if self.full:
            self.full -= 1
            raise CannotSeal("disk-full")
        self.taken.append((number, born))
        return Written("front-desk-43", "7F3A 91C2 0BE4 55D8")

    @property
    def app(self) -> KioskApp:
        return self.pilot.app

    @property
    def state(self):
        return self.app.session.state

    @property
    def text(self) -> str:
        return text_of(self.app)

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each on a screen that has been painted."""
        for key in keys:
            await self.pilot.press(key)
            await settled(self.pilot)

    async def pass_seconds(self, seconds: float) -> None:
        self.clock.now += seconds
        await self.app.tick()
        await settled(self.pilot)


def never(_record: object) -> Written:
    raise AssertionError("withdrawing makes no record of an encounter")


@asynccontextmanager
async def kiosk(full: int = 0, pack=None, visit=VISIT, **options) -> AsyncIterator[Kiosk]:
    made = Kiosk(full)
    session = Session(pack or whole(), visit, clock=lambda: NOW, write=never, withdraw=made.withdraw)
    waits = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15, "held_seconds": 0}
    app = KioskApp(session, drawn, theme="linen", now=made.clock, **{**waits, **options})
    async with app.run_test(size=(80, 24)) as pilot:
        made.pilot = pilot
        await settled(pilot)
        yield made


async def test_a_consent_is_withdrawn_by_keyboard_alone():
    async with kiosk() as at:
        for keys, place in ((("w",), LANGUAGE), (("1",), TOLD), (("enter",), ASKED), (FILLED_IN, CONFIRM)):
            await at.press(*keys)
            assert at.state.place == place
        assert all(word in at.text for word in (NUMBER, "29 February 1980"))
        await at.press("enter")
        assert at.taken == [], "what ends a consent is not done by one Enter too many"
        await at.press("1")
        assert at.taken == [(NUMBER, BORN)]
        assert all(word in at.text for word in ("We have noted it", "front-desk-43", "7F3A 91C2 0BE4 55D8"))
        assert NUMBER not in at.text
        await at.press("enter")
        assert (at.state.place, at.state.facts, at.state.withdrawing) == (START, Facts(), None)
        assert len(at.taken) == 1


async def test_a_consent_is_withdrawn_by_finger_alone():
    """*A touch screen without a keyboard.*"""
    async with kiosk(touch_keyboard=True) as at:
        await at.pilot.click("KeyPress.withdraw")
        await settled(at.pilot)
        await at.pilot.click(at.app.screen.query(ChoiceRow).first())
        await settled(at.pilot)
        await at.pilot.click(MainPress)
        await settled(at.pilot)
        for box, text in zip(range(2), ("7", "1.1.1980"), strict=True):
            at.app.screen.query(Typing)[box].focus()
            await at.pilot.click("SmallKey")
            await settled(at.pilot)
            await touch(at.pilot, *text, "done")
            await settled(at.pilot)
        await at.pilot.click(MainPress)
        await settled(at.pilot)
        await at.pilot.click(at.app.screen.query(ChoiceRow).first())
        await settled(at.pilot)
        assert at.taken == [("7", date(1980, 1, 1))]


async def test_what_cannot_be_a_number_or_a_date_is_said_beside_its_field():
    async with kiosk() as at:
        await at.press(*TO_THE_FORM, *"Ana", "enter")
        assert "A record number ends in digits" in at.text
        await at.press(*["backspace"] * 3, *NUMBER, "enter", *"31", "space", "2", "space", *"1980", "enter")
        assert "There is no such day." in at.text
        assert "Number and date" in at.text
        assert at.state.place == ASKED


@pytest.mark.parametrize("code", ["back", "stop"])
async def test_there_is_a_way_out_of_every_screen_and_nothing_is_left(code):
    async with kiosk() as at:
        for steps in range(1, 5):
            ahead = (("w",), ("1",), ("enter",), FILLED_IN)[:steps]
            await at.press(*(key for keys in ahead for key in keys))
            if code == "stop":
                await at.press("escape", "3")
                assert "Nothing was withdrawn" in at.text
                await at.press("enter")
            else:
                while at.state.place != START:
                    await at.press("f2" if at.state.place == ASKED else "b")
            assert (at.state.place, at.state.withdrawing, at.taken) == (START, None, [])


async def test_hide_covers_it_and_coming_back_finds_what_was_typed():
    async with kiosk() as at:
        await at.press(*TO_THE_FORM, *NUMBER, "enter", "f3")
        assert NUMBER not in at.text
        await at.press("enter")
        assert NUMBER not in at.text
        await at.press("enter")
        assert NUMBER in at.text


@pytest.mark.parametrize("keys", [("w",), TO_THE_FORM, (*TO_THE_FORM, *FILLED_IN)])
async def test_left_alone_it_warns_and_forgets(keys):
    async with kiosk() as at:
        await at.press(*keys)
        await at.pass_seconds(181)
        assert "Are you still there?" in at.text
        assert NUMBER not in at.text
        await at.pass_seconds(61)
        assert (at.state.place, at.state.withdrawing, at.taken) == (START, None, [])


async def test_a_full_disk_is_told_kept_and_tried_again():
    """*Disk full: the client reads that it is not saved yet and to ask the desk; staff have 15 minutes.*"""
    async with kiosk(full=2) as at:
        await at.press(*TO_THE_FORM, *FILLED_IN, "1")
        assert all(word in at.text for word in ("Your withdrawal is not saved yet", "The disk is full."))
        await at.pass_seconds(14 * 60)
        assert at.state.withdrawing
        await at.press("enter", "enter")
        assert at.taken == [(NUMBER, BORN)]
        assert "We have noted it" in at.text


async def test_after_a_quarter_of_an_hour_it_is_wiped_and_the_client_sent_to_a_person():
    async with kiosk(full=9) as at:
        await at.press(*TO_THE_FORM, *FILLED_IN, "1")
        await at.pass_seconds(15 * 60 + 1)
        assert "We could not save your withdrawal" in at.text
        assert "tell the desk that you withdraw" in " ".join(at.text.split())
        assert (at.state.withdrawing, at.taken) == (None, [])


async def test_start_fits_a_small_screen_with_all_that_staff_are_told():
    """*Start: nothing to scroll at 80x24*, not set up, not confirmed, without a PIN."""
    third = {"de": whole().words["en"]}
    pack = replace(whole(), reviewed_by="", languages=("en", "es", "de"), words={**whole().words, **third})
    for languages in (("en", "es"), ("en", "es", "de")):
        told = replace(pack, languages=languages)
        async with kiosk(pack=told, visit=replace(VISIT, clinic=None)) as at:
            assert "no PIN is set" in at.text
            assert "consent-tui --plain" in at.text
            assert at.app.kiosk.sheet.max_scroll_y == 0
            assert [key.key.command for key in at.app.screen.query(KeyPress)] == ["look", "withdraw"]
