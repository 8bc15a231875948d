"""A whole walkthrough in a real Chromium, by clicks and by touch, from a start address to a sealed record."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import DEADLINE, Served, serving, until
from tests.kiosk.terminal import environment

if not importlib.util.find_spec("playwright"):
    pytest.skip("playwright is not installed", allow_module_level=True)

from tests.browser.chromium import AGAIN, Person, person, program

pytestmark = pytest.mark.skipif(program() is None, reason="there is no Chromium here (CHROMIUM names one)")

CHOSEN, FREE = "◉", "○"
RAIL = 29  # columns of the names of the steps on a wide screen
LIKED = (
    *("For me", "Yes, I can decide today", "18 years or over", "I agree", "At any time"),
    *("No, she can do nothing for now", "Ask a doctor first", "Agree", "No"),
)
INKED = 8  # cells of a line that has been dragged across the pad
NAME, BORN = "Ana Example", "3 2 1990"


@pytest.fixture(scope="module")
def pack(home: Path) -> Path:
    """A small pack, so that a walk is short."""
    made = home / "pack"
    run(home, "pack", "new", str(made), "--title", "Gentle touch")
    return made


@pytest.fixture(scope="module")
def gentle(home: Path, pack: Path) -> Iterator[Served]:
    with serving(home, "--pack", str(pack), "--draft", "--sessions", "2") as found:
        yield found


def run(home: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-P", "-m", "consent_tui", *arguments], env=environment(home), cwd=home, check=True,
        capture_output=True, text=True,
    ).stdout  # fmt: skip


# -- a client


def next_press(someone: Person) -> tuple[float, float] | None:
    """Return where a client would press now: an answer that is missing, else the main key."""
    lines = [" " * RAIL + line[RAIL:] for line in someone.text.splitlines()]
    open_rows = [at for at, line in enumerate(lines) if FREE in line and CHOSEN not in line]
    for words in LIKED:
        for at in open_rows:
            if found := re.search(rf"{FREE} +{re.escape(words)}(?= *(│|║|$| {{2}}))", lines[at]):
                return someone.place(found.end() - 1, at + 0.5)
    return None


def main_key(someone: Person) -> tuple[float, float] | None:
    """Return where the main key is, if it leads on."""
    for at, line in reversed([*enumerate(someone.text.splitlines())]):
        if re.search(r" → {2,}\w+ *║? *$", line):
            return someone.place(line.rindex(" →") - 1, at + 0.5)
    return None


def answer(someone: Person, until_shown: str) -> None:
    """Answer as a healthy adult would who agrees, until these words are shown."""
    end = time.monotonic() + 3 * DEADLINE
    while not someone.shows(until_shown):
        assert time.monotonic() < end, someone.text
        someone.settle()
        before = someone.text
        spot = main_key(someone) or next_press(someone)
        if spot:
            someone.press_at(*spot)
        pause = time.monotonic() + AGAIN
        while time.monotonic() < pause and someone.text == before:
            someone.page.wait_for_timeout(30)


def below(someone: Person, label: str) -> tuple[int, int]:
    """Return row and column where the words of a label begin."""
    return next((row, line.index(label)) for row, line in enumerate(someone.text.splitlines()) if label in line)


def fill(someone: Person, label: str, text: str) -> None:
    """Press the field below a label until it has the focus, then type into it."""

    def line(down: int) -> str:
        row, column = below(someone, label)
        return someone.text.splitlines()[row + down][column:]

    end = time.monotonic() + DEADLINE
    while "╔" not in line(1)[:3]:
        assert time.monotonic() < end, someone.text
        someone.settle()
        row, column = below(someone, label)
        someone.press_at(*someone.place(column + 4, row + 2.5))
        someone.page.wait_for_timeout(500)
    someone.type(text)
    someone.until(lambda: text in line(2), f"{text} is typed")


def tick(someone: Person, line: str, then: str) -> None:
    """Go on to a line below and tick it; ink that is committed meanwhile may bring the pad back into view."""
    end = time.monotonic() + DEADLINE
    while not someone.shows(then):
        assert time.monotonic() < end, someone.text
        someone.settle()
        someone.press_at(*someone.spot(line if someone.shows(line) else "There is more below"))
        someone.page.wait_for_timeout(400)


def sign(someone: Person) -> str:
    """Sign by name and in ink; return the record's number."""
    someone.until_shown("Your agreement", "Draw it too")
    fill(someone, "Your name, printed", NAME)
    fill(someone, "Born (day month year)", BORN)
    fill(someone, "Type your own name again", NAME)
    someone.settle()
    row, column = below(someone, "Draw it too")
    someone.draw([[someone.place(column + 6 + n * 1.5, row + 3.5 + n % 3) for n in range(14)]])
    someone.until(lambda: sum("⠀" < each <= "⣿" for each in someone.text) > INKED, "a line is drawn, no mere dot")
    tick(someone, "I am the person named above", "Sign →")
    someone.press("Sign →", "Your record is saved")
    found = re.search(r"kiosk-\d+", someone.text)
    assert found, someone.text
    return found[0]


# -- what they find


@pytest.mark.parametrize("touches", [False, True], ids=["clicks", "touch"])
def test_a_walkthrough_leads_to_a_sealed_record(playing: Any, gentle: Served, home: Path, *, touches: bool) -> None:
    with person(playing, gentle, touches=touches, size=(1200, 860)) as someone:
        someone.open(gentle.start)
        assert someone.page.url == f"{gentle.origin}/"
        someone.until_shown("With a screen reader: please ask us for another way.")  # no command can be typed here
        assert "consent-tui --plain" not in someone.text
        someone.press("English", "Welcome")
        answer(someone, "Your agreement")
        number = sign(someone)
        record = run(home, "show", number, "--format", "json")
        assert NAME in record
        assert '"ink"' in record or '"strokes"' in record
        assert run(home, "verify", number)
        assert someone.shows("Your copy is below this screen.")
        copied(someone, gentle, number)
        someone.press("QR code", "as a QR code")
        someone.until(lambda: not someone.shows("Your record is saved"), "nothing else is shown")
        someone.press("Go back", "Your record is saved")
        someone.press("Done →", "Choose your language")
        assert NAME not in someone.text
        assert {address.split("/")[2] for address in someone.asked} == {gentle.host}
        assert not [told for told in someone.told if told.startswith("error")], someone.told
    until(lambda: not gentle.children(), lambda: "a closed tab leaves no process")


def copied(someone: Person, served: Served, number: str) -> None:
    """The client's copy is offered while the record's number is shown, to this tab, once."""
    page = someone.page
    page.wait_for_selector("#copy a")
    address = served.origin + str(page.locator("#copy a").get_attribute("href"))
    with page.expect_download() as loading:
        page.click("#copy a")
    assert loading.value.suggested_filename == f"{number}.txt"
    text = Path(loading.value.path()).read_text("utf-8")
    assert number in text
    assert NAME in text
    assert page.request.get(address).status == 404


def test_what_is_over_leaves_nothing_on_the_page(playing: Any, home: Path, pack: Path) -> None:
    """Staff leave, then the server goes: each time a calm page without a picture of the screen, and a way on."""
    with serving(home, "--pack", str(pack), "--draft") as served, person(playing, served) as someone:
        page = someone.page
        someone.open(served.start)
        someone.until_shown("Choose your language")
        while page.locator("#ended").is_hidden():
            page.keyboard.press("Control+q")
            page.wait_for_timeout(600)
        assert "This session has ended" in page.inner_text("body")
        assert page.locator("canvas, #terminal").count() == 0
        assert page.evaluate("document.activeElement.textContent") == "Start again"
        page.keyboard.press("Enter")
        someone.press("English", "Welcome")
        served.process.kill()
        page.wait_for_selector("#lost:not([hidden])")
        assert "The connection was lost" in page.inner_text("body")
        assert page.locator("canvas, #terminal").count() == 0


def test_a_touched_screen_shows_its_letters_when_they_are_wanted(playing: Any, gentle: Served) -> None:
    """A tap would bring them up each time, and they would cover half of the page."""
    with person(playing, gentle, touches=True) as someone:
        page, field = someone.page, someone.page.locator("#terminal textarea")
        someone.open(gentle.start)
        someone.until_shown("Choose your language")
        assert page.locator("#letters").is_hidden()
        someone.press("English", "Welcome")
        assert field.get_attribute("inputmode") == "none"
        for pressed, mode in (("true", "text"), ("false", "none")):
            page.tap("#letters")
            assert page.locator("#letters").get_attribute("aria-pressed") == pressed
            assert field.get_attribute("inputmode") == mode
            assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


@pytest.mark.parametrize("size", [(360, 740), (820, 560)])
def test_letters_are_as_large_as_80_by_24_allow(playing: Any, gentle: Served, size: tuple[int, int]) -> None:
    """On a small window they shrink to 9 pixels at least; the kiosk itself says where even that is too little."""
    with person(playing, gentle, size=size) as someone:
        someone.open(gentle.start)
        someone.until(lambda: someone.text.strip() != "", "something is drawn")
        someone.settle()
        fits = someone.screen.columns >= 80 and someone.screen.rows >= 24
        assert fits or someone.page.locator("#terminal").get_attribute("data-font-size") == "9"
        assert someone.page.evaluate("document.documentElement.scrollWidth") <= size[0]
