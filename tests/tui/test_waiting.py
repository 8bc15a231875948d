"""*Idle: after 3 minutes a warning of 60 seconds; then wipe, save nothing. Hidden: 15 minutes.*"""

import pytest
from textual import events

from consent_tui.model import acts, moves
from consent_tui.tui.kiosk.messages import Saw
from consent_tui.tui.kiosk.patience import TROUBLE_SECONDS, Patience
from tests.tui import sample_views as views
from tests.tui.stage import Clock, playing, settled, text_of

PATIENCE = Patience(idle=180, warning=60, hidden=900, done=60)
LONG = 10**9


@pytest.mark.parametrize(
    ("name", "shown", "untouched", "due"),
    [
        ("page", LONG, 179, None),
        ("page", LONG, 180, moves.Idle()),
        ("rows", 0, 180, moves.Idle()),
        ("idle", 59, LONG, None),
        ("idle", 60, LONG, moves.Expire()),
        ("cover", 899, LONG, None),
        ("cover", 900, LONG, moves.Expire()),
        ("done", 59, LONG, None),
        ("done", 60, LONG, moves.Expire()),
        ("code", 179, LONG, None),
        ("code", 180, 0, moves.Expire()),
        ("urgent", LONG, LONG, None),
        ("start", LONG, LONG, None),
    ],
)
def test_what_is_due(name, shown, untouched, due):
    assert PATIENCE.due(views.ALL[name](), shown=shown, untouched=untouched) == due


def test_a_record_that_could_not_be_written_waits_for_staff():
    """*with trouble 15 minutes*"""
    done = views.done()
    assert PATIENCE.due(done, shown=TROUBLE_SECONDS - 1, untouched=LONG, trouble=True) is None
    assert PATIENCE.due(done, shown=TROUBLE_SECONDS, untouched=LONG, trouble=True) == moves.Expire()


async def test_a_kiosk_left_alone_asks_and_then_wipes():
    clock = Clock()

    def reply(act, view):
        return {moves.Idle(): views.idle(), moves.Expire(): views.start()}.get(act)

    async with playing(views.question(), reply, clock=clock) as (pilot, app, session):
        clock.now += 179
        await app.tick()
        assert session.acts == []
        clock.now += 1
        await app.tick()
        await settled(pilot)
        assert session.acts == [moves.Idle()]
        assert "In 60 seconds" in text_of(app)
        assert text_of(app).count("■") == 20
        clock.now += 45
        await app.tick()
        await pilot.pause()
        assert "In 15 seconds" in text_of(app)
        assert text_of(app).count("■") == 5
        clock.now += 15
        await app.tick()
    assert session.acts == [moves.Idle(), moves.Expire()]


async def test_nothing_of_the_client_is_on_the_warning():
    async with playing(views.question(), lambda act, view: views.idle()) as (pilot, app, _):
        app.kiosk.post_message(Saw(moves.Idle()))
        await settled(pilot)
        assert "aneurysm" not in text_of(app)
        assert "Not sure" not in text_of(app)


async def test_any_key_or_mouse_puts_the_warning_off():
    for event in (events.Key("x", "x"), events.MouseMove(None, 5, 5, 1, 0, 0, False, False, False)):  # noqa: FBT003
        clock = Clock()
        async with playing(views.question(), clock=clock) as (pilot, app, session):
            clock.now += 179
            app.post_message(event)
            await pilot.pause()
            clock.now += 179
            await app.tick()
        assert session.acts == []


def wedged(key):
    return events.Key(key, key if len(key) == 1 else None)


def trembling(step):
    return events.MouseMove(None, 5 + step % 2, 5, 1, 0, 0, False, False, False)  # noqa: FBT003


@pytest.mark.parametrize("event", [lambda _: wedged("x"), lambda _: wedged("down"), trembling])
async def test_a_wedged_key_and_a_mouse_that_trembles_are_nobody(event):
    """*idle → warning → wipe*: a book on the keyboard keeps no answers on screen, and puts no warning off."""
    clock = Clock()

    def reply(act, view):
        return {moves.Idle(): views.idle(), moves.Expire(): views.start()}.get(act)

    async with playing(views.question(), reply, clock=clock, held_seconds=60) as (pilot, app, session):
        for step in range(25):
            app.post_message(event(step))
            await pilot.pause()
            clock.now += 10
            await app.tick()
        await settled(pilot)
    assert session.acts == [moves.Idle(), moves.Expire()]


async def test_a_touch_answers_the_warning():
    async with playing(views.idle()) as (pilot, _, session):
        await pilot.click(offset=(40, 12))
        await pilot.pause()
    assert session.acts == [moves.Close()]


async def test_done_goes_back_to_start_by_itself():
    clock = Clock()
    async with playing(views.done(), lambda act, view: views.start(), clock=clock, done_seconds=30) as (
        _,
        app,
        session,
    ):
        clock.now += 30
        await app.tick()
    assert session.acts == [moves.Expire()]


async def test_what_was_being_typed_is_committed_before_the_warning_covers_it():
    clock = Clock()

    def reply(act, view):
        return views.idle() if act == moves.Idle() else views.form("rest")

    async with playing(views.form(), reply, clock=clock) as (pilot, app, session):
        await pilot.press(*"rest")
        clock.now += 181
        await app.tick()
    assert session.acts == [acts.Wrote("goals", "rest"), moves.Idle()]


async def test_the_last_client_s_palette_goes_with_them():
    """*nothing of this client is left anywhere*"""
    async with playing(views.done(), lambda act, view: views.start()) as (pilot, app, _):
        app.theme = "evening"
        await pilot.press("enter")
        await settled(pilot)
        assert app.theme == "linen"
