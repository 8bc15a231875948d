"""The same scenario gives the same record through the kiosk's screens, which are laid out, pressed and clicked.

Painting takes half of the time, and `tests/tui` looks at what is painted; so most walks here are not painted.
"""

import pytest
from textual._compositor import Compositor

from consent_tui.content.scenario import read_scenario
from consent_tui.services.rehearsing import NotOffered
from consent_tui.tui.rehearsing import piloted
from tests.scenarios.stage import CRANIOSACRAL, TINY, draw, run, sheet, sheets
from tests.scenarios.test_scenarios import rehearsed, timeless

SHEETS = sheets()
PAINTED = (
    (CRANIOSACRAL, "child-with-guardian", (120, 40)),
    (CRANIOSACRAL, "stop-until-skull-fracture", (80, 24)),
    (TINY, "plain-consent", (80, 24)),
    (TINY, "language-switched-at-review", (60, 18)),
)


@pytest.fixture
def unpainted(monkeypatch):
    def laid_out(compositor, **_):
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", laid_out)


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize(("folder", "path"), SHEETS, ids=[f"{f.name}-{p.stem}" for f, p in SHEETS])
def test_the_same_scenario_gives_the_same_record_through_the_screens(folder, path):
    done = run(read_scenario(path), piloted(draw), folder)
    assert timeless(done) == timeless(rehearsed(folder, path))


@pytest.mark.parametrize(("folder", "name", "size"), PAINTED, ids=[name for _, name, _ in PAINTED])
def test_so_it_does_painted_and_on_small_screens(folder, name, size):
    path = folder / f"scenarios/{name}.toml"
    assert timeless(run(read_scenario(path), piloted(draw, size), folder)) == timeless(rehearsed(folder, path))


def test_what_the_screen_does_not_offer_is_told_by_place_and_act(tmp_path):
    def front(session, walker):
        answer = walker.decide
        walker.decide = lambda state: answer(state) if state.place.step == "start" else Unknown()
        piloted(draw)(session, walker)

    with pytest.raises(NotOffered, match=r"^welcome/intro: the screen does not offer Unknown$"):
        run(sheet(tmp_path), front)


class Unknown:
    """An act that no screen has."""
