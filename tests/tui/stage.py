"""A session that plays hand-made views, and the app on it."""

from __future__ import annotations

from contextlib import asynccontextmanager

from textual.pilot import Pilot

from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.views.shapes import View
from tests.tui.fake_session import FakeSession, Reply


class Clock:
    """Seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def playing(
    view: View,
    reply: Reply | None = None,
    *,
    size=(80, 24),
    theme: str = "linen",
    clock: Clock | None = None,
    **options,
):
    """Run the kiosk on a view; yields the pilot, the app and the session once the screen has been painted."""
    session = FakeSession(view, reply)
    waits = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15, "held_seconds": 0}
    app = KioskApp(session, lambda state: session.view, theme=theme, now=clock or Clock(), **{**waits, **options})
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot, app, session


async def settled(pilot: Pilot) -> None:
    """Wait until the sheet on screen has been painted, so that its keys count."""
    await pilot.pause()
    for _ in range(200):
        screen = pilot.app.screen
        if isinstance(screen, KioskScreen) and screen.painted_at is not None:
            break
        await pilot.pause()
    await pilot.pause()


def text_of(app: KioskApp) -> str:
    """Return what is on screen as lines of text."""
    strips = app.screen._compositor.render_strips()
    return "".join("".join(segment.text for segment in strip).rstrip() + "\n" for strip in strips)
