"""A session that nobody touched for half an hour yields its place if all are in use: docs/browser.md, decision 140.

The server runs in this process, with a clock by argument. Its kiosks are the smallest program that holds a terminal:
who yields to whom is no matter of what is drawn.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from consent_tui.browser import wire
from consent_tui.browser.address import Address
from consent_tui.browser.running import statics
from consent_tui.browser.serving import Server, Told
from tests.browser.served import Browser, closed, drawn, eventually

BEGUN = "somebody may sit down"
_ANSWERS = f"import sys\nprint({BEGUN!r}, flush=True)\nfor line in sys.stdin: print(line.upper(), flush=True)"
KIOSK = [sys.executable, "-c", _ANSWERS]
HALF_AN_HOUR = 1800
FULL, LEFT = [wire.ended("full")], [wire.ended("left")]


@dataclass
class Clock:
    at: float = 0.0

    def now(self) -> float:
        return self.at


class Here:
    """A server of two places in this process. `told` is what it says to whoever runs it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.clock, self.starts, self.told = clock, list[str](), list[str]()
        self._listening = socket.create_server(("127.0.0.1", 0))
        address = Address("127.0.0.1", self._listening.getsockname()[1])
        told = Told(self.starts.append, self.told.append, lambda error, _: self.told.append(repr(error)))
        self.server = Server(address, KIOSK, folder, statics(), told, 2, now=clock.now)
        self.origin = address.origin
        self._runner = web.AppRunner(self.server.application(), access_log=None)

    @property
    def start(self) -> str:
        return self.starts[-1]

    async def begin(self) -> None:
        await self._runner.setup()
        await web.SockSite(self._runner, self._listening).start()
        self.server.invite()

    async def end(self) -> None:
        await self._runner.cleanup()


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    made = Here(tmp_path, Clock())
    await made.begin()
    yield made
    await made.end()
    assert made.server.house.taken == 0
    assert [line for line in made.told if "Error" in line] == []


@pytest.fixture
async def browsers(here: Here) -> AsyncIterator[list[Browser]]:
    """Three that came in, each by a start address of its own."""
    async with AsyncExitStack() as stack:
        found = [await stack.enter_async_context(Browser(here)) for _ in range(3)]
        for each in found:
            await each.enter()
        yield found


async def touched(here: Here, tab) -> None:
    """Type something, and wait until the kiosk has answered: so the server knows of it."""
    word = f"at {here.clock.at:.0f}"
    await tab.send_str(f'["stdin", "{word}\\r"]')
    await drawn(tab, word.upper())


async def both(browsers: list[Browser]):
    """Open the two tabs that there is room for, and wait until each has begun."""
    tabs = [await each.open() for each in browsers[:2]]
    for each in tabs:
        await drawn(each, BEGUN)
    return tabs


async def test_after_half_an_hour_alone_one_yields_the_longest_left_first(here: Here, browsers: list[Browser]) -> None:
    first = await browsers[0].open()
    await drawn(first, BEGUN)
    here.clock.at = 10
    second = await browsers[1].open()
    await drawn(second, BEGUN)
    here.clock.at = 20
    await touched(here, first)  # so the second is left alone longer, although it began later
    here.clock.at = 10 + HALF_AN_HOUR
    assert (await browsers[2].get("/"))[0] == 200
    third = await browsers[2].open()
    assert await closed(second) == LEFT
    await drawn(third, BEGUN)
    await touched(here, first)
    assert here.server.house.taken == 2


async def test_before_that_nobody_yields(here: Here, browsers: list[Browser]) -> None:
    tabs = await both(browsers)
    here.clock.at = HALF_AN_HOUR - 1
    status, _, page = await browsers[2].get("/")
    assert status == 503
    assert "All screens are in use" in page
    assert await closed(await browsers[2].open()) == FULL
    for each in tabs:
        await touched(here, each)


async def test_while_there_is_a_place_nobody_yields(here: Here, browsers: list[Browser]) -> None:
    first = await browsers[0].open()
    await drawn(first, BEGUN)
    here.clock.at = 2 * HALF_AN_HOUR
    await drawn(await browsers[1].open(), BEGUN)
    await touched(here, first)
    assert here.server.house.taken == 2


async def test_what_a_page_says_by_itself_is_no_touch(here: Here, browsers: list[Browser]) -> None:
    """A tablet that is turned, and a page that asks whether the line is there, are nobody."""
    tabs = await both(browsers)
    here.clock.at = HALF_AN_HOUR - 1
    await touched(here, tabs[1])
    await tabs[0].send_str('["resize", {"width": 60, "height": 90}]')
    await tabs[0].send_str('["ping", "77"]')
    await drawn(tabs[0], wire.pong("77"))  # it has heard both
    here.clock.at = HALF_AN_HOUR
    third = await browsers[2].open()
    assert await closed(tabs[0]) == LEFT
    await drawn(third, BEGUN)


async def test_two_who_wait_at_once_get_a_place_each(here: Here, browsers: list[Browser]) -> None:
    """Whoever yields already yields to one alone: the other would wait for a place that is taken."""
    tabs = await both(browsers)
    here.clock.at = HALF_AN_HOUR
    coming = await asyncio.gather(browsers[2].open(), browsers[2].open())
    assert [await closed(each) for each in tabs] == [LEFT, LEFT]
    for each in coming:
        await drawn(each, BEGUN)
    await coming[0].close()
    await eventually(lambda: here.server.house.taken == 1, "its place is free again")
