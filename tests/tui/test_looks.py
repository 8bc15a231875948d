"""*Text and contrast*: the palettes stand beside the languages; the choice is the screen's own."""

from types import SimpleNamespace

from consent_tui.model import acts, moves
from consent_tui.model.state import Over
from consent_tui.tui.kiosk.messages import Anew
from consent_tui.tui.widgets.pressable import ChoiceRow
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
        app.kiosk.post_message(Anew(app.view()))
        await settled(pilot)
        assert [row.choice.cap for row in app.screen.query(ChoiceRow)] == ["1", "2", "3", "4", "5", "6"]
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
