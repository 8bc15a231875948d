"""The body map and the chart, as cells."""

import pytest

from consent_tui.model import acts
from consent_tui.tui.glyphs import SEVEN_BIT, UNICODE
from consent_tui.tui.kiosk.body import Figure
from consent_tui.tui.kiosk.frame import thread
from consent_tui.tui.widgets.chart import BAR, STRIP, bar, dots, place_on_strip, strip
from consent_tui.tui.widgets.figure import OTHER, area_at, cell_area, figure
from tests.tui import sample_views as views
from tests.tui.stage import playing

AREAS = [ident for ident, _, _ in views.AREAS]
SIZE = (26, 17)


@pytest.mark.parametrize("area", AREAS)
def test_every_area_is_somewhere_on_the_figure(area):
    found = {cell_area(*SIZE, column, row) for column in range(SIZE[0]) for row in range(SIZE[1])}
    assert area in found


def test_the_body_has_two_like_sides():
    points = [(x / 2, y / 2) for x in range(60) for y in range(120)]
    assert all(area_at(x, y) == area_at(-x, y) for x, y in points)


def test_what_is_never_touched_is_never_offered():
    found = {area_at(x / 2, y / 2) for x in range(-60, 60) for y in range(120)}
    assert found == {*AREAS, OTHER, ""}


def test_the_states_differ_in_shape_not_only_in_colour():
    """*solid = may touch, slanted = do not touch, empty = not chosen*"""
    for seven_bit in (False, True):
        drawn = {}
        for state in ("touch", "avoid", ""):
            cells = figure({"upper-back": state}, {}, *SIZE, seven_bit=seven_bit)
            drawn[state] = "".join(sign for row in cells for sign, _ in row)
        assert len(set(drawn.values())) == 3


def test_numbers_stand_on_their_areas():
    cells = figure({}, {area: str(n) for n, area in enumerate(AREAS, start=1)}, *SIZE, seven_bit=True)
    signs = "".join(sign for row in cells for sign, _ in row)
    assert all(str(n) in signs for n in range(1, 9))
    for row, line in enumerate(cells):
        for column, (sign, _) in enumerate(line):
            if sign.isdigit():
                assert cell_area(*SIZE, column, row) == AREAS[int(sign) - 1]


@pytest.mark.parametrize("area", ["head", "upper-back", "lower-back"])
async def test_a_touch_on_the_figure_does_what_the_list_does(area):
    async with playing(views.body()) as (pilot, app, session):
        width, height = app.screen.query_one(Figure).content_size
        cells = [(c, r) for r in range(height) for c in range(width) if cell_area(width, height, c, r) == area]
        await pilot.click(Figure, offset=cells[len(cells) // 2])
    (act,) = session.acts
    assert isinstance(act, acts.Marked)
    assert act.area == area


async def test_a_touch_beside_the_body_does_nothing():
    async with playing(views.body()) as (pilot, _, session):
        await pilot.click(Figure, offset=(0, 0))
    assert session.acts == []


@pytest.mark.parametrize(("share", "drawn"), [(0.0, ""), (0.01, "▖"), (0.5, "▄▄▄"), (0.58, "▄▄▄▖"), (1.0, "▄▄▄▄▄▄")])
def test_a_bar_starts_at_0_and_grows_by_half_cells(share, drawn):
    assert bar(share, UNICODE) == drawn.ljust(BAR)


def test_the_middle_of_a_strip_is_no_difference():
    assert (place_on_strip(-1), place_on_strip(0), place_on_strip(1)) == (0, STRIP // 2, STRIP - 1)
    assert "".join(sign for sign, _ in strip((0.0, 0.5), UNICODE)) == "──────●━━●───"
    assert "".join(sign for sign, _ in strip((-0.5,), SEVEN_BIT)) == "---#--+------"


def test_an_unknown_is_a_dash_never_0():
    from consent_tui.tui.widgets.chart import _number

    rows = views.evidence().sheet.chart.rows
    assert _number(rows[-1].people, UNICODE) == "–"


def test_certainty_is_dots_of_four():
    assert [dots(n, UNICODE) for n in (0, 2, 4)] == ["○○○○", "●●○○", "●●●●"]


def test_the_thread_has_a_bead_a_step():
    assert thread(3, 5, UNICODE) == "●─●─◉─○─○"
    assert thread(3, 5, SEVEN_BIT) == "#-#-@-o-o"
    assert thread(0, 5, UNICODE) == ""
