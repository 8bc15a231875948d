"""*Made for 80×24 and up … Below 60×18 one line asks for a larger window and nothing is lost.*"""

import pytest

from consent_tui.model import acts
from consent_tui.tui.widgets.field import Typing
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of
from tests.tui.test_typing import taking

SMALL = "Please make this window larger. Nothing is lost."


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 5)])
async def test_a_small_window_says_so_and_takes_no_keys(size):
    async with playing(views.question(), size=size) as (pilot, app, session):
        words = " ".join(text_of(app).split())
        await pilot.press("enter", "1", "escape")
    assert words == SMALL[: len(words)]
    assert words.startswith("Please make")
    assert session.acts == []


@pytest.mark.parametrize("size", [(60, 18), (110, 34), (200, 60)])
@pytest.mark.parametrize("name", views.ALL)
async def test_every_other_size_shows_the_screen(name, size):
    async with playing(views.ALL[name](), size=size) as (_, app, _session):
        shown = text_of(app)
    assert SMALL not in shown
    assert len(shown.splitlines()) == size[1]
    assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_nothing_typed_is_lost_by_resizing():
    async with playing(views.form(), taking) as (pilot, app, session):
        await pilot.press(*"calm")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert SMALL[:20] in text_of(app)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert app.screen.query(Typing).first().value == "calm"
        assert app.focused is app.screen.query(Typing).first()
        await pilot.press(*"er", "enter")
    assert session.acts == [acts.Wrote("goals", "calmer")]


@pytest.mark.parametrize("name", ["page", "question", "rows", "result", "body", "sign"])
async def test_a_wide_window_shows_the_steps_by_name(name):
    async with playing(views.ALL[name](), size=(120, 40)) as (_, app, _session):
        shown = text_of(app)
    assert all(step in shown for step in views.STEPS)
    assert "●─" not in shown
