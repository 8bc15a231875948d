"""Staff: asked for a PIN on a screen of its own, from Start alone; a wrong one makes everybody wait, for a while."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from consent_tui.model.acts import Speak
from consent_tui.model.record import Practitioner
from consent_tui.services.session import Session, Written
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.pin import IDLE_SECONDS, PinKey, PinScreen
from consent_tui.tui.kiosk.pin_calling import StaffLine
from consent_tui.tui.kiosk.pin_staff import BehindPin
from consent_tui.tui.kiosk.pin_tries import FORGOTTEN, FREE, MOST, Tries
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.keyboard import Keyboard
from consent_tui.views import view
from consent_tui.words import load
from tests.tui.stage import Clock, settled, text_of
from tests.tui.test_keyboard import cell_of
from tests.views.sitting import NOW, VISIT, whole

PIN = "2468"
WAITS = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15, "held_seconds": 0}


@asynccontextmanager
async def kiosk(
    size: tuple[int, int] = (80, 24), **options: bool
) -> AsyncIterator[tuple[Pilot, KioskApp, Session, Clock]]:
    """The kiosk on a real session, with a PIN."""
    sitting, clock = session(), Clock()
    app = KioskApp(
        sitting,
        lambda state: view(state, load(state.facts.language or "en")),
        theme="linen",
        now=clock,
        is_pin=lambda typed: typed == PIN,
        **{**WAITS, **options},
    )
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot, app, sitting, clock


async def ticked(pilot: Pilot, app: KioskApp) -> None:
    """Let a second pass on the screen of the staff."""
    app.screen.second()
    await pilot.pause()


async def enter(pilot: Pilot, pin: str) -> None:
    await pilot.press(*pin, "enter")
    await checked(pilot)


async def checked(pilot: Pilot) -> None:
    """Wait until the PIN has been looked at, which happens in a thread."""
    for _ in range(500):
        await pilot.pause()
        if not getattr(pilot.app.screen, "checking", False):
            break
    await pilot.pause()


async def test_staff_are_asked_for_a_pin_that_is_never_shown() -> None:
    async with kiosk() as (pilot, app, _, _):
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, PinScreen)
        await pilot.press(*"24")
        shown = text_of(app)
        assert "● ●" in shown
        assert "24" not in shown.replace(" ", "").replace("│", "")
        await enter(pilot, "68")
        assert isinstance(app.screen, BehindPin)


async def test_a_finger_is_enough() -> None:
    """A kiosk may have no keyboard."""
    async with kiosk() as (pilot, app, _, _):
        await pilot.click(StaffLine)
        assert isinstance(app.screen, PinScreen)
        keys = {key.cap: key for key in app.screen.query(PinKey)}
        for cap in (*PIN, "Enter"):
            await pilot.click(keys[cap])
        await checked(pilot)
        assert isinstance(app.screen, BehindPin)
        await pilot.click(app.screen.query(PinKey).last())
        await pilot.pause()
    assert app.return_code == 0


async def test_a_wrong_pin_is_told_and_the_third_one_makes_everybody_wait() -> None:
    """*growing delay after wrong tries*"""
    async with kiosk() as (pilot, app, _, clock):
        await pilot.press("ctrl+q")
        for _ in range(FREE):
            await enter(pilot, "1111")
            assert "another number" in text_of(app)
        await enter(pilot, "1111")
        assert "Seconds to wait: 2" in text_of(app)
        await enter(pilot, PIN)
        assert isinstance(app.screen, PinScreen)  # nobody is heard meanwhile
        clock.now += 2
        await ticked(pilot, app)
        await enter(pilot, PIN)
        assert isinstance(app.screen, BehindPin)


async def test_closing_the_screen_does_not_end_the_wait() -> None:
    async with kiosk() as (pilot, app, _, _):
        await pilot.press("ctrl+q")
        for _ in range(FREE + 3):
            await enter(pilot, "1111")
        await pilot.press("escape")
        await pilot.press("ctrl+q")
        await enter(pilot, PIN)
        assert isinstance(app.screen, PinScreen)


@pytest.mark.parametrize("pin", ["", PIN], ids=["asked for the PIN", "behind it"])
async def test_a_key_that_comes_twice_leaves_once(pin: str) -> None:
    """The monkey found it: the second one left Start, too, and the kiosk stopped."""
    async with kiosk() as (pilot, app, _, _):
        await pilot.press("ctrl+q")
        await enter(pilot, pin)
        staff = app.screen
        for _ in range(3):
            staff.post_message(events.Key("escape", None))
        await settled(pilot)
        assert app.screen is app.kiosk
    assert not app.faulted


async def test_left_alone_it_goes_back_to_start() -> None:
    async with kiosk() as (pilot, app, _, clock):
        await pilot.press("ctrl+q", "2", "4")
        clock.now += IDLE_SECONDS
        await ticked(pilot, app)
        await settled(pilot)
        assert app.screen is app.kiosk
        await pilot.press("ctrl+q")
        assert "●" not in text_of(app)  # what was typed before is gone


async def test_staff_keys_do_nothing_while_a_client_is_there() -> None:
    """Two presses of Stop leave from anywhere; a PIN in front of answers would teach nobody anything."""
    async with kiosk() as (pilot, app, session, _):
        await pilot.press("1")
        await settled(pilot)
        await pilot.press("ctrl+q", "ctrl+q")
        assert app.screen is app.kiosk
        assert session.state.begun


async def test_staff_say_who_the_practitioner_of_the_next_visit_is() -> None:
    async with kiosk() as (pilot, app, session, _):
        await pilot.press("ctrl+q")
        await enter(pilot, PIN)
        await pilot.press(*"Jon Muster", "tab", *"CST 7", "enter")
        await settled(pilot)
        assert session.state.case.visit.practitioner == Practitioner(name="Jon Muster", registration="CST 7")
        assert "The practitioner of this visit: Jon Muster." in text_of(app)
        await pilot.press("ctrl+q")
        await enter(pilot, PIN)
        assert [typing.value for typing in app.screen.query(Typing)] == ["Jon Muster", "CST 7"]


@pytest.mark.parametrize(("typed", "told"), [("12", "with letters"), ("a\u202eb", "cannot keep")])
async def test_a_name_that_no_record_may_hold_is_refused_with_its_reason(typed: str, told: str) -> None:
    async with kiosk() as (pilot, app, session, _):
        await pilot.press("ctrl+q")
        await enter(pilot, PIN)
        app.screen.query(Typing).first().value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BehindPin)
        assert told in text_of(app)
        assert session.state.case.visit.practitioner is None


async def test_a_name_can_be_typed_with_a_finger_alone() -> None:
    """*An on-screen keyboard for kiosks that have only a touch screen, wherever something is typed*"""
    async with kiosk(touch_keyboard=True) as (pilot, app, session, _):
        await pilot.press("ctrl+q")
        await enter(pilot, PIN)
        (letters,) = (key for key in app.screen.query(PinKey) if key.cap == "F7")
        assert "Letters on the screen" in text_of(app)
        await pilot.click(letters)
        await settled_behind(pilot)
        keyboard, field = app.screen.query_one(Keyboard), app.screen.query(Typing).first()
        assert field.has_focus
        assert field.region.bottom <= keyboard.region.y  # it does not cover the field that is typed into
        for sign in "ana":
            x, y = cell_of("en", sign, keyboard.content_size.width)
            await pilot.click(keyboard, offset=(x + keyboard.gutter.left, y + keyboard.gutter.top))
        assert field.value == "Ana"
        await pilot.press("enter")
        await pilot.pause()
        assert session.state.case.visit.practitioner == Practitioner(name="Ana", registration=None)


async def test_where_there_are_keys_to_type_on_there_are_none_on_the_screen() -> None:
    async with kiosk() as (pilot, app, _, _):
        await pilot.press("ctrl+q")
        await enter(pilot, PIN)
        await pilot.press("f7")
        await settled_behind(pilot)
        assert not app.screen.query(Keyboard)
        assert "F7" not in text_of(app)


async def settled_behind(pilot: Pilot) -> None:
    """Wait until the letters, if they come, have been laid out and the field brought above them."""
    for _ in range(6):
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_every_way_on_is_on_the_screen(size: tuple[int, int]) -> None:
    async with kiosk(size) as (pilot, app, _, _):
        await pilot.press("ctrl+q")
        assert all(cap in text_of(app) for cap in "0123456789")
        await enter(pilot, PIN)
        app.screen.query(PinKey).last().focus()
        await pilot.pause()
        assert "Leave the kiosk" in text_of(app)


def nowhere(*told: object) -> Written:
    raise AssertionError(told)


def session() -> Session:
    return Session(whole(), VISIT, clock=lambda: NOW, write=nowhere, withdraw=nowhere)


def test_a_practitioner_is_that_of_one_visit() -> None:
    """*who the practitioner of this visit is*: a name that stays would end in a wrong record."""
    from consent_tui.services.leaving import leave

    sitting, who = session(), Practitioner(name="Jon Muster")
    sitting.attend(who)
    sitting.post(Speak("en"), sitting.state.revision)
    assert sitting.state.case.visit.practitioner == who
    leave(sitting)
    leave(sitting)
    assert not sitting.state.begun
    assert sitting.state.case.visit.practitioner is None


def test_nobody_becomes_the_practitioner_of_a_client_who_is_there() -> None:
    sitting = session()
    sitting.post(Speak("en"), sitting.state.revision)
    before = sitting.state
    assert sitting.attend(Practitioner(name="Jon Muster")) is before


gaps = st.lists(st.floats(0, 40), max_size=40)


@given(gaps)
def test_no_prank_locks_staff_out(seconds: list[float]) -> None:
    """*never a lock-out that a prank could cause*: whatever was typed, the next try waits for half a minute at most."""
    tries, now = Tries(), 0.0
    for gap in seconds:
        now += gap
        tries = tries.missed(now)
        assert 0 <= tries.wait(now) <= MOST
        assert tries.wait(now + MOST) == pytest.approx(0)


def test_waits_grow_and_are_forgotten() -> None:
    tries, waits = Tries(), []
    for _ in range(8):
        tries = tries.missed(100.0)
        waits.append(tries.wait(100.0))
    assert waits == [0, 0, 2, 4, 8, 16, 30, 30]
    assert tries.missed(100.0 + FORGOTTEN).wait(100.0 + FORGOTTEN) == 0
