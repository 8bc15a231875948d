"""A withdrawal at the kiosk that fits no record: read at the desk, settled at the right record, copied, erased."""

from __future__ import annotations

import os
from datetime import date

import pytest

from consent_tui.services.withdrawing import Withdrawer
from tests.services.desks import KIOSK, KIOSK_KEY
from tests.tui.desk.bench import Practice, flat, of, press, reviewing, type_in

BORN = date(1980, 2, 29)


@pytest.fixture
def practice(tmp_path):
    """A consent, and a withdrawal by the same birth date under a number that was misread."""
    made = Practice(tmp_path / "records")
    made.keep(of("plain-consent", "Ana Example"))
    kiosk = Withdrawer(made.folder, KIOSK_KEY, KIOSK, now=made.now, random=os.urandom, zone="Europe/Vienna")
    kiosk.withdraw("front-desk-7", BORN)
    return made


async def test_what_the_page_tells_leads_to_the_record_and_the_flag_stays_as_the_guide_says(practice):
    """`docs/practitioners.md`: what a client said is never changed, so *fits nothing* stays."""
    async with reviewing(practice) as (pilot, _, _):
        assert "fits nothing" in await press(pilot, "home")
        shown = flat(await press(pilot, "enter"))
        assert "A client withdrew at the kiosk, and it fits no record here." in shown
        assert "front-desk-7, as it was typed" in shown
        assert "/ and 1980-02-29 shows who has this birth date" in shown
        for key, told in (("5", "an act at the kiosk; what was shown for it is not kept"), ("6", "act at the kiosk;")):
            assert told in flat(await press(pilot, key))
        await press(pilot, "escape", "slash")
        assert "1 of 2 records" in await type_in(pilot, "1980-02-29")
        await press(pilot, "enter", "enter", "w", "tab", "1", "enter", "enter")
        assert practice.word("front-desk-1") == "withdrawn"
        assert "fits nothing" in await press(pilot, "escape", "escape", "x")


async def test_a_withdrawal_that_fits_nothing_can_be_copied_and_erased(practice, tmp_path):
    """No note is about an act (`docs/record-format.md`), so nothing is sealed with the copy."""
    file = tmp_path / "copy.txt"
    async with reviewing(practice) as (pilot, _, _):
        await press(pilot, "home", "enter", "p", "tab", "tab", "ctrl+u")
        await type_in(pilot, str(file))
        await press(pilot, "shift+tab", "2")
        assert "Nothing is sealed with it" in await press(pilot, "enter")
        await press(pilot, "enter")
        assert "number typed: front-desk-7" in file.read_text("utf-8")
        await press(pilot, "e", "1", "enter")
        assert "Erased; ada-1 says so." in flat(await press(pilot, "enter"))
        assert "fits nothing" not in await press(pilot, "x")
