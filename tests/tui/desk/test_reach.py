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
from tests.tui.desk.bench import Practice, flat, press, reviewing, still

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


async def test_a_long_list_goes_on_after_its_last_row_and_back_before_its_first(day):
    """Down, End and the mouse go on, Up goes back; Home is the very first; nothing is passed over or shown twice."""
    async with reviewing(day) as (pilot, app, session):
        shown = await narrowed(pilot, session, limit=3)
        everything = [entry.key for entry in session.review.shelves.list(Query(order=session.desk.asked.order)).entries]
        assert len(everything) == 8
        assert "1 to 3 of 8." in shown
        assert "the next 3" in shown
        gone = [session.desk.at]
        for _ in range(9):
            shown = await press(pilot, "down")
            gone += [session.desk.at] if session.desk.at != gone[-1] else []
        assert gone == everything
        assert "7 to 8 of 8." in shown
        assert "the next" not in shown
        back = []
        for _ in range(8):
            back.append(session.desk.at)
            shown = await press(pilot, "up")
        assert back == everything[::-1]
        assert "before" not in shown
        await press(pilot, "end", "end")
        assert session.desk.at == everything[3]
        await press(pilot, "end")
        last = app.screen.query(SmallKey).last()
        await pilot.click(offset=(last.region.right - 2, last.region.y))
        await still(pilot)
        assert session.desk.at == everything[6]
        await press(pilot, "down", "enter")
        assert session.desk.open == everything[7]  # not what was pressed with the mouse once more
        await press(pilot, "escape", "home")
        assert session.desk.at == everything[0]
        assert "1 to 8" not in await narrowed(pilot, session, limit=8)


async def test_a_disk_that_goes_away_leaves_the_list_where_it_is(day, monkeypatch):
    async with reviewing(day) as (pilot, _, session):
        await narrowed(pilot, session, limit=3)
        await press(pilot, "end")
        at = session.desk.at

        def lost(_asked):
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as gone:
            gone.setattr(session.review.shelves, "list", lost)
            shown = await press(pilot, "down", "down")
            assert "Input/output error" in shown
            assert (session.desk.at, session.desk.asked.offset) == (at, 0)
        session.follow()
        await press(pilot, "down")
        assert session.desk.asked.offset == 3


async def test_another_question_begins_the_list_anew(day):
    async with reviewing(day) as (pilot, _, session):
        for keys in (("f",), ("d",), ("slash", "a"), ("s",), ("x",)):
            await narrowed(pilot, session, limit=3)
            await press(pilot, "end", "down")
            assert session.desk.asked.offset == 3, keys
            await press(pilot, *keys)
            assert session.desk.asked.offset == 0, keys
            await press(pilot, "escape", "escape")


async def test_a_list_that_has_become_shorter_begins_anew(day):
    async with reviewing(day) as (pilot, _, session):
        await narrowed(pilot, session, limit=3)
        session.desk = replace(session.desk, asked=replace(session.desk.asked, offset=30))
        session._list()
        assert session.desk.asked.offset == 0
        assert session.seen.listed.entries[0].key == session.desk.at


async def test_the_help_says_how_long_the_list_is(day):
    async with reviewing(day, size=(120, 40)) as (pilot, _, _):
        assert f"The list shows {Query().limit} records at a time" in flat(await press(pilot, "question_mark"))


def test_the_guide_says_how_long_the_list_is():
    guide = (Path(__file__).parents[3] / "docs" / "practitioners.md").read_text("utf-8")
    assert f"The list shows {Query().limit} records at a time" in guide
