"""Where keys go in the form of an act: from group to group, also when they are pressed faster than it is drawn."""

from __future__ import annotations

import pytest
from textual import events

from consent_tui.tui.widgets.field import Typing
from tests.tui.desk.bench import Practice, of, press, reviewing, still


@pytest.fixture
def practice(tmp_path):
    practice = Practice(tmp_path / "records")
    practice.keep(of("talk-private", "Ana Example"))
    return practice


async def test_keys_that_are_pressed_ahead_go_where_they_would_have_gone(practice):
    """Over a slow line Tab, Tab and a name come at once: none of it chooses anything, or locks the desk."""
    async with reviewing(practice) as (pilot, app, session):
        await press(pilot, "enter", "p")
        for key in ("tab", "tab", "ctrl+u", *"l2"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await still(pilot)
        assert isinstance(app.focused, Typing)
        assert not session.desk.locked
        assert session.desk.writing.filled.get("audience", "client") == "client"


async def test_tab_goes_past_what_is_not_chosen_from_wherever_one_stands(practice):
    async with reviewing(practice) as (pilot, app, _):
        await press(pilot, "enter", "n", "1", "down", "tab")
        assert isinstance(app.focused, Typing)
        await press(pilot, "shift+tab")
        assert app.focused.choice.chosen
