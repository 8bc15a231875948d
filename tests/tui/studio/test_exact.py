"""*The chosen one exactly as the kiosk draws it.*"""

from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.model.acts import Treated
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.rows import Rows
from consent_tui.tui.studio.acts import Choose, Turn
from consent_tui.tui.studio.showing import SIZES
from consent_tui.tui.studio.studio import Studio
from tests.tui.stage import Clock, settled, text_of
from tests.tui.studio.bench import TINY, Saves, boxed, press, still, studying, workshop

BUNDLED = Path(__file__).resolve().parents[3] / "content/craniosacral"
TINY_STUDIO = Studio(workshop(TINY, Saves()), read(TINY))
IDS = [entry.id for entry in TINY_STUDIO.entries]
REACHED = [name for name in IDS if name not in ("result:stop-until", "urgent-crisis")]  # tiny has no such questions


async def in_the_kiosk(studio: Studio, size: tuple[int, int], theme: str) -> str:
    """Return what a kiosk of this size draws of the encounter at the chosen screen."""
    session = studio.walked()
    assert session is not None
    waits = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15}
    book = studio.book
    app = KioskApp(session, book.draw, theme=theme, words=book.words, now=Clock(), **waits)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await app.tick()
        await still(pilot)
        row = studio.entry.spot.row
        while isinstance(app.kiosk.sheet, Rows) and row not in {"", *(each.row.id for each in app.kiosk.sheet.shown)}:
            await press(pilot, "enter")
        return "\n".join(line.rstrip() for line in text_of(app).split("\n")[: size[1]])


@pytest.mark.parametrize("name", REACHED)
async def test_the_box_shows_what_the_kiosk_shows(name):
    async with studying(TINY) as (pilot, app, _):
        await app.bench.do(Choose(name))
        await still(pilot)
        shown = boxed(app)
        assert app.studio.showing.at == name
    assert shown.split("\n") == (await in_the_kiosk(app.studio, (80, 24), "linen")).split("\n")


@pytest.mark.parametrize("theme", ["evening", "clear", "console"])
@pytest.mark.parametrize(
    "name", ["start", "page:evidence", "question:aneurysm", "result:stop-lasting", "areas", "sign"]
)
async def test_so_it_is_in_every_palette_and_at_every_size(name, theme):
    if name not in IDS:
        name = next(each for each in IDS if each.startswith("page:"))
    async with studying(TINY, size=(200, 60), theme=theme) as (pilot, app, _):
        await app.bench.do(Choose(name))
        await press(pilot, "s")
        await press(pilot, "v")
        shown = boxed(app)
        assert SIZES[app.studio.showing.size] == (120, 40)
    assert shown == await in_the_kiosk(app.studio, (120, 40), theme)


@pytest.mark.parametrize("treated", Treated)
def test_every_screen_of_the_packs_can_be_shown(treated):
    """Whoever is to be treated, answers lead to every screen, and never to another one."""
    for folder in (BUNDLED, TINY):
        studio = Studio(workshop(folder, Saves()), read(folder))
        for _ in range(list(Treated).index(treated)):
            studio.turn(Turn.WORDING)
        missing = []
        for entry in studio.entries:
            studio.choose(entry.id)
            if studio.session is None:
                missing.append(entry.id)
            else:
                assert entry.spot is not None
                assert studio.session.state.place == entry.spot.place
        assert missing == ([] if folder is BUNDLED else ["result:stop-until", "urgent-crisis"])


@pytest.mark.parametrize("name", [name for name in IDS if name.startswith("result:") and name in REACHED])
def test_a_result_is_the_one_that_was_chosen(name):
    TINY_STUDIO.choose(name)
    view, words = TINY_STUDIO.view(), TINY_STUDIO.pack.words["en"].results[name.removeprefix("result:")]
    said = " ".join(para.plain for para in (*view.sheet.why, *view.sheet.now))
    assert words.now.split("{")[0].strip() in said
