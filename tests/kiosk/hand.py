"""A hand at a terminal: it sees what is on the kiosk's screen and says which bytes a terminal would send for an act."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from textual.widget import Widget

from consent_tui.model import acts
from consent_tui.model.acts import Act
from consent_tui.tui.kiosk.app import HELD_SECONDS, KioskApp
from consent_tui.tui.rehearsing import Hand
from consent_tui.tui.widgets.field import TypedField
from consent_tui.tui.widgets.pad import Surface

ESC = "\x1b"
APART = HELD_SECONDS + 0.05  # seconds between two presses: the same key sooner would be one that is held down
SENT = {"escape": ESC, "enter": "\r", "space": " ", "end": f"{ESC}[F", "backspace": "\x7f", "pagedown": f"{ESC}[6~"}
SENT |= {f"f{n}": f"{ESC}[{code}~" for n, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), start=1)}


def mouse(x: int, y: int, button: int, *, up: bool = False) -> str:
    """Return a report of the mouse at a cell, counted from 0. Button 32: moved while the first one is down."""
    return f"{ESC}[<{button};{x + 1};{y + 1}{'m' if up else 'M'}"


class Pauses:
    """What a hand wants of a pilot."""

    async def pause(self) -> None:
        await asyncio.sleep(0.02)


class TerminalHand(Hand):
    """`send` takes the bytes of a press, `write` a text of the answer sheet; `sent` waits until all of it has been."""

    SLOW = 3.0  # seconds for a press to come through a terminal and work

    def __init__(
        self,
        app: KioskApp,
        send: Callable[[str], None],
        write: Callable[[str], None],
        sent: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(app, Pauses(), app.session)
        self._send, self._write, self._sent = send, write, sent
        self._drew = False
        self._pressed_at = 0.0

    async def do(self, act: Act) -> None:
        if isinstance(act, acts.Certified) and not self._drew:
            self._drew = True
            await self._draw()
        await super().do(act)

    async def _press(self, act: Act) -> bool:
        await asyncio.sleep(self._pressed_at + APART - time.monotonic())
        pressed = await super()._press(act)
        await self._sent()
        self._pressed_at = time.monotonic()
        return pressed

    @classmethod
    async def _until(cls, condition: Callable[[], bool], seconds: float) -> bool:
        return await Hand._until(condition, max(seconds, cls.SLOW))

    def _strike(self, *keys: str) -> None:
        self._send("".join(SENT.get(key, key) for key in keys))

    async def _type(self, field: TypedField, text: str) -> None:
        if self._app.focused is not field.typing:
            await self._click(field.typing)
            await self._sent()
            assert await self._until(lambda: self._app.focused is field.typing, 10), "a press did not reach its field"
        self._strike("end", *["backspace"] * len(field.typing.value))
        self._write(text)
        self._strike("enter")

    async def _click(self, target: Widget) -> None:
        target.scroll_visible(animate=False, immediate=True)
        await asyncio.sleep(0.05)  # it is laid out where it is scrolled to
        x, y = target.region.x + min(3, target.region.width // 2), target.region.y + target.region.height // 2
        self._send(mouse(x, y, 0) + mouse(x, y, 0, up=True))

    async def _draw(self) -> None:
        """Draw on the pad, where there is one."""
        for surface in self._app.kiosk.sheet.query(Surface):
            surface.scroll_visible(animate=False, immediate=True)
            await asyncio.sleep(0.05)
            x, y = surface.region.x + 2, surface.region.y + 1
            self._send(mouse(x, y, 0) + "".join(mouse(x + n, y + n % 3, 32) for n in range(1, 12)))
            self._send(mouse(x + 12, y, 0, up=True))
            await self._sent()
            assert await self._until(lambda: bool(self._app.session.state.facts.strokes), 10), "nothing was drawn"
