"""All sessions at once: how many there may be, who yields, and who has which copy."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from consent_tui.browser.giving import Copy
from consent_tui.browser.sitting import Sitting

YIELD_SECONDS: Final = 1800.0  # without a key or a touch, after which a session makes room for somebody who waits
PATIENCE_SECONDS: Final = 3.0  # for a place that is just being left: a page that is loaded anew ends one first
ENDING_SECONDS: Final = 60.0  # for one that yields: by then its kiosk has ended by force


class House:
    """`most` sessions at once. `now` counts seconds and never goes back; `untouched` seconds make a session yield.

    A place is taken before a kiosk is started, so that no crowd can start more than there are places.
    """

    def __init__(self, most: int, now: Callable[[], float], untouched: float = YIELD_SECONDS) -> None:
        self.most, self._now, self._untouched = most, now, untouched
        self._taken = 0
        self._change = asyncio.Condition()
        self._sittings: dict[Sitting, asyncio.Task[None]] = {}

    @property
    def taken(self) -> int:
        return self._taken

    def has_room(self, browser: str) -> bool:
        """Whether one more may come: there is a place, or one that nobody uses any more, or one of the same browser.

        A browser that loads its page anew closes the session of the old one only when it has the new one.
        """
        theirs = any(sitting.browser == browser for sitting in self._sittings)
        return self._taken < self.most or theirs or self._longest() is not None

    async def enter(self) -> bool:
        """Take a place, that of a session that nobody uses any more if need be; return whether there was one."""
        left = self._longest() if self._taken >= self.most else None
        if left is not None:
            left.close()
        async with self._change:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS if left is None else ENDING_SECONDS):
                    await self._change.wait_for(lambda: self._taken < self.most)
            except TimeoutError:
                return False
            self._taken += 1
            return True

    async def leave(self) -> None:
        async with self._change:
            self._taken -= 1
            self._change.notify()

    async def seat(self, sitting: Sitting) -> None:
        """Run a session to its end, on a place that was taken."""
        task = asyncio.ensure_future(sitting.run())
        self._sittings[sitting] = task
        try:
            await asyncio.shield(task)  # the request may be dropped; the end of a kiosk is waited for all the same
        except asyncio.CancelledError:
            sitting.close()
            await asyncio.wait((task,))
            raise
        finally:
            del self._sittings[sitting]

    def fetch(self, key: str) -> Copy | None:
        """Return a client's copy by the name that their tab alone was told, once."""
        return next((copy for sitting in self._sittings if (copy := sitting.fetch(key)) is not None), None)

    async def close(self) -> None:
        """End all sessions; return when the last kiosk has ended."""
        tasks = [*self._sittings.values()]
        for sitting in self._sittings:
            sitting.close()
        for task in tasks:
            with suppress(Exception):
                await task

    def _longest(self) -> Sitting | None:
        """Return the session that has been left alone longest, if one was for long enough; one yields once."""
        staying = [sitting for sitting in self._sittings if not sitting.ends]
        longest = min(staying, key=lambda each: each.touched, default=None)
        return longest if longest and self._now() - longest.touched >= self._untouched else None
