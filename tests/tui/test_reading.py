"""*Next lights up when the end of the page has been on screen.*"""

import pytest

from consent_tui.model import acts, moves
from consent_tui.tui.kiosk.keybar import MainPress
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of

END = acts.PageEnded("long")


def ending(act, view):
    return views.long_page(ended=True) if act == END else None


async def test_a_page_that_fits_has_been_seen_to_its_end_at_once():
    async with playing(views.page()) as (_, _app, session):
        pass
    assert session.acts == [acts.PageEnded("injury")]


@pytest.mark.parametrize("key", ["space", "pagedown", "down", "enter"])
async def test_the_end_is_told_once_it_was_scrolled_to(key):
    async with playing(views.long_page(), ending) as (pilot, app, session):
        assert session.acts == []
        assert "There is more below" in text_of(app)
        for _ in range(60):
            if END in session.acts:
                break
            await pilot.press(key)
        await settled(pilot)
        assert app.screen.query_one(MainPress).word == "Next"
        assert "There is more below" not in text_of(app)
        assert "End of this page" in text_of(app)
    assert session.acts == [END]


async def test_the_mouse_wheel_reads_on_too():
    async with playing(views.long_page(), ending) as (pilot, app, session):
        for _ in range(60):
            if END in session.acts:
                break
            app.kiosk.sheet.scroll_down(animate=False)
            await pilot.pause()
    assert session.acts == [END]


async def test_the_page_stays_where_it_was_scrolled_to_when_next_lights_up():
    async with playing(views.long_page(), ending) as (pilot, app, _):
        await pilot.press("end")
        await settled(pilot)
        assert app.kiosk.sheet.scroll_y == app.kiosk.sheet.max_scroll_y > 0


async def test_what_is_to_be_signed_is_seen_to_its_end_first():
    async with playing(views.review()) as (pilot, app, session):
        await pilot.press("enter")
        assert session.acts == []
        assert app.kiosk.sheet.scroll_y > 0
        await pilot.press("enter")
    assert session.acts == [moves.Next()]


async def test_back_from_learn_more_leads_back_without_reading_to_its_end():
    more = views.long_page()
    frame = views.frame(3, views.MainKey("Go back", moves.Close()))
    async with playing(type(more)("more", frame, more.sheet)) as (pilot, _, session):
        await pilot.press("enter")
    assert session.acts == [moves.Close()]


async def test_nothing_was_seen_while_the_window_is_too_small():
    async with playing(views.page(), size=(50, 10)) as (pilot, _, session):
        assert session.acts == []
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert session.acts == [acts.PageEnded("injury")]


async def test_who_goes_on_is_not_led_back_by_what_is_drawn_in_the_same_moment():
    """A stroke is committed when the pen is lifted: then a finger may be on *more below* already."""
    async with playing(views.long_page()) as (pilot, app, _):
        sheet = app.kiosk.sheet
        assert sheet.turn_over()
        await sheet.redraw()
        await settled(pilot)
        assert sheet.scroll_y > 0
