"""What a page turn costs: the next sheet is laid out and painted once, and what stays as it was is left alone."""

from collections import Counter
from contextlib import contextmanager

import pytest
from textual._compositor import Compositor
from textual.css.model import SelectorType
from textual.screen import Screen

from consent_tui.model import moves
from consent_tui.tui.kiosk.choose import Choose
from consent_tui.tui.kiosk.frame import LookKey
from consent_tui.tui.kiosk.keybar import KeyBar, MainPress
from consent_tui.tui.kiosk.messages import Anew, Turned
from consent_tui.tui.kiosk.read import Read
from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.views.shapes import ChooseSheet
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of


@contextmanager
def counted(monkeypatch, owner, *names):
    """Count the calls of methods."""
    calls = Counter()

    def counting(name, method):
        def call(self, *args, **options):
            calls[name] += 1
            return method(self, *args, **options)

        return call

    with monkeypatch.context() as patch:
        for name in names:
            patch.setattr(owner, name, counting(name, getattr(owner, name)))
        yield calls


def asked_next(act, _view):
    return views.question() if isinstance(act, moves.Next) else None


async def test_a_turn_is_laid_out_and_painted_once_and_once_more_where_textual_has_learned_the_sizes(monkeypatch):
    async with playing(views.page(), asked_next) as (pilot, app, _):
        with counted(monkeypatch, Compositor, "reflow", "render_update") as calls:
            await pilot.press("enter")
            await settled(pilot)
        assert isinstance(app.kiosk.view.sheet, ChooseSheet)
    assert 1 <= calls["reflow"] <= 2
    assert 1 <= calls["render_update"] <= 2


@pytest.mark.parametrize(("size", "name"), [((60, 18), "-tiles"), ((120, 40), "-roomy")])
async def test_answers_stand_in_tiles_or_in_roomy_rows_from_the_first_layout_on(monkeypatch, size, name):
    laid = set()
    reflow = Compositor.reflow

    def seen(compositor, parent, size):
        laid.update(tuple(n for n in ("-tiles", "-roomy") if sheet.has_class(n)) for sheet in parent.query(Choose))
        return reflow(compositor, parent, size)

    async with playing(views.page(), size=size) as (pilot, app, session):
        session.view = views.question()
        with monkeypatch.context() as patch:
            patch.setattr(Compositor, "reflow", seen)
            app.kiosk.post_message(Anew(app.view))
            await settled(pilot)
    assert laid == {(name,)}


async def test_keys_that_say_what_they_said_are_neither_laid_out_nor_painted(monkeypatch):
    async with playing(views.question()) as (pilot, app, _):
        with counted(monkeypatch, Compositor, "reflow", "render_update") as calls:
            app.kiosk.post_message(Turned())
            await settled(pilot)
        assert calls == {}
        bar, view = app.kiosk.query_one(KeyBar), app.kiosk.view
        await bar.show(view.frame, None, "Enter", typing=False)
        assert not app.kiosk.query_one(MainPress).display


async def test_the_focus_goes_from_sheet_to_sheet_and_never_over_a_key(monkeypatch):
    given = []
    set_focus = Screen.set_focus

    def noted(screen, widget, *args, **options):
        given.append(type(widget))
        set_focus(screen, widget, *args, **options)

    async with playing(views.page(), asked_next) as (pilot, app, _):
        assert isinstance(app.focused, Read)
        with monkeypatch.context() as patch:
            patch.setattr(Screen, "set_focus", noted)
            await pilot.press("enter")
            await settled(pilot)
        assert app.focused is app.kiosk.sheet
        assert app.kiosk.query_one(LookKey).has_focus is False
    assert given == [type(None), Choose]


async def test_a_move_of_the_focus_paints_what_had_it_and_what_has_it_alone(monkeypatch):
    async with playing(views.question()) as (pilot, app, _):
        with counted(monkeypatch, Compositor, "render_full_update", "render_partial_update") as calls:
            await pilot.press("tab")
            await settled(pilot)
        assert app.focused is not app.kiosk.sheet
    assert calls["render_partial_update"]
    assert not calls["render_full_update"]


async def test_a_sheet_counts_as_seen_only_after_it_has_been_painted(monkeypatch):
    """*A late key press never acts on a screen that its presser has not seen.*"""
    done = []
    render, seen = Compositor.render_update, Choose.seen
    async with playing(views.page(), asked_next) as (pilot, app, _):
        with monkeypatch.context() as patch:
            patch.setattr(Compositor, "render_update", lambda c, **o: (done.append("painted"), render(c, **o))[1])
            patch.setattr(Choose, "seen", lambda sheet: (done.append(app.kiosk.painted_at), seen(sheet))[1])
            await pilot.press("enter")
            await settled(pilot)
    assert done[0] == "painted"
    assert [at for at in done if at != "painted"] != []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_no_style_asks_whether_a_sheet_has_the_focus(size):
    """Nothing looks the styles of a sheet up anew when it gets the focus; a rule that asked would come too late."""
    sheets = {"Widget", "Sheet", *(kind.__name__ for kind in Sheet.__subclasses__())}
    async with playing(views.page(), size=size) as (_, app, _session):
        asking = [
            selector.name
            for rule in app.stylesheet.rules
            for chosen in rule.selector_set
            for selector in chosen.selectors
            if selector.pseudo_classes & {"focus", "blur"}
            and (selector.type is SelectorType.UNIVERSAL or selector.name in sheets)
        ]
    assert asking == []


async def test_a_letter_is_painted_and_lays_nothing_out_and_a_long_text_moves_within_its_field(monkeypatch):
    """*Typing p99 ≤ 1.5* of an empty app, which lays out two widgets at each letter where a form has thirty."""
    async with playing(views.form()) as (pilot, app, _):
        await pilot.press("x")
        await settled(pilot)
        with counted(monkeypatch, Compositor, "reflow", "render_partial_update") as calls:
            await pilot.press(*"a long name ", *"and a longer one " * 6, *"end")
            await settled(pilot)
        shown = text_of(app)
        assert "longer one end" in shown
        assert "xa long name" not in shown
        await pilot.press("home")
        await settled(pilot)
        assert "xa long name and" in text_of(app)
    assert calls["render_partial_update"]
    assert not calls["reflow"]
