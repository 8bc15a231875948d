"""*Text and contrast*: the palettes stand beside the languages; the choice is the screen's own."""

from types import SimpleNamespace

from consent_tui.model import acts, moves
from consent_tui.model.state import Over
from consent_tui.tui.kiosk.messages import Anew, Repaint
from consent_tui.tui.widgets.pressable import ChoiceRow, Press
from consent_tui.views.shapes import Choice, ChooseSheet, View
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of


def look() -> View:
    languages = (
        Choice("en", "1", "English", acts.Speak("en"), chosen=True),
        Choice("es", "2", "Español", acts.Speak("es")),
    )
    sheet = ChooseSheet(title="Text and contrast", choices=languages)
    return View("look", views.frame(4, views.MainKey("Go back", moves.Close())), sheet)


async def test_a_palette_is_chosen_by_its_digit_and_posts_nothing():
    async with playing(look()) as (pilot, app, session):
        session.state = SimpleNamespace(**vars(session.state) | {"top": SimpleNamespace(kind=Over.LOOK)})
        app.kiosk.post_message(Anew(app.view))
        await settled(pilot)
        assert [row.choice.cap for row in app.screen.query(ChoiceRow)] == ["1", "2", "3", "4", "5", "6", "7"]
        assert "High contrast" in text_of(app)
        await pilot.press("5")
        await settled(pilot)
        assert app.theme == "clear"
        await pilot.press("6")
        await settled(pilot)
        assert app.theme == "console"
        assert "(*)" in text_of(app)
        await pilot.press("2")
    assert session.acts == [acts.Speak("es")]


def looking(app, session) -> None:
    session.state = SimpleNamespace(**vars(session.state) | {"top": SimpleNamespace(kind=Over.LOOK)})
    app.kiosk.post_message(Anew(app.view))


async def test_more_space_is_a_press_like_a_palette_and_taken_back_by_another():
    """*Larger text where the terminal allows it, otherwise larger spacing.*"""
    async with playing(look()) as (pilot, app, session):
        looking(app, session)
        await settled(pilot)
        for chosen in (True, False):
            await pilot.press("7")
            await settled(pilot)
            assert app.kiosk.has_class("-airy") is chosen
            assert app.screen.query(ChoiceRow).last().choice.chosen is chosen
    assert session.acts == []


async def test_more_space_spreads_what_is_read_and_loses_none_of_it():
    async with playing(views.page()) as (pilot, app, _):
        close = text_of(app)
        app.kiosk.add_class("-airy")
        app.kiosk.post_message(Anew(app.view))
        await settled(pilot)
        sheet = app.kiosk.sheet
        assert sheet.max_scroll_y > 0
        seen = text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        seen += text_of(app)
    assert set(close.split()) <= set(seen.split())


async def test_the_next_client_finds_the_screen_as_the_clinic_set_it():
    def reply(act, view):
        return views.start() if act == acts.Speak("es") else None

    async with playing(look(), reply, theme="clear") as (pilot, app, session):
        looking(app, session)
        await settled(pilot)
        await pilot.press("7", "4")
        await settled(pilot)
        assert (app.theme, app.kiosk.has_class("-airy")) == ("evening", True)
        await pilot.press("2")
        await settled(pilot)
        assert (app.theme, app.kiosk.has_class("-airy")) == ("clear", False)


async def test_a_palette_that_is_put_on_late_draws_what_is_there_now():
    """A press may be worked on before the new colours are: the screen that it left must not come back, and be dead."""

    def reply(act, view):
        return views.page() if isinstance(act, moves.Close) else None

    async with playing(look(), reply) as (pilot, app, session):
        looking(app, session)
        await settled(pilot)
        row = next(row for row in app.screen.query(ChoiceRow) if row.choice.act == Repaint("clear"))
        row.post_message(Press(row.choice.act, app.kiosk.view.frame.revision))
        row.post_message(Press(moves.Close(), app.kiosk.view.frame.revision))
        await settled(pilot)
        assert app.theme == "clear"
        assert app.kiosk.view.key == views.page().key
