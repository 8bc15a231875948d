"""*Nothing typed or written by people is ever markup.*"""

from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pytest

from consent_tui.model.acts import Act
from consent_tui.tui.widgets.field import Typing
from tests.tui import sample_views as views
from tests.tui.stage import playing, text_of

NASTY = "[/] [b]x[/b] [@click=app.quit]y[/] [red]z"
IDS = {"id", "cap", "commit", "subject", "command", "touch", "kind", "typing_cap", "key", "language", "strokes"}


def spoilt(value):
    """Return a view with nasty words wherever people's words may stand."""
    if isinstance(value, Enum | Act):
        return value
    if is_dataclass(value):
        return replace(value, **{f.name: spoilt(getattr(value, f.name)) for f in fields(value) if f.name not in IDS})
    if isinstance(value, tuple):
        return tuple(spoilt(each) for each in value)
    return NASTY if isinstance(value, str) and value else value


@pytest.mark.parametrize("name", views.ALL)
async def test_brackets_show_as_they_are(name):
    view = views.ALL[name]()
    frame = replace(view.frame, notice="x")
    async with playing(spoilt(replace(view, frame=frame)), size=(200, 60)) as (_, app, _session):
        shown = text_of(app)
    assert "[/]" in shown
    assert "[@click=app.quit]y[/]" in shown
    assert app.return_code is None or app.return_code == 0


async def test_brackets_typed_into_a_field_show_as_they_are():
    async with playing(views.form()) as (pilot, app, _):
        app.screen.query(Typing).first().value = NASTY
        await pilot.pause()
        assert NASTY in text_of(app)
