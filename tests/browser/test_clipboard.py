"""Nothing of the screen gets to the clipboard of a shared machine, by whatever hand; in a real Chromium.

*Lock-down: no selection, clipboard*. The terminal in the page has both; this asks the real clipboard.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import Served, serving
from tests.kiosk.terminal import ROOT

if not importlib.util.find_spec("playwright"):
    pytest.skip("playwright is not installed", allow_module_level=True)

from tests.browser.chromium import Person, person, program

pytestmark = pytest.mark.skipif(program() is None, reason="there is no Chromium here (CHROMIUM names one)")

BEFORE = "held before"
FROM, TO, THEN = "Welcome. This", "You can stop", "Before all else"
APPLE = "Object.defineProperty(Navigator.prototype, 'platform', {get: () => 'MacIntel'})"


@pytest.fixture(scope="module")
def tiny(home: Path) -> Iterator[Served]:
    with serving(home, "--pack", str(ROOT / "tests" / "packs" / "tiny"), "--draft") as found:
        yield found


def drag(someone: Person) -> None:
    mouse = someone.page.mouse
    mouse.move(*someone.spot(FROM))
    mouse.down()
    mouse.move(*someone.spot(TO))
    mouse.up()


@contextmanager
def held(someone: Person, key: str) -> Iterator[None]:
    someone.page.keyboard.down(key)
    yield
    someone.page.keyboard.up(key)


def drag_with(key: str) -> Callable[[Person], None]:
    def do(someone: Person) -> None:
        with held(someone, key):
            drag(someone)

    return do


SELECTING: dict[str, Callable[[Person], None]] = {
    "drag": drag,
    "drag with Shift": drag_with("Shift"),
    "drag with Alt": drag_with("Alt"),
    "two clicks": lambda someone: someone.page.mouse.dblclick(*someone.spot(FROM)),
    "the right button": lambda someone: someone.page.mouse.click(*someone.spot(FROM), button="right"),
    "Cmd+A": lambda someone: someone.page.keyboard.press("Meta+a"),
}
COPYING: tuple[Callable[[Person], Any], ...] = (
    lambda someone: someone.page.evaluate("document.execCommand('copy')"),  # as a menu of the browser's does
    lambda someone: someone.page.evaluate("document.execCommand('cut')"),
    lambda someone: someone.page.keyboard.press("Control+Insert"),
    lambda someone: someone.page.keyboard.press("Meta+c"),
)


def clipboard(someone: Person, new: str | None = None) -> str:
    """Put something on the clipboard if told so; return what is on it. Another page of the same browser asks it."""
    other = someone.page.context.new_page()
    other.set_content("<textarea></textarea>")
    other.focus("textarea")
    if new is not None:
        other.fill("textarea", new)
        for keys in ("Control+a", "Control+c", "Delete"):
            other.keyboard.press(keys)
    other.keyboard.press("Control+v")
    found = other.input_value("textarea")
    other.close()
    someone.page.bring_to_front()
    return found


@pytest.mark.parametrize(
    ("platform", "ways"),
    [("", ["drag", "drag with Shift", "two clicks"]), (APPLE, ["drag with Alt", "the right button", "Cmd+A"])],
    ids=["here", "as on a Mac"],
)
def test_nothing_of_the_screen_gets_to_the_clipboard(
    playing: Any, tiny: Served, platform: str, ways: list[str]
) -> None:
    with person(playing, tiny) as someone:
        someone.page.add_init_script(platform)
        assert clipboard(someone, BEFORE) == BEFORE
        someone.open(tiny.start)
        someone.press("English", FROM, TO)
        someone.settle()
        for way in ways:
            for copy in COPYING:
                SELECTING[way](someone)
                copy(someone)
            assert someone.page.evaluate("String(getSelection())") == "", way  # Linux would paste it elsewhere
            assert someone.page.input_value("#terminal textarea") == "", way
        assert clipboard(someone) == BEFORE
        assert someone.shows(FROM, TO)
        someone.page.emulate_media(media="print")
        assert someone.page.locator("#screen").is_hidden()


def test_words_of_a_keyboard_on_the_screen_are_not_copied_from_the_field_they_wait_in(
    playing: Any, tiny: Served
) -> None:
    with person(playing, tiny) as someone:
        assert clipboard(someone, BEFORE) == BEFORE
        someone.open(tiny.start)
        someone.press("English", FROM)
        someone.page.keyboard.insert_text("qwyxzva")
        for copy in COPYING:
            someone.page.evaluate("document.querySelector('#terminal textarea').select()")
            copy(someone)
        assert clipboard(someone) == BEFORE


@pytest.mark.parametrize("composing", [False, True], ids=["waiting", "composing"])
def test_letters_that_a_keyboard_holds_back_go_with_the_client(playing: Any, tiny: Served, composing: bool) -> None:
    """*No trace of the client*: they wait in a field nobody sees, and the next client's Enter would send them."""
    with person(playing, tiny) as someone:
        someone.open(tiny.start)
        someone.press("English", FROM)
        if composing:
            someone.compose("qwyxzva")
        else:
            someone.page.keyboard.insert_text("qwyxzva")
        field = someone.page.locator("#terminal textarea")
        assert field.input_value() == "qwyxzva"
        someone.press("Stop", "You have stopped")
        someone.press("Leave and save nothing", "Nothing was saved")
        since = len(someone.sent)
        someone.press("Done →", "Choose your language")
        someone.until(lambda: field.input_value() == "", "the field is empty")
        assert someone.page.locator("#terminal").text_content().count("qwyxzva") == 0
        someone.page.keyboard.press("Enter")
        someone.press("English", FROM)
        assert [each for each in someone.sent[since:] if "qwyxzva" in each] == []
        assert someone.page.evaluate("document.activeElement.tagName") == "TEXTAREA"  # keys go where they went


def test_no_menu_comes_up_over_the_screen_and_presses_with_shift_work(playing: Any, tiny: Served) -> None:
    """Some hands cannot let go of Shift, and a setting of some systems holds it for them."""
    with person(playing, tiny) as someone:
        someone.open(tiny.start)
        someone.press("English", FROM, TO)
        menu = "new MouseEvent('contextmenu', {bubbles: true, cancelable: true})"
        for place in ("#terminal textarea", ".xterm-screen", "#below", "body"):
            assert not someone.page.eval_on_selector(place, f"(there) => there.dispatchEvent({menu})"), place
        with held(someone, "Shift"):
            someone.press("Begin →", THEN)
        assert someone.shows(THEN)
