"""The studio as a Textual app: it reads the pack whenever a file is saved, and hands what it read to its screen."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from textual.screen import Screen

from consent_tui.content.verdict import Reading
from consent_tui.tui.kiosk.locked import LockedApp
from consent_tui.tui.studio.screen import Checked, Fresh, StudioScreen
from consent_tui.tui.studio.studio import Studio
from consent_tui.tui.studio.workshop import Workshop

LOST = "The folder is not watched any more. U reads the pack again."


class StudioApp(LockedApp):
    def __init__(self, workshop: Workshop, reading: Reading, *, language: str, theme: str) -> None:
        super().__init__(theme, time.monotonic)
        self.workshop = workshop
        self._read_last = reading
        self._unchecked = asyncio.Event()
        self.studio = Studio(workshop, reading, language)
        self.bench = StudioScreen(self.studio, self.read_again, self._unchecked.set, workshop.clock())

    def get_default_screen(self) -> Screen[Any]:
        return self.bench

    def on_mount(self) -> None:
        self.run_worker(self._watch(), name="watch")
        self.run_worker(self._check(), name="check")

    async def _watch(self) -> None:
        try:
            async for saved in self.workshop.changes(self.workshop.folder):
                await self._read(anyway=saved != ())
        except OSError:
            self.bench.tell(LOST)

    def read_again(self) -> None:
        self.run_worker(self._read(), name="read", exclusive=True, group="read")

    async def _read(self, *, anyway: bool = True) -> None:
        """Read beside the screen, which stays alive meanwhile; what is as it was is drawn again only when asked for."""
        reading = await asyncio.to_thread(self.workshop.read, self.workshop.folder)
        before, self._read_last = self._read_last, reading
        if not anyway and (reading.files, reading.faults) == (before.files, before.faults):
            return
        self.bench.post_message(Fresh(reading, self.workshop.clock()))

    async def _check(self) -> None:
        """Check the pack after each change that was drawn; what was saved meanwhile is checked again."""
        while await self._unchecked.wait():
            self._unchecked.clear()
            found = await asyncio.to_thread(self.workshop.check, self.workshop.folder)
            if not self._unchecked.is_set():
                self.bench.post_message(Checked(found))
