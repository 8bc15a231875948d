"""*At the kiosk's done screen: show QR and number.* A reader reads what is painted; all of it stands on 80x24."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
import segno
from rich.color import Color

from consent_tui import words
from consent_tui.model import moves
from consent_tui.tui.theme import LINEN, THEMES
from consent_tui.tui.widgets.modules import ROWS, SIDE, Modules
from consent_tui.views import view
from consent_tui.views.shapes import CodeSheet, View
from tests.tui import sample_views as views
from tests.tui.stage import Clock, playing, settled, text_of
from tests.tui.test_contrast import show
from tests.tui.test_theme import luminance
from tests.views.tours import CODE, code_shown

LONGEST = f"{'front-desk' * 4}-1234567"  # a kiosk's name has at most 40 letters
LARGE = 4  # dots of a bitmap that stand for half a cell, either way


def spoken(language: str) -> View:
    return view(code_shown().state, words.load(language))


def halves(app) -> list[list[float]]:
    """Return how light each half cell of the screen is, row by row: a cell is as high as two are wide."""
    found = []
    for strip in app.screen._compositor.render_strips():
        upper, lower = [], []
        for segment in strip:
            for letter in segment.text:
                upper.append(_light(segment.style.color if letter == "▀" else segment.style.bgcolor))
                lower.append(_light(segment.style.bgcolor))
        found += [upper, lower]
    return found


def _light(colour: Color | None) -> float:
    assert colour is not None, "the terminal chooses a colour"
    assert colour.triplet is not None, "the terminal chooses a colour"
    return luminance(colour.triplet.hex)


def shown_modules(app) -> list[list[bool]]:
    """Return the modules of the code as they are painted, its margin too."""
    x, y, _, _ = app.screen.query_one(Modules).region
    return [[light < 0.2 for light in row[x : x + SIDE]] for row in halves(app)[2 * y : 2 * y + SIDE]]


def scanned(app) -> list[str]:
    """Return what a reader finds on a picture of the whole screen; it takes no code that is light on dark."""
    reader = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    rows = [
        bytes(round(255 * light) for light in row for _ in range(LARGE)) for row in halves(app) for _ in range(LARGE)
    ]
    image = memoryview(b"".join(rows)).cast("B", (len(rows), len(rows[0])))
    return [found.text for found in reader.read_barcodes(image, try_invert=False)]


@pytest.mark.parametrize(
    ("theme", "size"), [*((theme, (80, 24)) for theme in THEMES), (LINEN, (120, 40)), (LINEN, (200, 60))]
)
async def test_a_phone_reads_the_number_and_the_whole_digest(theme, size):
    """*Dark on light whatever the theme*, with four free modules around it: to a reader, and module by module."""
    code = segno.make(CODE.upper(), version=5, error="m", micro=False)
    async with playing(spoken("en"), theme=theme, size=size) as (_, app, _session):
        assert scanned(app) == [CODE.upper()]
        assert shown_modules(app) == [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]
        assert app.screen.query_one(Modules).region.size == (SIDE, ROWS) == (45, 23)


@pytest.mark.parametrize("language", words.OWN)
async def test_all_of_it_stands_on_the_smallest_screen_in_every_language(language):
    """Code, number, words and key at once: *fits 80x24*; also with the longest number, and with more space."""
    view = spoken(language)
    sheet = view.sheet
    assert isinstance(sheet, CodeSheet)
    async with playing(views.start()) as (pilot, app, session):
        for number, airy in product(("front-desk-42", LONGEST), (False, True)):
            data = CODE.replace("front-desk-42", number)
            card = (replace(sheet.card[0], value=number), sheet.card[1])
            app.screen.set_class(airy, "-airy")
            await show(pilot, app, session, views.with_sheet(view, replace(sheet, card=card, data=data)))
            assert scanned(app) == [data.upper()]
            right = " ".join(line[SIDE:].strip() for line in text_of(app).splitlines())
            for told in (sheet.title, *(para.plain for para in sheet.prose), view.frame.main.word):
                assert told in right
            assert number in right.replace(" ", "")


@pytest.mark.parametrize("size", [(60, 18), (71, 40), (80, 22)])
async def test_where_there_is_no_room_no_part_of_it_is_drawn(size):
    async with playing(views.code(), size=size) as (pilot, app, _session):
        text = text_of(app)
        assert "▀" not in text
        assert "This window is too small for the code." in text
        assert "front-desk-42" in text
        assert "Go back" in text
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert scanned(app) == [views.code().sheet.data.upper()]
        assert "too small" not in text_of(app)


async def test_it_is_led_back_by_the_key_that_is_written_there():
    for way in ("enter", "click"):
        async with playing(views.code(), lambda act, _view: views.done()) as (pilot, app, session):
            if way == "click":
                at = next(
                    (row, line.index("Go back"))
                    for row, line in enumerate(text_of(app).splitlines())
                    if "Go back" in line
                )
                await pilot.click(offset=(at[1], at[0]))
            else:
                await pilot.press(way)
            await settled(pilot)
            assert session.acts == [moves.Close()]
            assert "Thank you. Your agreement is saved" in text_of(app)


async def test_it_is_opened_by_its_key_on_the_last_screen():
    last = views.done()
    offered = replace(last, frame=replace(last.frame, keys=(views.Key("code", "C", "QR code", moves.Open("code")),)))
    async with playing(offered, lambda act, _view: views.code()) as (pilot, app, session):
        assert "C  QR code" in text_of(app)
        await pilot.press("c")
        await settled(pilot)
        assert session.acts == [moves.Open("code")]
        assert scanned(app)


async def test_it_goes_back_to_start_by_itself():
    clock = Clock()
    async with playing(views.code(), lambda act, _view: views.start(), clock=clock) as (_, app, session):
        clock.now += 180
        await app.tick()
        assert session.acts == [moves.Expire()]
