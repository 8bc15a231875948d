"""The same scenario gives the same record through the kiosk's screens, at a size where groups fit and at the smallest.

The slowest tests of all: every screen of every walk is drawn.
"""

import pytest

from consent_tui.content.scenario import read_scenario
from consent_tui.services.rehearsing import NotOffered
from consent_tui.tui.rehearsing import piloted
from tests.scenarios.stage import TINY, draw, run, sheet, sheets
from tests.scenarios.test_scenarios import rehearsed, timeless

SHEETS = sheets()


@pytest.mark.parametrize(("folder", "path"), SHEETS, ids=[f"{f.name}-{p.stem}" for f, p in SHEETS])
def test_the_same_scenario_gives_the_same_record_through_the_screens(folder, path):
    done = run(read_scenario(path), piloted(draw), folder)
    assert timeless(done) == timeless(rehearsed(folder, path))


@pytest.mark.parametrize("name", ["plain-consent", "language-switched-at-review"])
def test_on_the_smallest_screen_too(name):
    path = TINY / f"scenarios/{name}.toml"
    assert timeless(run(read_scenario(path), piloted(draw, (80, 24)), TINY)) == timeless(rehearsed(TINY, path))


def test_what_the_screen_does_not_offer_is_told_by_place_and_act(tmp_path):
    def front(session, walker):
        answer = walker.decide
        walker.decide = lambda state: answer(state) if state.place.step == "start" else Unknown()
        piloted(draw)(session, walker)

    with pytest.raises(NotOffered, match=r"^welcome/intro: the screen does not offer Unknown$"):
        run(sheet(tmp_path), front)


class Unknown:
    """An act that no screen has."""
