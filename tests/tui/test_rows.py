"""Groups: as many rows as fit, the rest on further screens of the sheet; nothing preset."""

import pytest

from consent_tui.model import acts, moves
from consent_tui.model.screening import Answer
from consent_tui.tui.kiosk.chunks import Measured, chunks
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.widgets.grouprow import Cell, GroupRow
from consent_tui.tui.widgets.pressable import ChoiceRow
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of


def answering():
    """Keep answers as a session would."""
    given = {}

    def reply(act, view):
        if isinstance(act, acts.Answered):
            given[act.question] = act.answer
            return views.rows(given)
        if isinstance(act, moves.NoToAll):
            given.update({ident: Answer.NO for ident in views.QUESTIONS if ident not in given})
            return views.rows(given)
        return None

    return reply


def shown(app) -> list[str]:
    return [row.row.id for row in app.screen.query(GroupRow)]


def test_as_many_rows_as_fit():
    rows = [Measured(str(n), 5) for n in range(5)]
    assert chunks(rows, 15) == (("0", "1", "2"), ("3", "4"))
    assert chunks(rows, 16, gap=1) == (("0", "1"), ("2", "3"), ("4",))


def test_a_row_taller_than_the_screen_stands_alone():
    assert chunks([Measured("a", 3), Measured("b", 30), Measured("c", 3)], 15) == (("a",), ("b",), ("c",))


def test_a_follow_up_stays_with_its_question():
    rows = [Measured("a", 5), Measured("b", 5), Measured("c", 5), Measured("under-c", 5, under=True)]
    assert chunks(rows, 15) == (("a", "b"), ("c", "under-c"))


def test_room_is_kept_below_the_last_rows():
    rows = [Measured(str(n), 5) for n in range(3)]
    assert chunks(rows, 15, last=3) == (("0", "1"), ("2",))
    assert chunks(rows, 18, last=3) == (("0", "1", "2"),)


@pytest.mark.parametrize("room", range(1, 40))
def test_no_row_is_lost_or_shown_twice(room):
    rows = [Measured(str(n), 3 + n % 4, under=n % 5 == 4) for n in range(17)]
    flat = [ident for chunk in chunks(rows, room, gap=1, last=3) for ident in chunk]
    assert flat == [row.id for row in rows]


async def test_next_goes_to_the_next_rows_first_and_back_to_the_former():
    async with playing(views.rows(), answering()) as (pilot, app, session):
        first = shown(app)
        await pilot.press("enter")
        await pilot.pause()
        second = shown(app)
        await pilot.press("b")
        await pilot.pause()
        again = shown(app)
        await pilot.press("b")
    assert first + second == list(views.QUESTIONS)
    assert again == first
    assert [act for act in session.acts if not isinstance(act, moves.RowsSeen)] == [moves.Back()]


async def test_rows_are_told_as_seen_once_they_were_on_screen():
    async with playing(views.rows(), answering()) as (pilot, app, session):
        assert session.acts == [moves.RowsSeen(tuple(shown(app)))]
        await pilot.press("enter")
        await settled(pilot)
        seen = [ident for act in session.acts for ident in act.questions]
    assert seen == list(views.QUESTIONS)


async def test_nothing_is_preset():
    async with playing(views.rows()) as (_, app, _session):
        assert not any(cell.choice.chosen for cell in app.screen.query(Cell))


async def test_digits_answer_the_row_that_is_marked_and_the_mark_goes_on():
    async with playing(views.rows(), answering()) as (pilot, _, session):
        await pilot.press("2", "3", "2")
    answered = [act for act in session.acts if isinstance(act, acts.Answered)]
    assert answered == [
        acts.Answered("aneurysm", Answer.NO),
        acts.Answered("stroke", Answer.UNSURE),
        acts.Answered("pressure", Answer.NO),
    ]


async def test_no_to_all_stands_below_the_last_rows_only():
    async with playing(views.rows(), answering()) as (pilot, app, session):
        assert not app.screen.query(ChoiceRow)
        await pilot.press("0")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("0")
        await settled(pilot)
        await pilot.press("enter")
    did = [act for act in session.acts if not isinstance(act, moves.RowsSeen)]
    assert did == [moves.NoToAll("head"), moves.Next()]


async def test_a_follow_up_appears_under_its_question_and_is_told_as_seen():
    async with playing(views.rows(), answering()) as (pilot, app, session):
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        rows = shown(app)
        lines = text_of(app)
    assert rows[rows.index("knock") + 1] == "knock-when"
    assert views.KNOCK_WHEN in lines
    assert moves.RowsSeen(("knock-when",)) in session.acts


async def test_an_answer_keeps_the_rows_and_the_focus_where_they_are():
    async with playing(views.rows(), answering()) as (pilot, app, _):
        await pilot.press("down", "right")
        before = (shown(app), app.focused.name)
        await pilot.press("space")
        await settled(pilot)
        assert (shown(app), app.focused.name) == before
        assert app.focused.choice.chosen


async def test_the_last_screen_leads_back_to_what_is_still_open():
    async with playing(views.rows(), answering()) as (pilot, app, session):
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2", "2")
        assert app.screen.query_one(MainPress).act is None
        await pilot.press("enter")
        await settled(pilot)
        assert "aneurysm" in shown(app)
    assert moves.Next() not in session.acts


async def test_a_larger_screen_shows_more_rows_and_keeps_the_answers():
    async with playing(views.rows(), answering()) as (pilot, app, _):
        await pilot.press("2")
        await pilot.resize_terminal(120, 50)
        await settled(pilot)
        wide = shown(app)
        chosen = [cell.name for cell in app.screen.query(Cell) if cell.choice.chosen]
    assert wide == list(views.QUESTIONS)
    assert chosen == ["aneurysm no"]
