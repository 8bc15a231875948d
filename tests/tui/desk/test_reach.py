"""Filters and lists that are longer than the keys and the rows for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui.model.entry import Query
from consent_tui.model.flags import Flag
from consent_tui.tui.widgets.pressable import SmallKey
from consent_tui.views.desk import listing
from consent_tui.words import load
from tests.tui.desk.bench import Practice, flat, press, reviewing, still, text_of

TWELVE = frozenset(list(Flag)[:12])


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """A day that nobody changes here."""
    return Practice(tmp_path_factory.mktemp("day") / "records").day()


async def narrowed(pilot, session, **asked) -> str:
    session.desk = replace(session.desk, asked=replace(session.desk.asked, **asked))
    return await press(pilot, "s", "home")


def test_a_filter_past_the_ninth_has_no_cap_since_no_key_is_it():
    caps = [key.cap for key in listing.removable(Query(flags=TWELVE), load("en"))]
    assert caps == [*"123456789", "", "", ""]


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_every_filter_is_seen_and_the_mouse_takes_each_away(day, size):
    """*Filters that can be seen and removed*, however many: those without a key too."""
    async with reviewing(day, size=size) as (pilot, app, session):
        shown = await narrowed(pilot, session, flags=TWELVE)
        assert flat(shown).count(" x ") == 12
        await press(pilot, "0")
        assert session.desk.asked.flags == TWELVE
        for left in range(11, -1, -1):
            last = app.screen.query(SmallKey).last()
            assert bool(last.cap) is (left < 9)
            await pilot.click(offset=(last.region.right - 2, last.region.y))
            await still(pilot)
            assert len(session.desk.asked.flags) == left


async def test_a_list_that_is_cut_off_says_so_and_its_end_is_its_last_row(day):
    async with reviewing(day) as (pilot, _, session):
        shown = await narrowed(pilot, session, limit=3)
        assert "There are more; find, or set a filter." in shown
        assert "8 records" in shown
        await press(pilot, "end")
        assert session.desk.at == session.seen.listed.entries[-1].key
        assert len(session.seen.listed.entries) == 3
        assert "There are more" not in await narrowed(pilot, session, limit=8)


async def test_the_help_says_how_long_the_list_is(day):
    async with reviewing(day, size=(120, 40)) as (pilot, app, _):
        assert f"The list holds {Query().limit} records" in flat(await press(pilot, "question_mark"))
        assert "find or filter" in flat(text_of(app))


def test_the_guide_says_how_long_the_list_is():
    guide = (Path(__file__).parents[3] / "docs" / "practitioners.md").read_text("utf-8")
    assert f"The list holds {Query().limit} records" in guide
