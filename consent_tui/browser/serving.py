"""What the server answers: four kinds of address, and one page for everything else. Nothing is listed or uploaded."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aiohttp import web

from consent_tui.browser import headers, pages, wire
from consent_tui.browser.address import Address
from consent_tui.browser.door import Door
from consent_tui.browser.house import House
from consent_tui.browser.process import Kiosk
from consent_tui.browser.sitting import FULL, Sitting

TICKET: Final = "k"
HEARTBEAT_SECONDS: Final = 15.0  # between two looks whether a tab is still there
_OURS: Final = Path(__file__).with_name("page")
_MADE_HERE: Final = ("look.css", "terminal.css", "terminal.js")
_TERMINAL: Final = (
    *("css/xterm.css", "js/textual.js"),
    *("fonts/RobotoMono-VariableFont_wght.ttf", "fonts/RobotoMono-Italic-VariableFont_wght.ttf"),
)
_KINDS: Final = {".css": "text/css", ".js": "text/javascript", ".ttf": "font/ttf"}
_SAME: Final = ("same-origin", "none")  # of Sec-Fetch-Site: a page of ours, or a person at the address line


@dataclass(frozen=True, slots=True)
class Told:
    """What the server says to whoever runs it; nothing of a client. `note` takes errors of ours."""

    start: Callable[[str], None]  # a start address
    line: Callable[[str], None]
    note: Callable[[BaseException, str], None]


@dataclass(slots=True)
class Server:
    """`kiosk` is the command that starts one, `statics` the folder of the terminal's script and fonts.

    `now` counts seconds and never goes back.
    """

    address: Address
    kiosk: Sequence[str]
    folder: Path
    statics: Path
    told: Told
    most: int
    now: Callable[[], float] = time.monotonic
    door: Door = field(init=False)
    house: House = field(init=False)

    def __post_init__(self) -> None:
        self.door = Door(self.now, _secret)
        self.house = House(self.most, self.now)

    def application(self) -> web.Application:
        made = web.Application(middlewares=[self._guard], client_max_size=1024)
        made.router.add_get("/", self._index, allow_head=False)
        made.router.add_get("/ws", self._socket, allow_head=False)
        made.router.add_get("/copy/{key}", self._copy, allow_head=False)
        files = {f"/page/{name}": _OURS / name for name in _MADE_HERE}
        files |= {f"/terminal/{name}": self.statics / name for name in _TERMINAL}
        for path, file in files.items():
            made.router.add_get(path, _sending(file), allow_head=False)
        made.on_response_prepare.append(_signed)
        made.on_shutdown.append(self._shut)
        return made

    def invite(self) -> None:
        """Tell the next start address."""
        self.told.start(f"{self.address.origin}/?{TICKET}={self.door.ticket()}")

    # -- before anything is answered

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.headers.get("Host", "").lower() not in self.address.hosts:
            return web.Response(status=421, text="This address is not served here.\n")
        try:
            return await handler(request)
        except web.HTTPException as refused:
            return self._notice(request, "nothing", refused.status)
        except (ConnectionError, TimeoutError):
            raise
        except Exception as error:  # noqa: BLE001 - a page says so; what it says stays here
            self.told.note(error, "serving")
            return self._notice(request, "fault", 500)

    def _known(self, request: web.Request) -> bool:
        return self.door.knows(self._shown(request))

    def _shown(self, request: web.Request) -> str:
        """Return the pass that a browser shows."""
        return request.cookies.get(self._cookie, "")

    @property
    def _cookie(self) -> str:
        """A browser keeps cookies by name and host, whatever the port."""
        return "__Host-consent" if self.address.is_secret else f"consent-{self.address.port}"

    # -- pages

    async def _index(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get(TICKET)
        if ticket is not None:
            return self._entered(request, ticket)
        if not self._known(request):
            return self._notice(request, "expired", 403)
        if not self.house.has_room(self._shown(request)):
            return self._notice(request, "full", 503)
        origin = f"{'https' if self.address.is_secret else 'http'}://{request.headers['Host'].lower()}"
        page = pages.terminal(f"ws{origin.removeprefix('http')}/ws", _language(request))
        policy = {"Content-Security-Policy": headers.terminal(origin)}
        return web.Response(text=page, content_type="text/html", headers=policy)

    def _entered(self, request: web.Request, ticket: str) -> web.StreamResponse:
        """Take a ticket for a cookie, and lead on without it: no history and no screen keeps it."""
        if self._known(request):
            return _on()  # a browser that is in already needs none, and uses none up
        admitted = self.door.admit(ticket)
        if admitted is None:
            return self._notice(request, "unknown", 403)
        self.told.line("A start address was used. The next browser needs the next one:")
        self.invite()
        response = _on()
        response.set_cookie(
            self._cookie, admitted, path="/", httponly=True, samesite="Strict", secure=self.address.is_secret
        )
        return response

    async def _copy(self, request: web.Request) -> web.StreamResponse:
        if not self._known(request) or request.headers.get("Sec-Fetch-Site", "none") not in _SAME:
            return self._notice(request, "expired", 403)
        copy = self.house.fetch(request.match_info["key"])
        if copy is None:
            return self._notice(request, "nothing", 404)
        attached = {"Content-Disposition": f'attachment; filename="{copy.name}"'}
        return web.Response(text=copy.text, content_type="text/plain", charset="utf-8", headers=attached)

    # -- sessions

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        ours = self.address.is_ours(request.headers.get("Origin", ""), request.headers["Host"])
        if not ours or not self._known(request):
            return self._notice(request, "expired", 403)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS, max_msg_size=wire.MOST_BYTES, compress=False)
        await socket.prepare(request)
        if not await self.house.enter():
            await socket.send_str(wire.ended(FULL))
            await socket.close()
            return socket
        try:
            return await self._sat(request, socket)
        finally:
            await self.house.leave()

    async def _sat(self, request: web.Request, socket: web.WebSocketResponse) -> web.StreamResponse:
        size = wire.asked(request.query.get("width", ""), request.query.get("height", ""))
        try:
            kiosk = await Kiosk.start(self.kiosk, size, self.folder)
        except OSError as error:
            self.told.note(error, "starting a kiosk")
            await socket.close()
            return socket
        self.told.line(f"A session has begun: {self.house.taken} of {self.house.most}.")
        try:
            browser = self._shown(request)
            await self.house.seat(Sitting(browser, socket, kiosk, now=self.now, secret=_secret))
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - one session's error is no other's
            self.told.note(error, "a session")
        self.told.line(f"A session has ended: {_how(kiosk.code)}.")
        return socket

    async def _shut(self, _application: web.Application) -> None:
        await self.house.close()

    def _notice(self, request: web.Request, what: str, status: int) -> web.Response:
        page = pages.notice(what, _language(request))
        return web.Response(text=page, status=status, content_type="text/html")


async def _signed(_request: web.Request, response: web.StreamResponse) -> None:
    """Write on every answer what it forbids; pages with a script of ours say more themselves."""
    response.headers.update(headers.EVERYWHERE)
    response.headers.setdefault("Content-Security-Policy", headers.PAGE)


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _on() -> web.Response:
    return web.Response(status=303, headers={"Location": "/"})


def _language(request: web.Request) -> str:
    return pages.language_of(request.headers.get("Accept-Language", ""))


def _sending(file: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    kind = _KINDS[file.suffix]

    async def send(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(file, headers={"Content-Type": kind})

    return send


def _how(code: int | None) -> str:
    """Say how a kiosk ended, for staff."""
    if code == 0:
        return "left by staff"
    return "its tab was closed" if code in (None, 129, 143, -1) else f"its kiosk ended with {code}"
