"""*A test renders every screen in every theme and computes WCAG contrast for each text role.* Each painted cell counts.

Text at least 7:1 in linen, evening and clear, 6.6 on a console, whose bright red is its own; lines, beads of a border
and ink that are no letters 3:1 (`docs/decisions/050-palettes.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from rich.style import Style

from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.messages import Anew
from consent_tui.tui.kiosk.palettes import with_palettes
from consent_tui.tui.kiosk.pin import PinKey
from consent_tui.tui.kiosk.pin_staff import BehindPin
from consent_tui.tui.theme import CLEAR, CONSOLE, EVENING, LINEN, THEMES
from consent_tui.views.parts import Mark, Tone
from consent_tui.views.shapes import View
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled, text_of
from tests.tui.test_theme import contrast
from tests.views.sitting import drawn, spoken
from tests.views.tours import SCREENS

LEAST = {LINEN: 7.0, EVENING: 7.0, CLEAR: 7.0, CONSOLE: 6.6}
LINES = 3.0
TOO_SMALL = (50, 16)
DRAWN = re.compile(r"[\s\u2500-\u259f\u2800-\u28ff]+")  # borders, bars, braille dots: no letters


@dataclass(frozen=True)
class Painted:
    """A run of cells in one style."""

    text: str
    style: Style

    @property
    def colours(self) -> tuple[str, str]:
        """Foreground and ground as they are seen."""
        pair = tuple(c.triplet.hex for c in (self.style.color, self.style.bgcolor) if c and c.triplet)
        assert len(pair) == 2, f"{self.text!r} has a colour that the terminal chooses"
        return (pair[1], pair[0]) if self.style.reverse else (pair[0], pair[1])

    @property
    def contrast(self) -> float:
        return contrast(*self.colours)


def painted(app) -> Iterator[Painted]:
    """Every run of cells on screen that shows a sign."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip():
                yield Painted(segment.text.strip(), segment.style or Style())


def faint(app, theme: str, screen: str) -> list[str]:
    """Say what can hardly be read, by screen, text and ratio."""
    found = []
    for run in painted(app):
        least = LINES if DRAWN.fullmatch(run.text) else LEAST[theme]
        if run.contrast < least or run.style.dim:
            found.append(f'{theme}, {screen}: "{run.text}" {run.contrast:.2f} {run.colours}')
    return list(dict.fromkeys(found))


def samples() -> dict[str, View]:
    """Every kind of sheet, and what each can look like besides."""
    found = {name: view() for name, view in views.ALL.items()}
    for tone, mark in zip(Tone, (Mark.QUESTION, Mark.STOP, Mark.CLEARANCE, Mark.TALK, Mark.NONE), strict=True):
        found[f"result {tone}"] = views.result(tone, mark)
    found["question open"] = views.question(None)
    found["refused"] = views.form("x", problem="That is too long.")
    found["staff types"] = views.form(staff=True)
    found["certified"] = views.sign(certified=True, strokes=views.SIGNATURE, staff=True)
    page = views.page()
    strong = tuple(replace(para, kind="strong") for para in page.sheet.prose)
    found["notice"] = replace(page, frame=replace(page.frame, notice="Something changed."))
    found["strong"] = views.with_sheet(page, replace(page.sheet, prose=strong))
    return found


def met(theme: str) -> dict[str, View]:
    """A real screen for each kind of sheet at each step and below each layer, from the tours through the tiny pack."""
    found: dict[str, View] = {}
    for state in SCREENS:
        view = with_palettes(drawn(state), state, spoken, theme, airy=True)
        over = str(state.top.kind) if state.top else ""
        step = "" if over else str(state.place.step)
        found.setdefault(f"{type(view.sheet).__name__} {step}{over}", view)
    return found


async def show(pilot, app, session, view: View) -> None:
    session.view = view
    session.state = session._state()
    app.kiosk.post_message(Anew(lambda: view))
    await settled(pilot)


@pytest.mark.parametrize("theme", THEMES)
async def test_every_screen_can_be_read(theme):
    found: list[str] = []
    screens = samples() | met(theme)
    looks = [choice for choice in screens["ChooseSheet look"].sheet.choices if choice.id.startswith("look-")]
    assert [choice.chosen for choice in looks].count(True) == 2  # this palette, and more space
    async with playing(views.start(), theme=theme) as (pilot, app, session):
        for name, view in screens.items():
            await show(pilot, app, session, view)
            found += faint(app, theme, name)
    assert list(dict.fromkeys(found)) == []
    assert len(screens) > 60


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["rows", "body", "sign", "review", "stop"])
async def test_what_has_the_focus_can_be_read(theme, name):
    """Each target in turn; also where the answer under the focus is chosen."""
    found: list[str] = []
    async with playing(views.ALL[name](), theme=theme) as (pilot, app, _):
        for _ in range(len(app.screen.focus_chain)):
            await pilot.press("tab")
            found += faint(app, theme, f"{name}, focus on {app.focused.name}")
    assert list(dict.fromkeys(found)) == []


@pytest.mark.parametrize("theme", THEMES)
async def test_a_wide_screen_can_be_read(theme):
    """The rail, the pad and rows of five stand on wide screens only."""
    found: list[str] = []
    async with playing(views.start(), theme=theme, size=(120, 40)) as (pilot, app, session):
        for name in ("question", "sign", "evidence", "body", "done"):
            await show(pilot, app, session, views.ALL[name]())
            found += faint(app, theme, name)
    assert found == []


@pytest.mark.parametrize("theme", THEMES)
async def test_what_staff_read_can_be_read(theme):
    """The PIN pad, before and after another number; what is behind it, with a name refused; letters on the screen."""
    found: list[str] = []
    async with playing(views.start(), theme=theme, is_pin="2468".__eq__) as (pilot, app, session):
        session.state.case = SimpleNamespace(visit=SimpleNamespace(practitioner=None))
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.screen is not app.kiosk
        found += faint(app, theme, "PIN")
        await pilot.press(*"1234", "enter")
        await pilot.pause()
        found += faint(app, theme, "another PIN")
        await pilot.press(*"2468", "enter")
        await behind(pilot)
        found += faint(app, theme, "behind the PIN")
        await pilot.press(*"12", "enter")
        await pilot.pause()
        assert "with letters" in text_of(app)
        found += faint(app, theme, "a name that is refused")
        app.screen.query(PinKey).last().focus()
        await pilot.pause()
        found += faint(app, theme, "leaving the kiosk")
    async with playing(views.form(), theme=theme, touch_keyboard=True) as (pilot, app, _):
        await pilot.press("f7")
        await settled(pilot)
        found += faint(app, theme, "letters")
    assert list(dict.fromkeys(found)) == []


async def behind(pilot) -> None:
    """Wait until the PIN has been looked at, which happens in a thread, and the screen behind it is there."""
    for _ in range(2000):
        await pilot.pause()
        if isinstance(pilot.app.screen, BehindPin):
            break
    await pilot.pause()
    assert isinstance(pilot.app.screen, BehindPin)


@pytest.mark.parametrize("theme", THEMES)
async def test_that_a_window_is_too_small_can_be_read(theme):
    async with playing(views.page(), theme=theme, size=TOO_SMALL) as (pilot, app, _):
        await pilot.pause()
        assert "make this window larger" in " ".join(text_of(app).split())
        assert faint(app, theme, "too small") == []


async def test_the_measure_sees_what_cannot_be_read():
    """Text and ground that are nearly alike are told by screen, text and ratio."""
    async with playing(views.page()) as (pilot, app, _):
        app.screen.query_one(MainPress).styles.color = "#4F8A83"
        await pilot.pause()
        told = faint(app, LINEN, "page")
    assert [line.split()[2] for line in told] == ['"Next', '"Enter"']
