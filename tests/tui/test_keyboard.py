"""*An on-screen keyboard for kiosks that have only a touch screen, wherever something is typed.*"""

from dataclasses import replace

import pytest

from consent_tui.model import acts, moves
from consent_tui.tui.kiosk.messages import Anew
from consent_tui.tui.widgets.field import TypedField, Typing
from consent_tui.tui.widgets.keyboard import Keyboard
from consent_tui.tui.widgets.keyboard_rows import COLUMNS, ROWS, cap_at, caps, layout
from consent_tui.tui.widgets.pressable import SmallKey
from consent_tui.views.parts import Field
from consent_tui.words import spoken
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of
from tests.tui.test_typing import taking

NEEDED = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "es": "abcdefghijklmnopqrstuvwxyzñáéíóúü",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
}
WIDTH = 78  # of a keyboard on a screen of 80 columns


def cell_of(language: str, sign: str, width: int = WIDTH) -> tuple[int, int]:
    """Return a cell of the key that types a sign, or has this command."""
    return next(
        (x, y)
        for y in range(12)
        for x in range(width)
        if (cap := cap_at(language, x, y, width)) and sign in (cap.sign, cap.command) and sign
    )


async def touch(pilot, *signs: str) -> None:
    """Touch keys one after the other. The keyboard's own left and right edges are blank."""
    for sign in signs:
        keyboard = pilot.app.screen.query_one(Keyboard)
        x, y = cell_of(keyboard._words.language, sign, keyboard.content_size.width)
        await pilot.click(keyboard, offset=(x + 1, y + 1))
        await pilot.pause()


# -- the keys, wherever they lie


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_every_letter_of_the_language_has_a_key(language):
    signs = {cap.sign for row in caps(language) for cap in row}
    assert set(NEEDED[language]) <= signs
    assert set("0123456789 -'") <= signs
    assert {cap.command for row in caps(language) for cap in row} >= {"shift", "back", "done"}
    assert set(spoken()) == set(NEEDED)


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_no_sign_has_two_keys_and_rows_are_equally_long(language):
    signs = [cap.sign for row in caps(language) for cap in row if cap.sign]
    assert len(signs) == len(set(signs))
    assert {sum(cap.columns for cap in row) for row in caps(language)} == {COLUMNS}


@pytest.mark.parametrize("width", [78, 79, 100, 118, 198])
def test_a_key_is_at_least_3_rows_by_5_columns(width):
    found = {}
    for y in range(12):
        for x in range(width):
            if (cap := cap_at("en", x, y, width)) is not None:
                found.setdefault(cap, []).append((x, y))
    assert len(found) == sum(map(len, caps("en")))
    for cells in found.values():
        assert len({y for _, y in cells}) >= ROWS
        assert len({x for x, _ in cells}) >= 5


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (0, 12), (500, 3), (0, -1)])
def test_beside_the_keys_there_is_none(x, y):
    assert cap_at("en", x, y, WIDTH) is None
    assert layout(WIDTH) == (5, 1)


def test_a_language_without_its_own_letters_gets_those_of_english():
    assert caps("fr") == caps("en")


# -- typing with it


async def test_it_is_shown_only_where_the_clinic_wants_it():
    async with playing(views.form()) as (pilot, app, _):
        assert "F7" not in text_of(app)
        await pilot.press("f7")
        assert not app.screen.query(Keyboard)


async def test_a_touch_on_its_key_shows_it_and_touches_type():
    async with playing(views.form(), taking, touch_keyboard=True) as (pilot, app, session):
        await pilot.click(next(k for k in app.screen.query(SmallKey) if k.cap == "F7"))
        await settled(pilot)
        await touch(pilot, "a", "n", "a", " ", "-", "'", "2", "9", "back")
        assert app.screen.query(Typing).first().value == "Ana -'2"
        await touch(pilot, "done")
        assert not app.screen.query(Keyboard)
        assert app.focused is app.screen.query(Typing).first()
        assert session.acts == []  # never on a keystroke
        await pilot.press("tab")
        await pilot.pause()
    assert session.acts == [acts.Wrote("goals", "Ana -'2")]


async def test_shift_makes_one_letter_large():
    async with playing(views.form("x"), taking, touch_keyboard=True) as (pilot, app, _):
        await pilot.press("f7")
        await settled(pilot)
        field = app.focused
        before = field.value
        await touch(pilot, "shift", "ñ", "ñ")
        assert field.value == before + "Ññ"


async def test_a_field_that_is_touched_takes_the_letters_and_what_was_typed_is_committed():
    async with playing(views.sign(), taking, touch_keyboard=True, size=(120, 40)) as (pilot, app, session):
        await pilot.press("f7")
        await settled(pilot)
        first, second, _ = app.screen.query(Typing)
        await touch(pilot, "x")
        await pilot.click(second)
        await settled(pilot)
        assert session.acts == [acts.Wrote("name", "Ada Samplex")]
        await touch(pilot, "1")
        assert (app.focused, second.value.count("1")) == (second, 3)
        assert first.value == "Ada Samplex"


async def test_it_goes_when_no_field_has_the_focus():
    async with playing(views.form(), taking, touch_keyboard=True) as (pilot, app, _):
        await pilot.press("f7")
        await settled(pilot)
        app.kiosk.sheet.focus()
        await settled(pilot)
        assert not app.screen.query(Keyboard)


async def test_it_goes_with_the_screen():
    async with playing(views.form(), touch_keyboard=True) as (pilot, app, session):
        await pilot.press("f7")
        await settled(pilot)
        session.view = views.cover()
        app.kiosk.post_message(Anew(app.view))
        await settled(pilot)
        assert not app.screen.query(Keyboard)
        assert "q" not in text_of(app).split()


async def test_stop_and_hide_work_while_it_is_shown():
    async with playing(views.form(), touch_keyboard=True) as (pilot, app, session):
        await pilot.press("f7")
        await settled(pilot)
        await pilot.click(app.screen.query(".key.hide").first())
        await pilot.click(app.screen.query(".key.stop").first())
    assert session.acts == [moves.Hide(), moves.Open("stop")]


FIELDS = ("name", "born", "signer", "relationship", "authority", "signature")


def many_fields():
    view = views.sign()
    fields = tuple(Field(name, f"What stands in {name}", "", problem="Please type it again.") for name in FIELDS)
    return views.with_sheet(view, replace(view.sheet, fields=fields))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_never_covers_the_field_that_is_typed_into(size):
    async with playing(many_fields(), touch_keyboard=True, size=size) as (pilot, app, _):
        await pilot.press("f7")
        await settled(pilot)
        keyboard, sheet = app.screen.query_one(Keyboard), app.kiosk.sheet
        for field in app.screen.query(TypedField):
            field.typing.focus()
            await settled(pilot)
            box = field.typing.region
            assert sheet.region.contains_region(box), field.field.id
            assert box.bottom <= keyboard.region.y
            assert keyboard.region.height == 12


async def test_where_it_would_take_the_fields_place_it_is_not_offered():
    async with playing(views.form(), touch_keyboard=True, size=(70, 20)) as (_, app, _session):
        assert "F7" not in text_of(app)


async def test_it_can_be_read_in_seven_bits():
    async with playing(views.form(), touch_keyboard=True, theme="console") as (pilot, app, _):
        await pilot.press("f7")
        await settled(pilot)
        shown = text_of(app)
    assert "+---+" in shown
    assert {sign for sign in shown if ord(sign) > 127 and not sign.isalpha()} == set()


async def test_a_question_with_a_line_to_write_has_it_too():
    """Keep a record: the note for the practitioner."""
    view = views.stop()
    asked = views.with_sheet(view, replace(view.sheet, choices=view.sheet.choices[:2], field=Field("reason", "A note")))
    async with playing(asked, taking, touch_keyboard=True) as (pilot, app, _):
        await pilot.press("f7")
        await settled(pilot)
        await touch(pilot, "a", "b")
        assert app.screen.query_one(Typing).value == "Ab"


async def test_three_keys_below_the_fields_stand_two_by_two_and_are_seen_whole():
    async with playing(many_fields(), touch_keyboard=True, size=(80, 24)) as (_, app, _session):
        keys = [key for key in app.screen.query(SmallKey) if key.display]
        assert [key.cap for key in keys] == ["F5", "F7", "F6"]
        for key in keys:
            assert key.content_size.width >= sum(part.cell_length for part in key.parts())
            assert key.region.right <= app.kiosk.sheet.region.right
