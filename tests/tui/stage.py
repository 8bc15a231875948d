"""A session that plays hand-made views, and the app on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

from textual.pilot import Pilot

from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.app import KioskApp
from consent_tui.tui.kiosk.screen import KioskScreen
from consent_tui.views.shapes import View

Reply = Callable[[Act, View], View | None]


class FakeSession:
    """Keeps what was posted; `reply` says which view follows, or `None` for no change."""

    def __init__(self, view: View, reply: Reply | None = None) -> None:
        self.view = view
        self.posted: list[tuple[Act, int]] = []
        self._reply = reply or (lambda act, view: None)
        self.state = self._state()

    def _state(self) -> SimpleNamespace:
        return SimpleNamespace(revision=self.view.frame.revision, top=None, trouble="", begun=True, place=self.view.key)

    def post(self, act: Act, revision: int, actor: str = "client") -> SimpleNamespace:
        self.posted.append((act, revision))
        following = self._reply(act, self.view)
        if following is not None:
            revision = max(self.view.frame.revision + 1, following.frame.revision)
            self.view = View(following.key, replace(following.frame, revision=revision), following.sheet)
        self.state = self._state()
        return self.state

    @property
    def acts(self) -> list[Act]:
        return [act for act, _ in self.posted]


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
