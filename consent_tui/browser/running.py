"""Runs the server from an open port to its end: until TERM or INT, and until the last kiosk has gone."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consent_tui.browser.address import Address

MOST_SESSIONS = 8  # at once; each takes about 40 MB


class BrowserMissing(Exception):
    """What serves pages is not installed."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        told = f"The kiosk in a browser needs more ({name} is missing)."
        super().__init__(f"{told} Install it: pip install 'consent-tui[browser]'")


class CannotListen(Exception):
    """There can be no server here: one sentence that says why and what to do."""

    exit_code = 3


def missing() -> str | None:
    """Return the name of what the browser needs and is not installed; None where all is there."""
    return next((name for name in ("aiohttp", "textual_serve") if find_spec(name) is None), None)


def statics() -> Path:
    """Return the folder of the terminal's script, styles and fonts. Nothing of textual-serve's server is loaded."""
    found = find_spec("textual_serve")
    if found is None or not found.submodule_search_locations:
        raise BrowserMissing("textual_serve")
    return Path(found.submodule_search_locations[0]) / "static"


def run_server(
    address: Address,
    kiosk: Sequence[str],
    *,
    most: int = MOST_SESSIONS,
    start: Callable[[str], None],
    line: Callable[[str], None],
    note: Callable[[BaseException, str], None],
) -> int:
    """Serve `kiosk`, a command as a list, until TERM or INT; return 0. Raises `BrowserMissing`, `CannotListen`.

    `start` is told each start address, `line` what happens, `note` what goes wrong; nobody is told what a client does.
    """
    if name := missing():
        raise BrowserMissing(name)
    if os.name != "posix":
        raise CannotListen("The kiosk in a browser needs Linux or macOS: each tab gets a terminal of the system.")
    from consent_tui.browser.serving import Server, Told

    listening = _listening(address)
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())  # its log has addresses, and values with errors
    logging.getLogger("aiohttp").propagate = False
    bound = address.at(listening.getsockname()[1])
    server = Server(bound, kiosk, Path.cwd(), statics(), Told(start, line, note), most)
    with listening:
        asyncio.run(_served(server, listening))
    return 0


def _listening(address: Address) -> socket.socket:
    """Take the port, so that nothing is told of a server that is none."""
    try:
        family, _, _, _, where = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise CannotListen(f"{address.host} is no address of this machine: {error.strerror}.") from None
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(where)
        taken.listen(64)
    except OSError as error:
        taken.close()
        raise CannotListen(_why(address, error)) from None
    taken.setblocking(False)  # noqa: FBT003 - the library's own
    return taken


def _why(address: Address, error: OSError) -> str:
    import errno

    where = f"port {address.port} of {address.host}"
    match error.errno:
        case errno.EADDRINUSE:
            return f"Another program listens on {where}. End that one, or choose another port: --port {_other(address)}"
        case errno.EACCES:
            return f"This account may not listen on {where}. Choose a port from 1024 on: --port 8000"
        case errno.EADDRNOTAVAIL:
            return f"{address.host} is no address of this machine. Choose another one: --host 127.0.0.1"
    return f"The server cannot listen on {where}: {error.strerror}."


def _other(address: Address) -> int:
    return address.port + 1 if address.port < 65535 else 8000


async def _served(server: object, listening: socket.socket) -> None:
    from aiohttp import web

    from consent_tui.browser.serving import Server

    assert isinstance(server, Server)
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, over.set)
    runner = web.AppRunner(server.application(), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.SockSite(runner, listening, shutdown_timeout=5).start()
        server.invite()
        await over.wait()
    finally:
        await runner.cleanup()
