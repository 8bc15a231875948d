"""Figures inside the desk, by keys and by mouse, over a folder of a made-up practice. `docs/practitioners.md`."""

from __future__ import annotations

import pytest

from consent_tui.model.desk import Page
from consent_tui.model.desk_acts import Lock, ShowFigures, StepBack
from consent_tui.services import desk_session
from consent_tui.services.shelving_folder import FolderShelves
from consent_tui.tui.widgets.pressable import SmallKey
from tests.tui.desk.bench import Practice, flat, masked, press, reviewing, still, text_of, until
from tests.tui.desk.test_screens import compared
from tests.tui.test_contrast import faint


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """Three months of a practice, which nobody changes here."""
    return Practice(tmp_path_factory.mktemp("months") / "records").months()


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "linen"), ((120, 40), "linen"), ((80, 24), "console")])
async def test_the_figures_look_as_they_did(practice, size, theme):
    """Each as a number and a bar; below five nothing is told."""
    async with reviewing(practice, size=size, theme=theme) as (pilot, app, _):
        for name, keys in (("figures", ("g",)), ("figures-end", ("end",)), ("figures-year", ("home", "p", "n"))):
            shown = masked(await press(pilot, *keys))
            compared(shown, f"{name}-{theme}-{size[0]}x{size[1]}")
            assert faint(app, theme, name) == []
            if theme == "console":
                assert {sign for sign in shown if ord(sign) > 127 and not sign.isalpha()} == set(), name


async def test_by_keys_from_the_list_and_back(practice):
    async with reviewing(practice, size=(120, 60)) as (pilot, app, session):
        shown = await press(pilot, "g")
        assert "What 39 encounters came to" in shown
        assert "By month: agreed" in shown
        assert "Ana Example" not in shown
        assert "A. E." not in shown
        shown = await press(pilot, "n", "n")  # Spanish alone
        assert "in es" in shown
        assert "What 39" not in shown
        assert session.desk.page is Page.FIGURES
        shown = await press(pilot, "escape")
        assert "39 records" in shown
        assert app.session.desk.page is Page.LIST


async def test_by_mouse_from_the_filters(practice):
    async with reviewing(practice) as (pilot, app, session):
        await pilot.click("KeyPress.filters")
        await still(pilot)
        await pilot.click(next(key for key in app.screen.query(SmallKey) if key.name == "figures"))
        await still(pilot)
        assert session.desk.page is Page.FIGURES
        await pilot.click(next(key for key in app.screen.query(SmallKey) if key.name == "since"))
        await still(pilot)
        assert "since 1 January 2026" in text_of(app)
        await pilot.click("MainPress")
        await still(pilot)
        assert session.desk.page is Page.LIST


async def test_a_locked_desk_shows_no_figure_and_counts_again_when_it_opens(practice):
    async with reviewing(practice) as (pilot, app, session):
        before = await press(pilot, "g")
        await app.desk.do(Lock())
        await still(pilot)
        assert session.seen.figures is None
        assert "encounters" not in text_of(app)
        assert await press(pilot, "enter") == before


async def test_what_takes_seconds_says_so_first(practice, monkeypatch):
    """*progress on long work*: very many records are counted beside a page that tells it."""
    monkeypatch.setattr(desk_session, "AT_ONCE", 0)
    counted, meanwhile = FolderShelves.figures, []

    async with reviewing(practice) as (pilot, app, session):

        def watched(*asked):
            meanwhile.append(text_of(app))
            return counted(*asked)

        monkeypatch.setattr(FolderShelves, "figures", watched)
        await pilot.press("g")
        await until(pilot, lambda: session.seen.figures is not None)
        await still(pilot)
        assert ["39 records are being counted." in shown for shown in meanwhile] == [True]
        assert "What 39 encounters came to" in text_of(app)
        assert "being counted" not in text_of(app)


async def test_who_leaves_before_they_were_counted_has_nothing_counted(practice, monkeypatch):
    monkeypatch.setattr(desk_session, "AT_ONCE", 0)
    session = practice.session()
    session.post(ShowFigures())
    assert session.seen.counting
    session.post(StepBack())
    session.count()
    assert (session.seen.counting, session.seen.figures) == (False, None)


async def test_without_records_there_is_nothing_to_count_yet(tmp_path):
    async with reviewing(Practice(tmp_path / "records")) as (pilot, _, _):
        shown = flat(await press(pilot, "g"))
    assert "Nothing to count yet." in shown
    assert "5 clients have decided" in shown


async def test_a_disk_that_goes_away_is_told_and_what_was_asked_for_comes_with_it(practice, monkeypatch):
    async with reviewing(practice) as (pilot, app, session):

        def gone(_query):
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as disk:
            disk.setattr(session.review.shelves, "figures", gone)
            assert "Input/output error" in flat(await press(pilot, "g"))
            await app.tick()
            await still(pilot)
            assert "Input/output error" in flat(text_of(app))
        await app.tick()
        await still(pilot)
        assert "What 39 encounters came to" in text_of(app)
