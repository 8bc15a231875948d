"""What somebody tries who is not in, or is in and means harm. No browser is needed for that."""

from __future__ import annotations

import asyncio
import json
import re
import socket as plain
from contextlib import suppress

import aiohttp
import pytest

from consent_tui.browser import headers, wire
from tests.browser.served import Browser, Served, closed, drawn, eventually, is_there, pressed, program_of, words_of
from tests.kiosk.terminal import files

BEGUN = "Choose your language"
STRANGERS = ["http://evil.example", "null", "", "https://127.0.0.1", "file://"]


def raw(served: Served, request: bytes, *, hangs_up: bool = False) -> bytes:
    """Send these bytes and return what comes back: a client that follows no rules."""
    name, _, port = served.host.partition(":")
    with plain.create_connection((name, int(port)), timeout=60) as line:
        line.sendall(request)
        if hangs_up:
            line.shutdown(plain.SHUT_WR)
        found = b""
        while part := line.recv(65536):
            found += part
        return found


# -- who is not in


async def test_without_a_token_there_is_a_page_and_nothing_else(served: Served) -> None:
    async with Browser(served) as stranger:
        status, said, page = await stranger.get("/")
    assert status == 403
    assert "needs a start address" in page
    assert "Set-Cookie" not in said
    assert "websocket" not in page


async def test_a_token_works_once_and_leaves_no_trace_in_the_address(served: Served) -> None:
    start = served.start
    async with Browser(served) as first, Browser(served) as second:
        status, said, page = await first.get(start)
        assert (status, said["Location"], page) == (303, "/", "")
        cookie = said["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert start.partition("k=")[2] not in cookie
        assert (await first.get("/"))[0] == 200
        status, said, page = await second.get(start)
        assert (status, "Set-Cookie" in said) == (403, False)
        assert "has been used" in page
        assert (await second.get("/"))[0] == 403


async def test_who_is_in_uses_no_token_up(browser: Browser, served: Served) -> None:
    """A start address that is opened twice in one browser, as a bookmark, is still good for the next one."""
    start = served.start
    assert (await browser.get(start))[0] == 303
    async with Browser(served) as other:
        assert (await other.get(start))[0] == 303


@pytest.mark.parametrize("token", ["", "x", "%00", "..", "a" * 4000, "%F0%9F%98%80", "'%20or%201=1"])
async def test_a_token_that_is_none_opens_nothing(served: Served, token: str) -> None:
    async with Browser(served) as stranger:
        status, said, _ = await stranger.get(f"/?k={token}")
    assert (status, "Set-Cookie" in said) == (403, False)


async def test_looking_at_a_start_address_does_not_use_it_up(served: Served) -> None:
    """Messengers look at a link that is sent in them (HEAD); so do scanners."""
    async with Browser(served) as stranger:
        assert (await stranger.get(served.start, "HEAD"))[0] == 405
        assert (await stranger.get(served.start, "POST"))[0] == 405
        assert (await stranger.get(served.start))[0] == 303


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "x@127.0.0.1", ""])
async def test_under_another_name_nothing_is_served(browser: Browser, host: str) -> None:
    """A page of somebody else's that makes its name point here would otherwise read all (DNS rebinding)."""
    for path in ("/", "/page/look.css", "/terminal/js/textual.js", "/ws", "/copy/x"):
        status, _, said = await browser.get(path, Host=host)
        assert (status, "<html" in said) == (421, False)


async def test_without_any_name_neither(served: Served) -> None:
    assert raw(served, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 421 ")


async def test_a_session_needs_the_cookie(served: Served) -> None:
    async with Browser(served) as stranger:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await stranger.open()
    assert refused.value.status == 403
    assert not served.children()


@pytest.mark.parametrize("origin", STRANGERS)
async def test_a_session_needs_a_page_of_ours(browser: Browser, served: Served, origin: str) -> None:
    """A browser sends our cookie for a page of the same machine and another port too; its Origin tells them apart."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await browser.open(Origin=origin)
    assert refused.value.status == 403
    assert not served.children()


async def test_a_copy_needs_the_cookie_and_a_page_of_ours(browser: Browser, served: Served) -> None:
    async with Browser(served) as stranger:
        assert (await stranger.get("/copy/x"))[0] == 403
    assert (await browser.get("/copy/x", **{"Sec-Fetch-Site": "cross-site"}))[0] == 403
    assert (await browser.get("/copy/x", **{"Sec-Fetch-Site": "same-origin"}))[0] == 404


# -- what can be had


@pytest.mark.parametrize(
    "path",
    [
        "/terminal/", "/terminal/js/", "/terminal/fonts", "/page/", "/page", "/static/", "/static/js/textual.js",
        "/download/x", "/page/notice.html", "/terminal/images/background.png", "/favicon.ico", "/robots.txt",
        "/page/../serving.py", "/page/..%2fserving.py", "/terminal/%2e%2e/%2e%2e/textual_serve/server.py",
        "/terminal/js/..%5c..%5cserver.py", "//etc/passwd", "/terminal//etc/passwd", "/page/look.css/", "/copy/",
        "/copy/../page/look.css%00", "/%2e%2e/%2e%2e/etc/passwd", "/page/terminal.js%00.css",
    ],
)  # fmt: skip
async def test_nothing_is_listed_and_no_path_leads_elsewhere(served: Served, path: str) -> None:
    answer = raw(served, f"GET {path} HTTP/1.1\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode())
    assert re.match(rb"HTTP/1\.[01] (404|403|400) ", answer), answer[:200]
    for secret in (b"root:", b"import ", b"Index of", b"class Server"):
        assert secret not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "X"])
def test_nothing_can_be_sent(served: Served, method: str) -> None:
    answer = raw(served, f"{method} / HTTP/1.1\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode())
    assert re.match(rb"HTTP/1\.[01] 40[045] ", answer), answer[:100]


@pytest.mark.parametrize("path", ["/", "/page/look.css", "/terminal/js/textual.js", "/nothing", "/ws", "/copy/x"])
async def test_every_answer_forbids_what_it_can(browser: Browser, path: str) -> None:
    _, said, _ = await browser.get(path)
    assert {name: said.get(name) for name in headers.EVERYWHERE} == dict(headers.EVERYWHERE)
    assert "default-src 'none'" in said["Content-Security-Policy"]
    assert "aiohttp" not in str(said)
    assert "Python" not in str(said)


async def test_the_page_names_its_own_websocket_alone(browser: Browser, served: Served) -> None:
    _, said, page = await browser.get("/")
    assert f'data-session-websocket-url="ws://{served.host}/ws"' in page
    assert f"connect-src 'self' ws://{served.host};" in said["Content-Security-Policy"]


@pytest.mark.parametrize(
    "rubbish", [b"\x00" * 3000, b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02", b"GET " + b"a" * 99_999]
)
async def test_what_is_no_request_harms_nobody(browser: Browser, served: Served, rubbish: bytes) -> None:
    raw(served, rubbish, hangs_up=True)
    assert (await browser.get("/"))[0] == 200
    assert not any("Traceback" in line for line in served.told)


# -- who is in


async def test_each_tab_has_a_kiosk_without_a_shell(browser: Browser, served: Served) -> None:
    socket = await browser.open()
    await drawn(socket, BEGUN)
    (kiosk,) = served.children()
    assert words_of(kiosk)[1:5] == ["-P", "-m", "consent_tui", "kiosk"]
    assert program_of(kiosk) == program_of(served.process.pid)
    await socket.close()
    await eventually(lambda: not is_there(kiosk), "its kiosk has gone")


async def test_a_tab_that_is_closed_leaves_no_process(browser: Browser, served: Served) -> None:
    """Closed in order, and torn off in the middle of what it says."""
    socket = await browser.open()
    await drawn(socket, BEGUN)
    await pressed(socket, "1", "Welcome")
    (kiosk,) = served.children()
    assert socket._response.connection is not None
    assert socket._response.connection.transport is not None
    socket._response.connection.transport.abort()
    await eventually(lambda: not is_there(kiosk), "its kiosk has gone")
    await eventually(lambda: served.children() == [], "nothing of it is left")


async def test_too_many_sessions_are_told_so_calmly(browser: Browser, served: Served) -> None:
    """Three places in this house; the fourth tab costs no process, and one that goes makes room."""
    sockets = [await browser.open() for _ in range(3)]
    for socket in sockets:
        await drawn(socket, BEGUN)
    async with Browser(served) as other:
        await other.enter()
        status, _, page = await other.get("/")
        assert status == 503
        assert "All screens are in use" in page
        fourth = await other.open()
        assert await closed(fourth) == [wire.ended("full")]
        assert len(served.children()) == 3
        await sockets.pop().close()
        await eventually(lambda: len(served.children()) == 2, "one has gone")
        fifth = await other.open()
        await drawn(fifth, BEGUN)
        sockets.append(fifth)
        for socket in sockets:
            await socket.close()
    await eventually(lambda: not served.children(), "all have gone")


async def test_a_page_loaded_anew_gets_the_place_of_the_old_one(browser: Browser, served: Served) -> None:
    sockets = [await browser.open() for _ in range(3)]
    for socket in sockets:
        await drawn(socket, BEGUN)
    assert (await browser.get("/"))[0] == 200
    anew = asyncio.ensure_future(browser.open())
    await sockets.pop().close()
    sockets.append(await anew)
    await drawn(sockets[-1], BEGUN)
    for socket in sockets:
        await socket.close()
    await eventually(lambda: not served.children(), "all have gone")


async def test_a_huge_message_ends_that_session_alone(browser: Browser, served: Served) -> None:
    victims, other = [await browser.open() for _ in range(2)], await browser.open()
    for socket in (*victims, other):
        await drawn(socket, BEGUN)
    for victim, size in zip(victims, (wire.MOST_BYTES + 1, 20_000_000), strict=True):
        with suppress(ConnectionError, aiohttp.ClientError):  # the server hangs up before it was all said
            await victim.send_str("x" * size)
        assert await closed(victim) == []
        assert victim.close_code in (1009, 1006)
    await pressed(other, "1", "Welcome")
    await other.close()
    await eventually(lambda: not served.children(), "all have gone")
    assert not any("Traceback" in line or "xxx" in line for line in served.told)


async def test_what_is_no_message_changes_nothing(browser: Browser, served: Served) -> None:
    """Words that make no sense, sizes that nobody has, bytes, a flood: the kiosk stands where it stood."""
    socket = await browser.open("?width=99999&height=-3")
    await drawn(socket, BEGUN)
    for told in ('{"a', "[]", '["stdin", 5]', '["resize", {"width": 1e99, "height": null}]', "\x00", "[" * 50_000):
        await socket.send_str(told)
    await socket.send_bytes(b'["stdin", "1"]')
    for side in (5000, 0, -1, 10**40, 80):
        await socket.send_str(json.dumps(["resize", {"width": side, "height": side}]))
    for _ in range(300):
        await socket.send_str('["resize", {"width": 200, "height": 60}]')
    await socket.send_str('["resize", {"width": 90, "height": 30}]')
    await socket.send_str('["ping", "1700000000000"]')
    seen = await drawn(socket, wire.pong("1700000000000"))
    seen += await pressed(socket, "1", "Welcome")
    assert "Traceback" not in seen
    await socket.close()
    await eventually(lambda: not served.children(), "it has gone")


LOCKED = (
    *("\x11\x11", "\x10", "\x03\x03", "\x1a", "\x1c", "\x04"),  # quit, palette, interrupt, suspend, quit, end
    *("\x1b]52;c;?\x07", "\x1b[48;5000;5000;1;1t", "\udcff", "\x1b[200~" + "a" * 60_000),
)


async def test_no_key_leads_out_of_a_session_that_has_begun(browser: Browser, served: Served) -> None:
    """Locked as at a terminal (docs/kiosk.md), a clipboard that is asked for and a paste without end too."""
    socket = await browser.open()
    await drawn(socket, BEGUN)
    await pressed(socket, "1", "Welcome")
    (kiosk,) = served.children()
    for columns, keys in enumerate(LOCKED, start=90):
        await socket.send_str(json.dumps(["stdin", keys]))
        await socket.send_str(json.dumps(["resize", {"width": columns, "height": 34}]))
        seen = await drawn(socket, "Welcome")
        assert "Screenshot" not in seen
        assert "\x1b]52" not in seen
    assert served.children() == [kiosk]
    await socket.close()
    await eventually(lambda: not served.children(), "it has gone")


async def test_what_it_tells_staff_names_no_client(browser: Browser, served: Served) -> None:
    socket = await browser.open()
    await drawn(socket, BEGUN)
    await pressed(socket, "1", "Welcome")
    await socket.send_str(json.dumps(["stdin", "Ana Example 1990-02-03"]))
    await socket.close()
    await eventually(lambda: any("its tab was closed" in line for line in served.told), "it is told")
    assert not any("Ana" in line or "1990" in line or "127.0.0.1:" in line for line in served.told)
    kept = {name: data for name, data in files(served.home).items() if name.startswith("state")}
    assert not any(b"Ana" in data for data in kept.values())
