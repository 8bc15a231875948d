"""The signature pad: *mouse, touch in the browser, keyboard pen, clear; strokes as integer points in the record.*"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from consent_tui.model import acts, moves
from consent_tui.model.doing import STROKE_LENGTH, STROKES
from consent_tui.model.ink import dots, longer, read, room, signs, written
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.pad import Surface
from consent_tui.tui.widgets.pressable import SmallKey
from tests.tui import sample_views as views
from tests.tui.stage import playing, text_of

WIDE = (120, 40)
BRAILLE = range(0x2801, 0x2900)


def taking(act, view):
    """Take ink as the model would."""
    if isinstance(act, acts.Drew):
        laid_over = view.sheet.ink.open is None
        return replace(view, sheet=replace(view.sheet, ink=views.ink(act.strokes, laid_over=laid_over)))
    return None


async def drag(pilot, surface: Surface, *cells: tuple[int, int]) -> None:
    """Press on the first cell of the surface, go by way of the others, let go on the last."""
    await pilot.mouse_down(surface, offset=cells[0])
    for cell in cells[1:]:
        await pilot.hover(surface, offset=cell)
    await pilot.mouse_up(surface, offset=cells[-1])
    await pilot.pause()


def ink_on(app) -> int:
    """How many cells of the screen show ink."""
    return sum(ord(sign) in BRAILLE for sign in text_of(app))


# -- mouse and finger


async def test_a_drag_is_a_stroke_of_points_committed_when_the_finger_is_lifted():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        surface = app.screen.query_one(Surface)
        await pilot.mouse_down(surface, offset=(3, 2))
        await pilot.hover(surface, offset=(6, 4))
        assert session.acts == []
        await pilot.mouse_up(surface, offset=(6, 4))
        await pilot.pause()
        assert ink_on(app) > 3
    assert session.acts == [acts.Drew(("5,6 11,14",))]  # the middles of the cells, two dots across and four down a cell


async def test_a_press_is_a_dot():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        await pilot.click(app.screen.query_one(Surface), offset=(5, 2))
        await pilot.pause()
    assert session.acts == [acts.Drew(("9,6",))]


async def test_strokes_follow_each_other():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        surface = app.screen.query_one(Surface)
        await drag(pilot, surface, (3, 2), (6, 2))
        await drag(pilot, surface, (3, 4), (6, 4))
    assert session.acts[-1] == acts.Drew(("5,6 11,6", "5,14 11,14"))
    assert [revision for _, revision in session.posted] == [7, 8]


async def test_a_drag_that_leaves_the_pad_stays_within_it():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        surface = app.screen.query_one(Surface)
        width, height = surface.dots
        await pilot.mouse_down(surface, offset=(3, 2))
        surface.post_message(_moved(surface, 500, 300))
        surface.post_message(_moved(surface, -9, -9))
        await pilot.mouse_up(surface, offset=(3, 2))
        await pilot.pause()
    ((_, far, near, _),) = (read(stroke) for stroke in session.acts[-1].strokes)
    assert (far, near) == ((width - 1, height - 1), (0, 0))


def _moved(widget, x: float, y: float) -> events.MouseMove:
    return events.MouseMove(widget, x, y, 0, 0, 1, False, False, False)  # noqa: FBT003 - Textual's


async def test_a_pointer_told_in_pixels_draws_finer_than_cells():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        surface = app.screen.query_one(Surface)
        await pilot.mouse_down(surface, offset=(3, 2))
        surface.post_message(_moved(surface, 3.1, 2.8))
        await pilot.mouse_up(surface, offset=(3, 2))
        await pilot.pause()
    assert session.acts == [acts.Drew(("5,6 4,7 5,6",))] or session.acts == [acts.Drew(("5,6 4,7",))]


# -- the pen of the keyboard


async def test_arrows_move_the_pen_and_space_puts_it_down_and_lifts_it():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        surface = app.screen.query_one(Surface)
        assert app.focused is surface
        x, y = surface.pen
        await pilot.press("right")
        assert (surface.pen, session.acts) == ((x + 2, y), [])
        assert "The pen is up. Space puts it down." in text_of(app)
        await pilot.press("space")
        assert "The pen is down. Space lifts it." in text_of(app)
        await pilot.press("right", "pagedown", "down")
        await pilot.press("space")
        await pilot.pause()
    points = ((x + 2, y), (x + 4, y), (x + 6, y + 2), (x + 6, y + 4))
    assert session.acts == [acts.Drew((written(points),))]


async def test_leaving_the_pad_lifts_the_pen():
    async with playing(views.drawing(()), taking) as (pilot, app, session):
        await pilot.press("space", "right", "tab")
        await pilot.pause()
        assert not app.screen.query_one(Surface).down
    (act,) = session.acts
    assert len(read(act.strokes[0])) == 2


async def test_the_pen_stays_on_the_pad():
    async with playing(views.drawing(()), taking) as (pilot, app, _):
        surface = app.screen.query_one(Surface)
        await pilot.press(*["left"] * 90, *["up"] * 40)
        assert surface.pen == (0, 0)


async def test_the_pen_is_seen_by_its_shape_and_says_whether_it_is_down():
    async with playing(views.drawing(())) as (pilot, app, _):
        before = text_of(app)
        await pilot.press("space")
        assert (before.count("+"), text_of(app).count("+")) == (1, 0)


async def test_enter_and_the_keys_below_work_from_the_pad():
    async with playing(views.drawing(())) as (pilot, _, session):
        await pilot.press("enter", "h")
    assert session.acts == [moves.Close(), moves.Hide()]


# -- clear, and what else becomes of ink


async def test_clear_takes_all_ink_away():
    async with playing(views.drawing(), taking) as (pilot, app, session):
        assert ink_on(app) > 20
        await pilot.press("f4")
        await pilot.pause()
        assert ink_on(app) == 0
        assert not app.screen.query(SmallKey)  # nothing is left to clear
    assert session.acts == [acts.Drew(())]


async def test_ink_that_fell_with_a_changed_answer_is_off_the_pad():
    """Rule 7: any change after it removes signature and certification."""

    def falling(act, view):
        return replace(view, sheet=replace(view.sheet, ink=views.ink())) if isinstance(act, acts.Wrote) else None

    async with playing(views.sign(strokes=views.SIGNATURE), falling, size=WIDE) as (pilot, app, _):
        before = ink_on(app)
        await pilot.press("x", "tab")
        await pilot.pause()
        assert before > 20
        assert ink_on(app) == 0


async def test_what_is_drawn_is_committed_before_the_main_key_acts():
    async with playing(views.sign(certified=True), taking, size=WIDE) as (pilot, app, session):
        surface = app.screen.query_one(Surface)
        surface.strokes = ("1,1 5,5",)  # lifted, and not yet seen by the screen
        await pilot.click(MainPress)
        await pilot.pause()
    assert session.acts == [acts.Drew(("1,1 5,5",)), acts.Signed()]


# -- where it stands


async def test_where_there_is_room_the_pad_stands_on_the_sheet_with_at_least_34_by_5_cells():
    async with playing(views.sign(), size=WIDE) as (_, app, _session):
        surface = app.screen.query_one(Surface)
        assert surface.region.height > 0
        assert surface.content_size.width >= 34
        assert surface.content_size.height >= 5
        assert "Draw it too, if you like" in text_of(app)
        assert "F5" not in text_of(app)


async def test_at_80x24_a_key_lays_it_over_and_nothing_is_pushed_off_the_sheet():
    async with playing(views.sign(strokes=views.SIGNATURE, staff=True)) as (pilot, app, session):
        assert app.kiosk.sheet.max_scroll_y == 0
        assert app.screen.query_one(Surface).region.height == 0
        await pilot.press("f5")
    assert session.acts == [moves.Open("ink")]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_laid_over_it_has_room_too(size):
    async with playing(views.drawing(()), size=size) as (_, app, _session):
        surface = app.screen.query_one(Surface)
        assert surface.content_size.width >= 60
        assert surface.content_size.height >= 7


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_a_bare_console_a_signature_is_typed(size):
    async with playing(views.sign(), size=size, theme="console") as (_, app, _session):
        shown = text_of(app)
        assert app.screen.query_one(Surface).region.height == 0
    assert "Draw" not in shown
    assert "Staff types for me" in shown


async def test_the_typed_name_leads_the_pad_never_has_the_focus_first():
    async with playing(views.sign(), size=WIDE) as (_, app, _session):
        assert isinstance(app.focused, Typing)


# -- ink as points and dots

points = st.tuples(st.integers(0, 200), st.integers(0, 60))
strokes = st.lists(points, min_size=1, max_size=30).map(tuple)


@given(strokes)
def test_a_stroke_reads_back_as_it_was_written(stroke):
    assert read(written(stroke)) == stroke


@given(st.lists(strokes, max_size=5))
def test_ink_of_a_larger_pad_is_made_to_fit(drawn):
    covered = dots(drawn, 68, 20)
    assert all(0 <= x < 68 and 0 <= y < 20 for x, y in covered)
    assert bool(covered) is bool(drawn)


@given(strokes)
def test_ink_goes_through_its_ends_without_a_gap(stroke):
    covered = dots([stroke], 400, 120)
    assert {stroke[0], stroke[-1]} <= covered
    start, reached = {stroke[0]}, {stroke[0]}
    while start:
        start = {(x + i, y + j) for x, y in start for i in (-1, 0, 1) for j in (-1, 0, 1)} & covered - reached
        reached |= start
    assert reached == covered


def test_dots_are_drawn_two_by_four_a_cell():
    assert signs({(0, 0)}, 2, 1) == ["\u2801 "]
    assert signs({(1, 3), (2, 0)}, 2, 1) == ["\u2880\u2801"]


def test_a_stroke_grows_as_long_as_a_record_takes_it():
    stroke = [(1, 1)]
    assert not longer(stroke, (1, 1))  # nothing new
    while longer(stroke, (1000 + len(stroke) % 2, 9)):
        stroke.append((1000 + len(stroke) % 2, 9))
    assert STROKE_LENGTH - 10 < len(written(stroke)) <= STROKE_LENGTH


def test_there_is_room_for_as_many_strokes_as_a_record_takes():
    assert room(["1,1"] * (STROKES - 1))
    assert not room(["1,1"] * STROKES)
