"""Keys, clicks, new sizes and timers, all at once and without end: nothing falls over and nothing gets stuck."""

import asyncio
import random

import pytest
from textual import events

from consent_tui.model import acts, moves
from consent_tui.model.screening import Answer
from consent_tui.tui.kiosk.messages import Second
from tests.tui import sample_views as views
from tests.tui.stage import Clock, playing, settled

KEYS = ["enter", "b", "1", "2", "0", "tab", "down", "up", "right", "space", "escape", "pagedown", "f2", "x", "a", "h"]
SIZES = [(80, 24), (120, 40), (50, 10), (61, 19), (200, 60)]


def wandering(chance: random.Random):
    """Any act may lead to any screen, or change the one that is there."""
    given = {}

    def reply(act, view):
        if isinstance(act, moves.RowsSeen | acts.PageEnded):
            return None
        if isinstance(act, acts.Answered) and "screening/head" in view.key:
            given[act.question] = act.answer
            return views.rows(given)
        if chance.random() < 0.1:
            given.clear()
        if chance.random() < 0.3:
            return views.rows(
                {ident: chance.choice(list(Answer)) for ident in views.QUESTIONS if chance.random() < 0.5}
            )
        return chance.choice(list(views.ALL.values()))()

    return reply


@pytest.mark.parametrize("seed", range(3))
async def test_a_storm_leaves_a_kiosk_that_works(seed):
    chance, clock = random.Random(seed), Clock()
    async with playing(views.start(), wandering(chance), clock=clock) as (pilot, app, session):
        for _ in range(120):
            match chance.randrange(12):
                case 0:
                    await pilot.resize_terminal(*chance.choice(SIZES))
                case 1:
                    clock.now += chance.choice([1, 61, 200, 1000])
                    app.kiosk.post_message(Second())
                case 2:
                    x, y = chance.randrange(80), chance.randrange(24)
                    for kind in (events.MouseDown, events.MouseUp):
                        app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))  # noqa: FBT003
                case 3:
                    app.post_message(events.Paste("Ana\nExample"))
                case _:
                    key = chance.choice(KEYS)
                    app.post_message(events.Key(key, key if len(key) == 1 else None))
            if chance.random() < 0.4:
                await asyncio.sleep(0)
            if chance.random() < 0.2:
                await settled(pilot)
        await pilot.resize_terminal(80, 24)
        await asyncio.wait_for(app.tick(), 30)
        await settled(pilot)
        assert app.is_running
        assert app.kiosk.painted_at is not None
        assert session.acts
