"""Rule 3: a late key press never acts on a screen that its presser has not seen."""

from textual import events

from consent_tui.model import acts, moves
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.widgets.pressable import ChoiceRow, Press
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled
from tests.tui.test_keys import hand


def pages(act, view):
    """Next leads to the next page, without end."""
    if isinstance(act, moves.Next):
        number = int(view.key.rpartition("-")[2]) + 1 if "-" in view.key else 1
        page = views.page()
        return type(page)(f"pages/p-{number}", page.frame, page.sheet)
    return None


async def test_three_queued_presses_turn_one_page():
    async with playing(views.page(), pages) as (pilot, app, session):
        for _ in range(3):
            app.post_message(events.Key("enter", "\r"))
        await settled(pilot)
        assert hand(session.acts) == [moves.Next()]
        await pilot.press("enter")
    assert hand(session.acts) == [moves.Next(), moves.Next()]


async def test_a_key_held_down_is_one_press():
    async with playing(views.page(), pages, held_seconds=60) as (pilot, _, session):
        for _ in range(4):
            await pilot.press("enter")
            await settled(pilot)
    assert hand(session.acts) == [moves.Next()]


async def test_the_second_press_of_a_double_click_does_nothing():
    async with playing(views.page(), pages) as (pilot, _, session):
        await pilot.click(MainPress, times=2)
        await settled(pilot)
    assert hand(session.acts) == [moves.Next()]


async def test_a_press_made_for_an_older_screen_does_nothing():
    async with playing(views.question()) as (pilot, app, session):
        row = app.screen.query(ChoiceRow).first()
        row.post_message(Press(row.act, 6))
        app.screen.query_one(MainPress).post_message(MainPress.Pressed(6))
        await pilot.pause()
    assert session.acts == []


async def test_one_press_acts_once():
    """*One intent acts once.*"""

    def reply(act, view):
        return views.question(act.answer) if isinstance(act, acts.Answered) else None

    async with playing(views.question(None), reply) as (pilot, app, session):
        row = app.screen.query(ChoiceRow).first()
        row.post_message(Press(row.act, 7))
        row.post_message(Press(row.act, 7))
        await pilot.pause()
        await pilot.pause()
    assert len(session.acts) == 1
