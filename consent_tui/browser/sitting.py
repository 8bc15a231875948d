"""One tab's session: what the page sends goes to its kiosk, what that draws to the page, until one of them ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Final

from aiohttp import WSMsgType, web

from consent_tui.browser import giving, wire
from consent_tui.browser.process import Kiosk

SEND_SECONDS: Final = 30.0  # in which a page has taken what was drawn; else it has gone
CALM: Final = frozenset({None, 0, 129, 143})  # how a kiosk ends that staff left, or that was told to end
LEFT, STOPPED, FULL, LOST = "left", "stopped", "full", "lost"


class Sitting:
    """`touched` is when somebody last did something here. `key` names the copy that can be fetched now, if one can.

    `browser` is the pass of the browser whose tab this is.
    """

    def __init__(
        self,
        browser: str,
        socket: web.WebSocketResponse,
        kiosk: Kiosk,
        *,
        now: Callable[[], float],
        secret: Callable[[], str],
    ) -> None:
        self.browser, self._socket, self._kiosk, self._now, self._secret = browser, socket, kiosk, now, secret
        self.touched = now()
        self.key: str | None = None
        self._copy: giving.Copy | None = None
        self._over = asyncio.Event()

    async def run(self) -> None:
        """Run until the tab is closed, the kiosk ends, or `close` is called; then nothing of it is left."""
        ends = [asyncio.ensure_future(pump) for pump in (self._show(), self._hear(), self._closed())]
        pumps = [*ends, asyncio.ensure_future(self._hand_over())]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if not self._socket.closed:
                await self._tell(wire.ended(_how(self._kiosk.code)))
        finally:
            for pump in pumps:
                pump.cancel()
            told = await asyncio.gather(*pumps, return_exceptions=True)
            self.key = self._copy = None
            await self._kiosk.end()
            with suppress(ConnectionError, TimeoutError, RuntimeError):
                async with asyncio.timeout(SEND_SECONDS):
                    await self._socket.close()
        for fault in told:
            if isinstance(fault, Exception) and not isinstance(fault, ConnectionError | TimeoutError):
                raise fault

    def close(self) -> None:
        """End it now; the page is told that it has ended."""
        self._over.set()

    @property
    def ends(self) -> bool:
        """Whether it was told to end; its kiosk may take a while."""
        return self._over.is_set()

    def fetch(self, key: str) -> giving.Copy | None:
        """Return the copy of this name, which can be fetched once."""
        if self.key is None or key != self.key or self._copy is None:
            return None
        copy, self.key, self._copy = self._copy, None, None
        return copy

    async def _closed(self) -> None:
        await self._over.wait()

    async def _show(self) -> None:
        async for data in self._kiosk.drawn():
            await self._sent(self._socket.send_bytes(data))

    async def _hear(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue  # the page sends none
            match wire.read(message.data):
                case wire.Typed(data):
                    self.touched = self._now()
                    await self._kiosk.type(data)
                case wire.Size() as size:
                    self._kiosk.resize(size)
                case wire.Ping(stamp):
                    await self._tell(wire.pong(stamp))

    async def _hand_over(self) -> None:
        async for line in self._kiosk.copies():
            self._copy = giving.read(line)
            self.key = None if self._copy is None else self._secret()
            await self._tell(wire.copy(self.key))

    async def _tell(self, text: str) -> None:
        await self._sent(self._socket.send_str(text))

    async def _sent(self, sending: Coroutine[Any, Any, None]) -> None:
        async with asyncio.timeout(SEND_SECONDS):
            await sending


def _how(code: int | None) -> str:
    """Say how it ended. A kiosk that was killed has cleared no screen, and what stands there is a client's."""
    if code in CALM:
        return LEFT
    return LOST if code is not None and code < 0 else STOPPED
