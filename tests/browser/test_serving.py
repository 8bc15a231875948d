"""How the server starts, is refused, and ends."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from tests.browser.served import Browser, closed, drawn, eventually, is_there, serving, until
from tests.kiosk.terminal import ROOT, environment

BEGUN = "Choose your language"


def refused(home: Path, *options: str, **variables: str) -> tuple[int, str]:
    """Start a server that cannot start; return its exit code and what it said."""
    run = subprocess.run(
        [sys.executable, "-P", "-m", "consent_tui", "serve", *options], capture_output=True, text=True, check=False,
        cwd=home, env={**environment(home), "PYTHONPATH": str(ROOT), **variables}, timeout=60,
    )  # fmt: skip
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    return run.returncode, run.stderr


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
async def test_it_ends_in_order_and_leaves_no_kiosk(home: Path, name: str) -> None:
    with serving(home) as served:
        async with Browser(served) as browser:
            await browser.enter()
            sockets = [await browser.open() for _ in range(2)]
            for each in sockets:
                await drawn(each, BEGUN)
            kiosks = served.children()
            assert len(kiosks) == 2
            served.process.send_signal(getattr(signal, name))
            assert [await closed(each) for each in sockets] == [['["ended", "left"]']] * 2
        assert served.ended() == 0
        assert [kiosk for kiosk in kiosks if is_there(kiosk)] == []


async def test_a_server_that_is_killed_takes_its_kiosks_with_it(home: Path) -> None:
    """Nobody is left to end them: their terminal goes away, and so do they."""
    with serving(home) as served:
        async with Browser(served) as browser:
            await browser.enter()
            await drawn(await browser.open(), BEGUN)
            (kiosk,) = served.children()
            served.process.kill()
            served.process.wait()
            await eventually(lambda: not is_there(kiosk), "the kiosk has gone")
            assert not is_there(kiosk)


async def test_a_kiosk_that_is_killed_is_told_as_lost(home: Path) -> None:
    """It has cleared no screen: a page that is told so takes away what a client had on it."""
    with serving(home) as served:
        async with Browser(served) as browser:
            await browser.enter()
            socket = await browser.open()
            await drawn(socket, BEGUN)
            os.kill(served.children()[0], signal.SIGKILL)
            assert await closed(socket) == ['["ended", "lost"]']
            assert (await browser.get("/"))[0] == 200
            until(lambda: any("ended with -9" in line for line in served.told), lambda: str(served.told))


async def test_leaving_as_staff_ends_the_session(home: Path) -> None:
    """Where no PIN is set Ctrl+Q twice leaves; the tab says that the session has ended, and a new one can begin."""
    with serving(home) as served:
        async with Browser(served) as browser:
            await browser.enter()
            socket = await browser.open()
            await drawn(socket, BEGUN)
            ending = asyncio.ensure_future(closed(socket))
            while not ending.done():
                with suppress(ConnectionError, aiohttp.ClientError):  # it ended meanwhile
                    await socket.send_str('["stdin", "\\u0011"]')
                await asyncio.wait((ending,), timeout=0.7)
            assert ending.result() == ['["ended", "left"]']
            again = await browser.open()
            await drawn(again, BEGUN)
            await again.close()
            until(lambda: any("left by staff" in line for line in served.told), lambda: str(served.told))


def test_a_port_that_is_taken_is_told_plainly(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = refused(home, "--port", str(port))
    assert code == 3
    assert f"Another program listens on port {port} of 127.0.0.1" in said
    assert "--port" in said


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--host", "0.0.0.0"), 2, "--address https://consent.example.org"),
        (("--host", "203.0.113.7"), 3, "is no address of this machine"),
        (("--host", "no.such.name.invalid"), 3, "is no address of this machine"),
        (("--port", "70000"), 2, "There is no port 70000"),
        (("--port", "x"), 2, "--port"),
        (("--address", "consent.example.org"), 2, "write it as https://"),
        (("--sessions", "0"), 2, "--sessions 1"),
        (("--language", "tlh"), 2, 'no language "tlh"'),
        (("--pack", "nowhere"), 1, "nowhere"),
        (("--settings", "nowhere.toml"), 2, "nowhere.toml"),
    ],
)  # fmt: skip
def test_what_cannot_be_served_is_said_before_anybody_is_let_in(home, options, code, said):
    found, told = refused(home, *options)
    assert found == code, told
    assert said in told


def test_a_folder_that_takes_no_record_lets_nobody_in(home: Path, tmp_path: Path) -> None:
    """A kiosk that could not keep a record must not start."""
    blocked = tmp_path / "records"
    blocked.write_text("")
    code, said = refused(home, "--records", str(blocked))
    assert code == 3
    assert "is a file, not a folder" in said


@pytest.mark.parametrize("name", ["aiohttp", "textual_serve"])
def test_the_extra_that_is_missing_is_named(home: Path, tmp_path: Path, name: str) -> None:
    """As if it were not installed: nothing of that name can be found."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        f"u.find_spec = lambda name, *more: None if name == {name!r} else found(name, *more)\n"
    )
    assert importlib.util.find_spec(name)
    code, said = refused(home, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert code == 3
    assert f"{name} is missing" in said
    assert "pip install 'consent-tui[browser]'" in said


def test_who_listens_beyond_this_machine_is_warned(home: Path) -> None:
    with serving(home, "--host", "0.0.0.0", "--address", "https://consent.example.org") as served:
        served.until(lambda: served.starts, "a start address")
        assert served.start.startswith("https://consent.example.org/?k=")
        assert any("TLS" in line and "docs/browser.md" in line for line in served.told)


async def test_behind_tls_the_cookie_is_for_tls_alone(home: Path) -> None:
    with serving(home, "--address", "https://consent.example.org") as served:
        assert not any("Warning" in line for line in served.told)
        port = next(iter(listening(served.process.pid)))
        async with Browser(served) as browser:
            path = served.start.partition("example.org")[2]
            status, said, _ = await browser.get(f"http://127.0.0.1:{port}{path}", Host="consent.example.org")
        assert status == 303
        assert said["Set-Cookie"].startswith("__Host-consent=")
        assert "; Secure" in said["Set-Cookie"]


def listening(pid: int) -> set[int]:
    """Return the ports that a process listens on, as the system knows them."""
    own = {str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()}
    found = set()
    for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
            found.add(int(fields[1].rpartition(":")[2], 16))
    return found
