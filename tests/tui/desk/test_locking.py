"""The desk locks itself, and nothing of a client is seen or can be done while it is locked."""

from __future__ import annotations

import pytest

from consent_tui.model.desk import Page
from tests.tui.desk.bench import Practice, of, press, reviewing, still, text_of
from tests.tui.stage import Clock

TELLING = ("Ana", "Example", "A. E.", "front-desk-1", "1980", "waits for", "talk")


@pytest.fixture
def practice(tmp_path):
    practice = Practice(tmp_path / "records")
    practice.keep(of("talk-private", "Ana Example"))
    return practice


def is_pin(typed: str) -> bool:
    return typed == "2468"


def tells(app) -> list[str]:
    return [word for word in TELLING if word in text_of(app)]


async def test_a_key_locks_and_the_pin_opens_where_one_was(practice):
    async with reviewing(practice, is_pin=is_pin) as (pilot, app, session):
        await press(pilot, "enter", "r", "l")
        assert tells(app) == []
        assert session.seen.told is None
        assert session.seen.listed.entries == ()
        await press(pilot, "2", "4", "6", "8", "enter")
        assert "Ana Example" in text_of(app)
        assert session.desk.page is Page.RECORD
        assert not session.desk.revealed


async def test_another_pin_does_not_open_and_soon_makes_everybody_wait(practice):
    clock = Clock()
    async with reviewing(practice, is_pin=is_pin, clock=clock) as (pilot, app, session):
        await press(pilot, "l")
        for _ in range(3):
            shown = await press(pilot, "1", "1", "1", "1", "enter")
            assert "another PIN" in shown
        shown = await press(pilot, "2", "4", "6", "8", "enter")
        assert "Please wait" in shown
        assert session.desk.locked
        clock.now += 60
        await press(pilot, "2", "4", "6", "8", "enter")
        assert not session.desk.locked
        assert tells(app)


async def test_it_locks_itself_when_nobody_is_there(practice):
    clock = Clock()
    async with reviewing(practice, is_pin=is_pin, clock=clock, idle=300) as (pilot, app, session):
        await press(pilot, "enter")
        clock.now += 299
        await app.tick()
        assert not session.desk.locked
        await press(pilot, "down")  # somebody is there
        clock.now += 299
        await app.tick()
        assert not session.desk.locked
        clock.now += 1
        await app.tick()
        await still(pilot)
        assert session.desk.locked
        assert tells(app) == []


@pytest.mark.parametrize("way", [("enter", "enter", "1"), ("slash", "a", "n"), ("t",), ("f1",), ("enter", "n", "f9")])
async def test_it_locks_from_every_page_and_keys_do_nothing_then(practice, way):
    clock = Clock()
    async with reviewing(practice, is_pin=is_pin, clock=clock) as (pilot, app, session):
        await press(pilot, *way)
        clock.now += 301
        await app.tick()
        await still(pilot)
        assert session.desk.locked
        await press(pilot, "escape", "down", "s", "f1", "question_mark", "r", "a", "tab", "space", "enter")
        assert session.desk.locked
        assert tells(app) == []


async def test_what_was_being_written_is_there_again_after_unlocking(practice):
    async with reviewing(practice, is_pin=is_pin) as (pilot, _app, session):
        await press(pilot, "enter", "s", "1", "l")
        assert session.desk.locked
        shown = await press(pilot, "2", "4", "6", "8", "enter")
        assert "◉ The name was checked" in shown
        assert session.desk.page is Page.FORM


async def test_a_record_that_comes_meanwhile_is_not_told(practice):
    async with reviewing(practice, is_pin=is_pin) as (pilot, app, _session):
        await press(pilot, "l")
        practice.keep(of("plain-consent", "Ana Example"))
        await app.tick()
        assert tells(app) == []
        await press(pilot, "2", "4", "6", "8", "enter")
        assert "front-desk-2" in text_of(app)


async def test_where_nothing_secret_is_set_the_lock_says_that_it_keeps_nobody_out(practice):
    async with reviewing(practice) as (pilot, app, session):
        shown = await press(pilot, "l")
        assert "any key opens it" in shown
        assert tells(app) == []
        await press(pilot, "enter")
        assert not session.desk.locked


async def test_a_press_made_before_a_page_was_seen_does_nothing_there(practice):
    """*An intent carries the revision it was made for*: Enter twice seals nothing that was not seen."""
    async with reviewing(practice) as (pilot, app, session):
        await press(pilot, "enter", "s", "1", "2", "3", "4")
        app.desk.painted_at = None
        await pilot.press("enter")
        assert session.desk.page is Page.FORM
        await still(pilot) if app.desk.painted_at else app.desk.seen()
        await press(pilot, "enter")
        assert session.desk.page is Page.SEAL


async def test_ctrl_q_leaves_also_while_it_is_locked(practice):
    async with reviewing(practice, is_pin=is_pin) as (pilot, app, _):
        await press(pilot, "l")
        await pilot.press("ctrl+q")
        assert app.return_code == 0


async def test_enter_that_is_held_down_goes_through_one_page_only(practice):
    """However long it repeats: on the list it opens a record, and stops there."""
    async with reviewing(practice, held=3600.0) as (pilot, _, session):
        await press(pilot, "enter", "enter", "enter")
        assert session.desk.page is Page.RECORD
        await press(pilot, "s", "1", "2", "3", "4", "enter")
        assert session.desk.page is Page.FORM
