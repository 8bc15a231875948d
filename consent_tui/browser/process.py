"""One kiosk: the real program in a process and a pseudo-terminal of its own, and the way in which it hands over a copy.

It is the kiosk of a waiting room in every respect: what its terminal may send, how it ends and what it forgets hold
here too. It has no shell, and no terminal that could stop it.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import struct
import sys
import termios
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from consent_tui.browser.giving import MOST_BYTES, VARIABLE
from consent_tui.browser.wire import Size

END_SECONDS: Final = 10.0  # in which a kiosk has ended in order; a record that it is sealing is sealed by then
_CHUNK: Final = 65536  # bytes


class Kiosk:
    """`start` makes one. `code` is its exit code once it has ended."""

    def __init__(self, process: asyncio.subprocess.Process, terminal: int, copies: int) -> None:
        self._process, self._terminal, self._copies = process, terminal, os.fdopen(copies, "rb", buffering=0)
        self._open = True

    @classmethod
    async def start(cls, command: Sequence[str], size: Size, folder: Path) -> Kiosk:
        """Start `command`, a list and never a shell's line, in `folder`."""
        ours, theirs = os.openpty()
        copies, giving = os.pipe()
        try:
            _resize(ours, size)
            os.set_blocking(ours, False)
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                cwd=folder,
                env=environment(os.environ, giving),
                pass_fds=(giving,),
                start_new_session=True,  # signals meant for the server are none for it
            )
        except BaseException:
            os.close(ours)
            os.close(copies)
            raise
        finally:
            os.close(theirs)
            os.close(giving)
        return cls(process, ours, copies)

    @property
    def code(self) -> int | None:
        return self._process.returncode

    async def drawn(self) -> AsyncIterator[bytes]:
        """Yield what it draws until it has ended."""
        while self._open:
            try:
                data = os.read(self._terminal, _CHUNK)
            except BlockingIOError:
                await _ready(self._terminal, write=False)
                continue
            except OSError:  # nobody holds the other end any more
                break
            if not data:
                break
            yield data
        await self._process.wait()

    async def copies(self) -> AsyncIterator[bytes]:
        """Yield what it hands over, a line each, until it has ended."""
        reader = asyncio.StreamReader(limit=MOST_BYTES)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), self._copies)
        try:
            while line := await reader.readline():
                yield line
        finally:
            transport.close()

    async def type(self, data: bytes) -> None:
        """Send keys, waiting while it takes none."""
        while data and self._open:
            try:
                data = data[os.write(self._terminal, data) :]
            except BlockingIOError:
                await _ready(self._terminal, write=True)
            except OSError:  # it has ended, and `drawn` says so
                return

    def resize(self, size: Size) -> None:
        with suppress(OSError, ProcessLookupError):
            _resize(self._terminal, size)
            self._process.send_signal(signal.SIGWINCH)  # the terminal tells only those whose own it is

    async def end(self) -> None:
        """End it in order, or by force if it does not; nothing of it is left. Nobody may be reading or typing now."""
        self._open = False
        os.close(self._terminal)
        self._copies.close()
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGHUP)
        try:
            async with asyncio.timeout(END_SECONDS):
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()


def command(*arguments: str) -> list[str]:
    """Return what starts a kiosk with these options: this Python, this program."""
    return [sys.executable, "-P", "-m", "consent_tui", "kiosk", *arguments]


def environment(ours: Mapping[str, str], giving: int) -> dict[str, str]:
    """Return the variables of a kiosk whose terminal is that of the page."""
    kept = {name: value for name, value in ours.items() if name not in ("LINES", "COLUMNS", "NO_COLOR", "TERM_PROGRAM")}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1", VARIABLE: str(giving)}


def _resize(terminal: int, size: Size) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size.rows, size.columns, 0, 0))


async def _ready(terminal: int, *, write: bool) -> None:
    """Wait until a terminal can be read from, or written to."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    add, remove = (loop.add_writer, loop.remove_writer) if write else (loop.add_reader, loop.remove_reader)

    def tell() -> None:
        if not ready.done():
            ready.set_result(None)

    add(terminal, tell)
    try:
        await ready
    finally:
        remove(terminal)
