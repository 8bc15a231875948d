"""The list by where a consent stands and by practitioner, from the page of filters. `docs/practitioners.md`."""

from __future__ import annotations

import re

import pytest

from tests.tui.desk.bench import Practice, flat, press, reviewing, text_of
from tests.tui.desk.test_list import numbers

DOCTOR, START, TALK = "▲ waits for a doctor", "● may start", "◆ waits for a talk"
NOBODY = "no practitioner named"


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> Practice:
    """A day that nobody changes here; Ada Sample countersigned the first, nobody is named in the others."""
    return Practice(tmp_path_factory.mktemp("day") / "records").day()


async def choose(pilot, *words: str) -> str:
    """Press the letters of these filters on their page, and go to the list; return what it shows."""
    await press(pilot, "t")
    for each in words:
        await press(pilot, "home")
        while not (found := re.search(rf"([A-Z])  [○◉] {re.escape(each)}  ", text_of(pilot.app))):
            before = text_of(pilot.app)
            assert await press(pilot, "pagedown") != before, f"{each} is no filter"
        await press(pilot, found[1].lower())
        assert f"◉ {each}" in text_of(pilot.app)
    return await press(pilot, "escape")


async def test_where_a_consent_stands_is_a_filter_that_is_seen_and_taken_away(day):
    """*Filters that can be seen and removed*; two of a kind: either."""
    async with reviewing(day) as (pilot, _, session):
        shown = await choose(pilot, DOCTOR)
        assert numbers(shown) == ["5"]
        assert "1  waits for a doctor x" in shown
        assert "1 of 8 records" in shown
        shown = await choose(pilot, START)
        assert numbers(shown) == ["5", "1"]
        assert session.desk.asked.standings == {"valid", "awaiting-clearance"}
        shown = await press(pilot, "1")
        assert numbers(shown) == ["1"]
        assert len(numbers(await press(pilot, "1"))) == 8


async def test_a_practitioner_sees_the_own_clients_alone(day):
    async with reviewing(day) as (pilot, _, session):
        shown = await choose(pilot, "Ada Sample")
        assert numbers(shown) == ["1"]
        assert "1  Ada Sample x" in shown
        assert session.desk.asked.people == {"Ada Sample"}
        assert len(numbers(await press(pilot, "1"))) == 8
        shown = await choose(pilot, NOBODY)
        assert "1" not in numbers(shown)
        assert len(numbers(shown)) == 7
        assert f"1  {NOBODY} x" in shown


async def test_filters_of_several_kinds_narrow_together(day):
    """Of one kind either is shown, of several kinds what fits all: a flag, a standing and a practitioner."""
    async with reviewing(day) as (pilot, _, _):
        shown = await choose(pilot, "◆ talk", TALK, NOBODY)
        assert numbers(shown) == ["8", "7", "6"]
        assert f"1 talk x 2 waits for a talk x 3 {NOBODY} x" in flat(shown)
        shown = await choose(pilot, START)
        assert numbers(shown) == ["8", "7", "6"]  # the one that may start has no flag, and somebody is named
        shown = await press(pilot, "1")
        assert numbers(shown) == ["8", "7", "6"]
        shown = await choose(pilot, "Ada Sample")
        assert numbers(shown) == ["8", "7", "6", "1"]
        assert len(numbers(await press(pilot, "x"))) == 8
