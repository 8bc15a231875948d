"""The desk as a Textual app: follows the folder, and locks itself when nobody is there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, cast

from textual import events
from textual.screen import Screen

from consent_tui.model import desk_acts as acts
from consent_tui.tui.desk.playing import Playing
from consent_tui.tui.desk.screen import DeskScreen, Second
from consent_tui.tui.kiosk.locked import LockedApp
from consent_tui.views.desk.page import view
from consent_tui.views.desk.shapes import DeskView
from consent_tui.words import Words

LOOK_SECONDS, HOUR = 0.5, 3600.0  # what the kiosk sealed is to be there within a second
HELD_SECONDS = 0.15  # Enter again within this time is one key held down


class DeskApp(LockedApp):
    """`idle_seconds` without a key lock the desk. `now` counts seconds and never goes back."""

    REMEMBERS = False

    def __init__(
        self,
        session: Playing,
        say: Words,
        *,
        theme: str,
        idle_seconds: float,
        now: Callable[[], float] = time.monotonic,
        held_seconds: float = HELD_SECONDS,
    ) -> None:
        super().__init__(theme, now)
        self.session, self._say = session, say
        self._idle_seconds, self._held_seconds = idle_seconds, held_seconds
        self._touched = now()
        self._entered = float("-inf")

    def get_default_screen(self) -> Screen[Any]:
        return DeskScreen(self.session, self.view, self.wait, self.now)

    @property
    def desk(self) -> DeskScreen:
        return cast("DeskScreen", self.screen_stack[0])

    def view(self) -> DeskView:
        """Return what is to be drawn."""
        return view(self.session.desk, self.session.seen, self._say)

    # -- waiting

    def on_mount(self) -> None:
        self.set_interval(LOOK_SECONDS, self.pass_second)
        self.set_interval(HOUR, self._look_at_each)
        self._look_at_each()

    def _look_at_each(self) -> None:
        """Beside the screen: it takes seconds where there are very many records."""
        self.run_worker(asyncio.to_thread(self.session.look_at_each), group="each", exclusive=True)

    def pass_second(self) -> None:
        """Let a second pass; one that passes while the desk closes finds no screen any more."""
        if self.screen_stack:
            self.desk.post_message(Second())

    async def tick(self) -> None:
        """Let a second pass, and wait until what is due has been done."""
        second = Second()
        self.desk.post_message(second)
        await second.done.wait()

    async def wait(self) -> None:
        """Twice a second, on the screen's turn: lock where nobody is there, else look at the folder."""
        if self.session.desk.locked:
            return
        if self.now() - self._touched >= self._idle_seconds:
            await self.desk.do(acts.Lock())
            self.forget()
        elif await asyncio.to_thread(self.session.follow):
            await self.desk.present()

    # -- keys and mouse

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            self._touched = self.now()
            if isinstance(event, events.Key) and event.key == "enter" and self._held(event):
                return
        await super().on_event(event)

    def _held(self, event: events.Key) -> bool:
        """Whether Enter is only held down: it would go through a page that nobody has read."""
        before, self._entered = self._entered, event.time
        return event.time - before < self._held_seconds
