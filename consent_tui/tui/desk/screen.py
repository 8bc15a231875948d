"""The desk's screen: does what a practitioner presses, one thing after the other, and draws what comes of it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable

from textual import events, on
from textual.message import Message

from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk import Desk, Page
from consent_tui.tui.desk import keys
from consent_tui.tui.desk.blocks import Hidden
from consent_tui.tui.desk.frame import DeskFrame
from consent_tui.tui.desk.playing import Playing
from consent_tui.tui.desk.sheet import DeskSheet
from consent_tui.tui.driver_input import PASTE_LIMIT, harmless
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.pin_tries import Tries
from consent_tui.tui.widgets.field import Left
from consent_tui.tui.widgets.pressable import Press
from consent_tui.views.desk.shapes import DeskView


class Second(Message):
    """A second has passed."""

    def __init__(self) -> None:
        super().__init__()
        self.done = asyncio.Event()


class Owed(Message):
    """What takes long is still to be done; that it is under way has been painted."""


class DeskScreen(DeskFrame, inherit_bindings=False):
    """`session` is what is played; `draw` makes a view of it; `wait` does what is due after a second.

    `seconds` never go back.
    """

    def __init__(
        self,
        session: Playing,
        draw: Callable[[], DeskView],
        wait: Callable[[], Awaitable[None]],
        seconds: Callable[[], float],
    ) -> None:
        super().__init__()
        self.session, self._draw, self._wait, self._seconds = session, draw, wait, seconds
        self._tries = Tries()
        self.view = draw()

    @property
    def desk(self) -> Desk:
        return self.session.desk

    async def on_mount(self) -> None:
        await self.present()
        self.opened()

    # -- drawing

    async def present(self, said: str = "") -> None:
        """Draw where the practitioner stands now."""
        self.view = self._draw()
        with self.app.batch_update():
            turned = await self.sheet.show(self.view)
            if turned:
                self.painted_at = None
            await self.surround(self.view)
        self.said = said or self.said
        self.call_after_refresh(self.seen)
        if self.session.seen.counting:
            self.call_after_refresh(self.post_message, Owed())

    # -- doing

    async def do(self, act: Act, typed: str = "") -> None:
        """Commit what is typed, then do the act. What reads the folder or opens a key is done beside the screen."""
        if self.desk.page is Page.LIST and isinstance(act, acts.Step | acts.Beyond | acts.Narrow):
            self.set_focus(None)  # else Enter would press the small key that was pressed last, or what took its place
        for each in tuple(self.sheet.uncommitted()):
            await asyncio.to_thread(self.session.post, each)
        await asyncio.to_thread(self.session.post, act, None, typed)
        await self.present()

    async def do_main(self) -> None:
        main = self.view.main
        if self.desk.locked:
            await self._unlock()
        elif main is not None and isinstance(main.act, acts.SealIt):
            await self._seal(main.act)
        elif main is not None and main.act is not None:
            await self.do(main.act)
            if isinstance(main.act, acts.ToSeal):
                self.sheet.to_what_lacks()

    async def _unlock(self) -> None:
        typed = self.sheet.secret()
        if self._wait_after_wrong():
            return
        why = await asyncio.to_thread(self.session.unlocks, typed)
        self._tries = self._tries.missed(self._seconds()) if why else Tries()
        await self.present(why)

    async def _seal(self, act: Act) -> None:
        typed, asked = self.sheet.secret(), bool(self.sheet.query(Hidden))
        if self._wait_after_wrong():
            return
        await self.do(act, typed)
        refused = asked and self.desk.page is Page.SEAL
        self._tries = self._tries.missed(self._seconds()) if refused else Tries()

    def _wait_after_wrong(self) -> bool:
        """Whether the next try has to wait, since a PIN cannot be tried out here either; then that is said."""
        seconds = math.ceil(self._tries.wait(self._seconds()))
        if seconds:
            self.said = f"Please wait {seconds} seconds, then try again."
            self.seen()
        return seconds > 0

    @on(Press)
    async def _pressed(self, message: Press) -> None:
        message.stop()
        named = isinstance(message.act, acts.Choose | acts.OpenIt)  # a row names its record
        if named or message.revision == self.view.revision:
            await self.do(message.act)

    @on(MainPress.Pressed)
    async def _main_pressed(self, message: MainPress.Pressed) -> None:
        message.stop()
        if message.revision == self.view.revision:
            await self.do_main()

    @on(Left)
    async def _left(self, message: Left) -> None:
        message.stop()
        typed = tuple(self.sheet.uncommitted())
        for each in typed:
            await asyncio.to_thread(self.session.post, each)
        if typed:
            await self.present()

    @on(Second)
    async def _second(self, message: Second) -> None:
        message.stop()
        await self._wait()
        message.done.set()

    @on(Owed)
    async def _owed(self, message: Owed) -> None:
        message.stop()
        await asyncio.to_thread(self.session.count)
        await self.present()

    @on(DeskSheet.Scrolled)
    def _scrolled(self, message: DeskSheet.Scrolled) -> None:
        message.stop()
        self.call_after_refresh(self.seen)

    async def on_descendant_focus(self) -> None:
        await self.keys(self.view)

    async def on_paste(self, event: events.Paste) -> None:
        if self.view.searching:
            event.stop()
            await self.do(acts.Search((self.desk.asked.text + harmless(event.text))[:PASTE_LIMIT]))

    async def on_key(self, event: events.Key) -> None:
        if self.late(event) or await keys.pressed(self, event):
            event.stop()
            event.prevent_default()
