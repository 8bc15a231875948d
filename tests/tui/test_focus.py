"""*Every action by keyboard alone with visible focus; focus order tested; the hardware cursor follows focus.*"""

from itertools import pairwise

import pytest
from textual.geometry import Offset

from consent_tui.tui.kiosk.frame import LookKey
from consent_tui.tui.kiosk.keybar import KeyPress, MainPress
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.pad import Surface
from consent_tui.tui.widgets.pressable import Pressable
from tests.tui import sample_views as views
from tests.tui.stage import playing, text_of

SMALL, WIDE = (80, 24), (120, 40)
REACHED = (Pressable, Typing, Surface)
SHEETS = [name for name in views.ALL if name not in ("cover", "idle")]  # any key goes on there
SIZED = [(name, SMALL) for name in SHEETS] + [(name, WIDE) for name in ("question", "rows", "body", "sign")]


def shown(app) -> list:
    """Everything on screen that can be pressed, typed into or drawn on."""
    found = [w for kind in REACHED for w in app.screen.query(kind)]
    return [w for w in found if w.can_focus and all(node.display for node in w.ancestors_with_self if node is not app)]


async def once_round(pilot, app) -> list:
    """Return what has the focus, press by press of Tab, until it is back where it began."""
    app.kiosk.sheet.focus()
    await pilot.pause()
    began, order = app.focused, []
    for _ in range(80):
        await pilot.press("tab")
        if app.focused is began:
            return order
        order.append(app.focused)
    raise AssertionError("Tab does not come round")


@pytest.mark.parametrize(("name", "size"), SIZED)
async def test_tab_reaches_each_target_once_and_comes_round(name, size):
    async with playing(views.ALL[name](), size=size) as (pilot, app, _):
        order = await once_round(pilot, app)
        wanted = shown(app)
    assert len(order) == len(set(order)), "a target is met twice"
    assert set(order) == set(wanted)


@pytest.mark.parametrize("name", SHEETS)
async def test_the_order_is_that_of_reading_then_the_keys_then_the_look(name):
    """Down the sheet; then the keys below it, the main key among them; then the foot."""
    async with playing(views.ALL[name](), size=WIDE) as (pilot, app, _):
        order = await once_round(pilot, app)
    kinds = [1 if isinstance(w, KeyPress | MainPress) else 2 if isinstance(w, LookKey) else 0 for w in order]
    assert kinds == sorted(kinds)
    tops = [w.region.y for w in order if not isinstance(w, KeyPress | MainPress | LookKey | Surface)]
    rows = [y for y in tops if y]
    assert all(later >= earlier - 5 for earlier, later in pairwise(rows))  # two columns go side by side


@pytest.mark.parametrize("name", ["rows", "body", "review"])
async def test_shift_tab_goes_the_same_way_back(name):
    async with playing(views.ALL[name]()) as (pilot, app, _):
        order = await once_round(pilot, app)
        back = []
        for _ in order:
            await pilot.press("shift+tab")
            back.append(app.focused)
    assert back == order[::-1]


@pytest.mark.parametrize("theme", ["linen", "console"])
@pytest.mark.parametrize("name", ["rows", "body", "review", "page", "sign", "urgent"])
async def test_the_focus_is_seen_without_colour(name, theme):
    """*No meaning by colour alone.* A pointer or a heavier line: what is on screen differs in its signs."""
    async with playing(views.ALL[name](), theme=theme) as (pilot, app, _):
        seen = []
        for widget in await once_round(pilot, app):
            app.screen.set_focus(widget, scroll_visible=True)
            await pilot.pause()
            seen.append(text_of(app) if theme == "linen" or not isinstance(widget, Typing) else str(widget))
    assert len(set(seen)) == len(seen)


# -- the hardware cursor, which a braille line follows


@pytest.mark.parametrize(("name", "size"), SIZED)
async def test_the_cursor_of_the_terminal_stands_on_what_has_the_focus(name, size):
    async with playing(views.ALL[name](), size=size) as (pilot, app, _):
        for widget in await once_round(pilot, app):
            app.screen.set_focus(widget, scroll_visible=True)
            await pilot.pause()
            assert widget.region.contains_point(app.cursor_position), (widget, app.cursor_position)


async def test_it_stands_where_the_next_letter_goes():
    async with playing(views.form("rest")) as (pilot, app, _):
        field = app.screen.query(Typing).first()
        field.focus()
        await pilot.pause()
        before = app.cursor_position
        await pilot.press("end", "x")
        assert app.cursor_position == field.cursor_screen_offset
        assert app.cursor_position.x >= before.x


async def test_it_stands_on_the_first_letter_of_the_words():
    async with playing(views.question(None)) as (pilot, app, _):
        await pilot.press("down")
        row = app.focused
        assert app.cursor_position == row.content_region.offset


async def test_it_follows_the_pen():
    async with playing(views.drawing(())) as (pilot, app, _):
        at = app.cursor_position
        await pilot.press("right", "right", "down", "down")
        assert app.cursor_position == at + Offset(2, 1)


async def test_on_a_page_it_stands_at_the_beginning_of_the_sheet():
    async with playing(views.page()) as (_, app, _session):
        assert app.cursor_position == app.kiosk.sheet.content_region.offset


async def test_it_moves_along_when_the_sheet_is_scrolled():
    async with playing(views.review()) as (pilot, app, _):
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        assert app.focused.region.contains_point(app.cursor_position)
