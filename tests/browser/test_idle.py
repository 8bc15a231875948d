"""*Idle wipe*, in a browser: a client who goes away leaves nothing to whoever touches the same tab next.

The real server, the real kiosk and its own settings. Only the clock of the kiosks' machine is put ahead, from outside,
so that nobody waits 40 seconds: a `sitecustomize` of Python's own, and nothing in the program knows of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.browser.served import DEADLINE, Browser, Served, serving
from tests.kiosk.screen import Screen
from tests.kiosk.terminal import ROOT, files

TINY = ROOT / "tests" / "packs" / "tiny"
IDLE = WARNING = 20  # seconds: the least that settings take (WCAG 2.2.1 asks for 20 of warning)
TYPED = "qwyxzva"  # by a client; part of no other word
START, THERE, FIRST, ASKED = "Choose your language", "Are you still there?", "Before all else", "How can we help?"
CHOSEN = "← your answer"  # the welcome page speaks of your answers, too
AHEAD = """
import os, sys, time
if "kiosk" in sys.orig_argv:  # the server's own clock goes on as it is
    true = time.monotonic
    time.monotonic = lambda: true() + os.stat({file!r}).st_size
"""


class Ahead:
    """How many seconds the clock of the kiosks is ahead: as many as a file has bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._file = folder, folder / "ahead"
        self._file.touch()
        (folder / "sitecustomize.py").write_text(AHEAD.format(file=str(self._file)))

    def go(self, seconds: int) -> None:
        with self._file.open("ab") as file:
            file.write(bytes(seconds))


class Tab:
    """What a page shows, and keys that are pressed in it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self.screen, self.seen = socket, Screen(), b""

    def shows(self, *words: str) -> bool:
        return all(word in self.screen.text for word in words)

    async def until_shown(self, *words: str, seconds: float = DEADLINE) -> bool:
        """Read until these words are shown; return whether they are after so long."""
        end = time.monotonic() + seconds
        while not self.shows(*words) and (left := end - time.monotonic()) > 0:
            try:
                message = await self._socket.receive(left)
            except TimeoutError:
                break
            assert message.type is aiohttp.WSMsgType.BINARY, (message, self.screen.text)
            self.seen += message.data
            self.screen.feed(message.data)
        return self.shows(*words)

    async def type(self, keys: str) -> None:
        await self._socket.send_str(json.dumps(["stdin", keys]))

    async def press(self, keys: str, *words: str) -> None:
        """Press until these words are shown: what comes before a screen could be seen is late (rule 3)."""
        end = time.monotonic() + DEADLINE
        while not self.shows(*words):
            assert time.monotonic() < end, self.screen.text
            await self.type(keys)
            await self.until_shown(*words, seconds=0.7)


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> Ahead:
    return Ahead(tmp_path_factory.mktemp("ahead"))


@pytest.fixture(scope="module")
def waiting(home: Path, ahead: Ahead) -> Iterator[Served]:
    settings = home / "config" / "consent-tui" / "clinic.toml"
    kiosk = f"\n[kiosk]\nidle_seconds = {IDLE}\nwarning_seconds = {WARNING}\n"
    settings.write_text(settings.read_text("utf-8") + kiosk, "utf-8")
    path = f"{ahead.folder}:{ROOT}"
    with serving(home, "--pack", str(TINY), "--draft", PYTHONPATH=path) as found:
        yield found


async def asking(tab: Tab) -> None:
    """As far as the field for a question of one's own."""
    assert await tab.until_shown(START)
    await tab.press("1", "Welcome")
    await tab.press("\r", FIRST)


async def answered(tab: Tab) -> None:
    """Give an answer and type words of one's own."""
    await asking(tab)
    await tab.press("2", CHOSEN)
    await tab.press("?", ASKED)
    await tab.press("1", "Your question")
    await tab.press(TYPED, TYPED)


async def test_a_client_who_goes_away_is_forgotten_in_the_same_tab(waiting: Served, ahead: Ahead) -> None:
    async with Browser(waiting) as browser:
        await browser.enter()
        tab = Tab(await browser.open())
        await answered(tab)
        ahead.go(IDLE + 1)
        assert await tab.until_shown(THERE), tab.screen.text
        assert not tab.shows(TYPED)
        ahead.go(WARNING + 1)
        assert await tab.until_shown(START), tab.screen.text
        tab.seen = b""
        assert not tab.shows(TYPED)
        await asking(tab)
        assert not tab.shows(CHOSEN)
        await tab.press("?", ASKED)
        await tab.press("1", "Your question")
        assert TYPED.encode() not in tab.seen
        left = [name for name, held in files(waiting.home).items() if TYPED.encode() in held]
        assert left == []
        assert not any(TYPED in line for line in waiting.told)
