"""The other end of `led.py`: a kiosk on a terminal, led through an outcome, with words that nobody else has."""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli_w

from tests.kiosk.terminal import DEADLINE, ROOT, Terminal, started

SCRIPT = ROOT / "tests" / "kiosk" / "led.py"
A_SECOND = 55  # keys and mouse reports; the kiosk drops what is faster than a person


class Led:
    """`words`: what is typed in place of what an answer sheet says."""

    def __init__(self, terminal: Terminal, channel: socket.socket, words: Mapping[str, str]) -> None:
        self.terminal, self.words = terminal, words
        self._channel, self._heard = channel, b""
        self._sheets = 0

    def ask(self, do: str, **options: object) -> Any:
        """Give an order and press what is asked for, until it has been carried out; return what came of it."""
        self._channel.sendall(json.dumps({"do": do, **options}).encode() + b"\n")
        end = time.monotonic() + 4 * DEADLINE
        while True:
            assert time.monotonic() < end, f"{do} {options}\n{self.terminal.screen.text}"
            for told in self._told():
                assert "failed" not in told, told["failed"]
                if "done" in told:
                    return told["done"]
                if "told" in told:
                    self._channel.sendall(b"\n")
                else:
                    self._press(told.get("press") or self.words[told["text"]])

    def walk(self, place: Path, *, until: str = "", **sheet: object) -> Any:
        """Lead a client through an answer sheet, or until they would do the act named."""
        self._sheets += 1
        path = place / f"sheet{self._sheets}.toml"
        path.write_text(tomli_w.dumps(sheet), "utf-8")
        return self.ask("walk", sheet=str(path), until=until)

    def _told(self) -> Iterator[dict[str, Any]]:
        """Read what the kiosk draws and what its hand tells, for a moment."""
        ready = select.select([self.terminal.fd, self._channel], [], [], 0.1)[0]
        if self.terminal.fd in ready:
            self.terminal.read(0)
        if self._channel in ready:
            more = self._channel.recv(65536)
            assert more, f"it has ended: {self.terminal.rest()[-2000:]!r}"
            *lines, self._heard = (self._heard + more).split(b"\n")
            yield from map(json.loads, lines)

    def _press(self, keys: str) -> None:
        """One after the other: a sequence that begins with Esc is one."""
        for piece in keys.replace("\x1b", "\0\x1b").split("\0"):
            for one in [piece] if piece.startswith("\x1b") else piece:
                self.terminal.type(one)
                self.terminal.read(1 / A_SECOND)
                pause = time.monotonic() + 1 / A_SECOND
                while (left := pause - time.monotonic()) > 0:
                    self.terminal.read(left)


@contextmanager
def led(home: Path, words: Mapping[str, str], *arguments: str, size: tuple[int, int] = (40, 120)) -> Iterator[Led]:
    """Start the kiosk so that it can be led."""
    ours, theirs = socket.socketpair()
    with (
        ours,
        started(
            home,
            *(sys.executable, "-P", SCRIPT, *arguments),
            size=size,
            pass_fds=(theirs.fileno(),),
            LED=str(theirs.fileno()),
        ) as terminal,
    ):
        theirs.close()
        terminal.screen.rows, terminal.screen.columns = size
        terminal.until_shown("Choose your language")
        yield Led(terminal, ours, words)
