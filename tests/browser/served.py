"""The real server in a process of its own, and browsers as far as HTTP goes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import aiohttp

from tests.kiosk.terminal import ROOT, environment

DEADLINE = 60.0  # seconds; a busy machine is slow


class Served:
    """A server that has told its first start address. `told` are the lines on stderr."""

    def __init__(self, process: subprocess.Popen[str], home: Path) -> None:
        self.process, self.home = process, home
        self.told: list[str] = []
        self.starts: list[str] = []
        self._reading = [
            threading.Thread(target=self._read, args=(stream, into), daemon=True)
            for stream, into in ((process.stdout, self.starts), (process.stderr, self.told))
        ]
        for thread in self._reading:
            thread.start()

    @staticmethod
    def _read(stream: Any, into: list[str]) -> None:
        for line in stream:
            into.append(line.rstrip("\n"))  # noqa: PERF401 - each is seen at once

    @property
    def origin(self) -> str:
        return self.starts[0].partition("/?")[0]

    @property
    def host(self) -> str:
        return self.origin.partition("//")[2]

    @property
    def start(self) -> str:
        """The start address that works now."""
        return self.starts[-1]

    def until(self, so: Callable[[], object], told: str) -> None:
        until(so, lambda: f"{told}: {self.starts} {self.told}")

    def children(self) -> list[int]:
        """Return the processes of the kiosks, and of what they would have started."""
        return descendants(self.process.pid)

    def ended(self) -> int:
        """Wait for its end; return its exit code, everything that it told read."""
        code = self.process.wait(DEADLINE)
        for thread in self._reading:
            thread.join(DEADLINE)
        return code


def until(so: Callable[[], object], told: Callable[[], str]) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + DEADLINE
    while not so():
        assert time.monotonic() < end, told()
        time.sleep(0.02)


def descendants(pid: int) -> list[int]:
    """Return what a process has started, and what that has; whatever ends while this looks is left out."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def is_there(pid: int) -> bool:
    """Whether a process is there and does anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def serving(home: Path, *options: str, **variables: str) -> Iterator[Served]:
    """Run the server on a port that the system chooses."""
    chosen = options if "--port" in options else ("--port", "0", *options)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "consent_tui", "serve", *chosen],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=home,
        env={**environment(home), "PYTHONPATH": str(ROOT), **variables},
    )  # fmt: skip
    try:
        served = Served(process, home)
        served.until(lambda: served.starts or process.poll() is not None, "a start address")
        assert served.starts, served.told
        yield served
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


class Browser:
    """A browser as far as HTTP goes: it keeps cookies, says where it comes from, and follows nothing by itself."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self._client = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=DEADLINE)
        )  # unsafe: cookies of an address of digits count too

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text."""
        address = path if path.startswith("http") else self.served.origin + path
        async with self._client.request(method, address, headers=headers, allow_redirects=False) as answer:
            return answer.status, dict(answer.headers), await answer.text()

    async def enter(self) -> None:
        """Use the start address up."""
        known = len(self.served.starts)
        status, _, _ = await self.get(self.served.start)
        assert status == 303
        await eventually(lambda: len(self.served.starts) > known, "the next start address")

    async def open(self, query: str = "?width=80&height=24", **headers: str) -> aiohttp.ClientWebSocketResponse:
        """Open a session as the page does."""
        said = {"Origin": self.served.origin, **headers}
        return await self._client.ws_connect(f"{self.served.origin}/ws{query}", headers=said, max_msg_size=0)


async def eventually(so: Callable[[], object], told: str) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + DEADLINE
    while not so():
        assert time.monotonic() < end, told
        await asyncio.sleep(0.02)


async def drawn(socket: aiohttp.ClientWebSocketResponse, *words: str) -> str:
    """Read until all these words were drawn; return everything that came."""
    seen, end = "", time.monotonic() + DEADLINE
    while not all(word in seen for word in words):
        message = await asyncio.wait_for(socket.receive(), max(0.1, end - time.monotonic()))
        assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (message, seen[-500:])
        seen += message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
    return seen


async def pressed(socket: aiohttp.ClientWebSocketResponse, keys: str, *words: str) -> str:
    """Press until all these words were drawn: what comes before a screen could be seen is late (rule 3)."""
    seen, end = "", time.monotonic() + DEADLINE
    while not all(word in seen for word in words):
        assert time.monotonic() < end, seen[-500:]
        await socket.send_str(json.dumps(["stdin", keys]))
        pause = time.monotonic() + 0.7
        while (left := pause - time.monotonic()) > 0 and not all(word in seen for word in words):
            with suppress(TimeoutError):
                message = await socket.receive(left)
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (message, seen[-500:])
                seen += message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
    return seen


async def closed(socket: aiohttp.ClientWebSocketResponse) -> list[str]:
    """Read until the server closes; return what it said to the page meanwhile."""
    said = []
    while True:
        message = await asyncio.wait_for(socket.receive(), DEADLINE)
        if message.type is aiohttp.WSMsgType.TEXT:
            said.append(message.data)
        elif message.type is not aiohttp.WSMsgType.BINARY:
            return said


def words_of(pid: int) -> list[str]:
    """Return the command that a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def program_of(pid: int) -> Path:
    return Path(f"/proc/{pid}/exe").resolve()
