"""*Never a dead key without a reason.* Pressed, a key that is not ready says what is missing and leads there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consent_tui.model import acts, moves
from consent_tui.model.screening import Answer
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.widgets.grouprow import Cell
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.views.parts import MainKey
from consent_tui.views.shapes import View
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of


def wanting(view: View, word: str, at: str = "") -> View:
    return replace(view, frame=replace(view.frame, main=MainKey(word, None, at)))


def said(app) -> str:
    return str(app.screen.query_one("#more").render())


@pytest.mark.parametrize("way", ["enter", "click"])
async def test_a_question_is_led_to_and_nothing_is_answered(way):
    async with playing(views.question(None)) as (pilot, app, session):
        await (pilot.click(MainPress) if way == "click" else pilot.press("enter"))
        await settled(pilot)
        assert said(app) == "Not yet: Choose an answer."
        assert isinstance(app.focused, ChoiceRow)
    assert session.acts == []


@pytest.mark.parametrize("name", ["question", "rows"])
async def test_one_enter_too_many_answers_nothing(name):
    """Whoever presses on and on has read nothing: *nothing preset*, and no answer by impatience."""
    made = {"question": views.question(None), "rows": wanting(views.rows({}), "Answer each line")}
    async with playing(made[name], size=(120, 60)) as (pilot, app, session):
        for _ in range(6):
            await pilot.press("enter")
            await pilot.pause()
        assert "Not yet: " in said(app)
    assert [act for act in session.acts if not isinstance(act, moves.RowsSeen)] == []


async def test_space_digits_and_whoever_goes_there_themselves_choose_it():
    for keys in (["space"], ["1"], ["tab", "shift+tab", "enter"]):
        async with playing(views.question(None)) as (pilot, _, session):
            await pilot.press("enter", *keys)
        assert session.acts == [acts.Answered("aneurysm", Answer.YES)], keys


async def test_it_leads_to_the_first_line_of_a_group_that_is_open():
    """Also to one that stands on another screen, which is shown first."""
    view = wanting(views.rows({}), "Answer each line")
    first = view.sheet.rows[0].id
    async with playing(view) as (pilot, app, _session):
        while app.kiosk.sheet.flows_on:
            await pilot.press("enter")
            await settled(pilot)
        assert first not in [row.row.id for row in app.kiosk.sheet.shown]
        await pilot.press("enter")
        await settled(pilot)
        assert first in [row.row.id for row in app.kiosk.sheet.shown]
    async with playing(view, size=(120, 60)) as (pilot, app, _session):
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.focused, Cell)
        assert app.focused.name.startswith(first)
        assert said(app) == "Not yet: Answer each line."


@pytest.mark.parametrize(
    ("at", "empty", "held"),
    [("born", "", "born"), ("signature", "name", "signature"), ("", "born", "born"), ("certify", "", "certify")],
)
async def test_a_form_leads_to_what_is_named_or_else_to_the_first_empty_field(at, empty, held):
    view = wanting(views.sign(), "Sign: name", at)
    fields = tuple(replace(field, value="") if field.id == empty else field for field in view.sheet.fields)
    async with playing(views.with_sheet(view, replace(view.sheet, fields=fields)), size=(120, 40)) as (
        pilot,
        app,
        session,
    ):
        app.kiosk.sheet.focus()
        await pilot.press("enter")
        await settled(pilot)
        assert app.focused.name == held
        assert said(app) == "Not yet: Sign: name."
    assert session.acts == []


async def test_what_was_said_goes_with_what_was_missing():
    def reply(act, view):
        return views.question(act.answer) if isinstance(act, acts.Answered) else None

    async with playing(views.question(None), reply) as (pilot, app, _session):
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert "Not yet" not in text_of(app)
