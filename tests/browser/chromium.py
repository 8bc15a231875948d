"""A person at a page in a real Chromium: sees the screen, clicks or taps on what they read, types."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import CDPSession, Page, Playwright, sync_playwright

from tests.browser.served import DEADLINE, Served
from tests.kiosk.screen import Screen

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
SWITCHES = (
    "--no-sandbox",  # where a test runs as root, or in a container
    "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
QUIET = 0.25  # seconds without anything drawn
AGAIN = 1.2  # seconds after which a press that did nothing is tried again: it came before the screen could be seen


def program() -> str | None:
    """Return the Chromium of this machine, if it has one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


class Person:
    """`asked` are all addresses that the page asked for, `told` what it told its console, `sent` its server."""

    def __init__(self, page: Page, served: Served, *, touches: bool) -> None:
        self.page, self.served, self._touches = page, served, touches
        self.screen = Screen()
        self.asked: list[str] = []
        self.told: list[str] = []
        self.sent: list[str] = []
        self._drawn_at = 0.0
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        page.on("websocket", self._listen)
        self._fingers: CDPSession = page.context.new_cdp_session(page)

    def _listen(self, socket: Any) -> None:
        self.asked.append(socket.url)
        self.screen = Screen()
        socket.on("framereceived", self._drawn)
        socket.on("framesent", self._sent)

    def _drawn(self, data: Any) -> None:
        if isinstance(data, bytes):
            self.screen.feed(data)
            self._drawn_at = time.monotonic()

    def _sent(self, data: Any) -> None:
        self.sent.append(data)
        told = json.loads(data)
        if told[0] == "resize":
            self.screen.columns, self.screen.rows = told[1]["width"], told[1]["height"]

    # -- looking

    def open(self, address: str) -> None:
        self.page.goto(address)

    @property
    def text(self) -> str:
        return self.screen.text

    def shows(self, *words: str) -> bool:
        return all(word in self.text for word in words)

    def until(self, so: Any, told: str) -> None:
        end = time.monotonic() + DEADLINE
        while not so():
            assert time.monotonic() < end, f"{told}\n{self.text}\n{self.told}"
            self.page.wait_for_timeout(30)  # the page goes on meanwhile

    def until_shown(self, *words: str) -> None:
        self.until(lambda: self.shows(*words), f"shows {words}")

    def settle(self) -> None:
        """Wait until nothing is drawn any more: a screen comes in pieces, and rows move."""
        self.until(lambda: time.monotonic() - self._drawn_at > QUIET, "nothing moves")

    # -- doing

    def spot(self, words: str, last: bool = False) -> tuple[float, float]:
        """Return where on the page these words stand, their middle."""
        found = [
            (row, at.start() + len(words) / 2)
            for row, line in enumerate(self.text.splitlines())
            for at in re.finditer(re.escape(words), line)
        ]
        assert found, f"{words} is not shown\n{self.text}"
        row, column = found[-1 if last else 0]
        return self.place(column, row + 0.5)

    def place(self, column: float, row: float) -> tuple[float, float]:
        """Return where on the page a cell is, counted from 0."""
        box = self.page.locator(".xterm-screen").bounding_box()
        assert box is not None
        return (
            box["x"] + box["width"] * column / self.screen.columns,
            box["y"] + box["height"] * row / self.screen.rows,
        )

    def press_at(self, x: float, y: float) -> None:
        if self._touches:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)

    def press(self, words: str, *then: str, last: bool = True) -> None:
        """Press what these words stand on, until others are shown."""
        end = time.monotonic() + DEADLINE
        while not (then and self.shows(*then)):
            assert time.monotonic() < end, f"{words} leads not to {then}\n{self.text}"
            self.settle()
            if not self.shows(words):
                self.page.wait_for_timeout(30)
                continue
            before = self.text
            self.press_at(*self.spot(words, last))
            pause = time.monotonic() + AGAIN
            while time.monotonic() < pause and not (self.shows(*then) if then else self.text != before):
                self.page.wait_for_timeout(30)
            if not then and self.text != before:
                return

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=25)

    def compose(self, text: str) -> None:
        """Write as a keyboard on a screen does, which may change its mind until the word has ended."""
        end = {"selectionStart": len(text), "selectionEnd": len(text)}
        self._fingers.send("Input.imeSetComposition", {"text": text, **end})

    def draw(self, strokes: list[list[tuple[float, float]]]) -> None:
        """Draw with the mouse, or with a finger, through these places of the page."""
        for stroke in strokes:
            if not self._touches:
                self.page.mouse.move(*stroke[0])
                self.page.mouse.down()
                for x, y in stroke[1:]:
                    self.page.mouse.move(x, y)
                self.page.mouse.up()
                continue
            for kind, places in (
                ("touchStart", stroke[:1]), *(("touchMove", [place]) for place in stroke[1:]), ("touchEnd", []),
            ):  # fmt: skip
                points = [{"x": x, "y": y} for x, y in places]
                self._fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@contextmanager
def chromium() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def person(
    playwright: Playwright,
    served: Served,
    *,
    touches: bool = False,
    size: tuple[int, int] = (1200, 760),
    **context: Any,
) -> Iterator[Person]:
    """Sit somebody down before an empty page."""
    browser = playwright.chromium.launch(executable_path=program(), args=list(SWITCHES), timeout=DEADLINE * 1000)
    try:
        width, height = size
        page = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touches, locale="en-GB", **context
        ).new_page()
        page.set_default_timeout(DEADLINE * 1000)
        yield Person(page, served, touches=touches)
    finally:
        browser.close()
