"""Every page of the desk as it looks. `CONSENT_TUI_SNAPSHOTS=write` renews the pictures."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from consent_tui.tui.theme import THEMES
from tests.tui.desk.bench import Practice, flat, masked, of, press, reviewing, type_in
from tests.tui.stage import text_of
from tests.tui.test_contrast import faint

SNAPSHOTS = Path(__file__).with_name("snapshots")
NASTY = "[/red] [b]x[/b] [@click=app.quit]y[/]"
# From page to page by keys: the names of the pictures, and what leads there from the one before.
WAY = (
    ("list", ()),
    ("flagged", ("f",)),
    ("find", ("escape", "slash", "m", "u")),
    ("nothing", ("z",)),
    ("filters", ("escape", "escape", "t")),
    ("filtered", ("c", "escape")),
    ("doctor", ("x", "home", *["down"] * 5, "enter")),
    ("doctor-end", ("end",)),
    ("whole", ("2",)),
    ("seen", ("5",)),
    ("differs", ("6",)),
    ("seal", ("4",)),
    ("deeds", ("a",)),
    ("clear", ("c",)),
    ("lacking", ("tab", "tab", "tab", "tab", "tab", "space", "enter")),
    ("question", ("escape", "escape", "up", "up", "enter")),
    ("countersign", ("s", "1", "2", "3", "4")),
    ("sealing", ("enter",)),
    ("valid", ("escape", "escape", "escape", "end", "enter")),
    ("history", ("3",)),
    ("help", ("f1",)),
    ("locked", ("f9",)),
)


@pytest.fixture(scope="module")
def practice(tmp_path_factory) -> Practice:
    """A day at the practice, which nobody changes here."""
    return Practice(tmp_path_factory.mktemp("day") / "records").day()


def compared(shown: str, name: str) -> None:
    kept = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("CONSENT_TUI_SNAPSHOTS") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, "utf-8")
    assert shown == kept.read_text("utf-8"), name


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "linen"), ((120, 40), "linen"), ((80, 24), "console")])
async def test_every_page_looks_as_it_did(practice, size, theme):
    async with reviewing(practice, size=size, theme=theme, is_pin=lambda typed: False) as (pilot, _, _):
        for name, keys in WAY:
            shown = masked(await press(pilot, *keys))
            compared(shown, f"{name}-{theme}-{size[0]}x{size[1]}")
            if theme == "console":
                assert {sign for sign in shown if ord(sign) > 127 and not sign.isalpha()} == set(), name


async def test_a_page_looks_the_same_whatever_was_shown_before_it(practice):
    """Each part brings its own style: the lock may be the first page with a field."""
    async with reviewing(practice, is_pin=lambda typed: False) as (pilot, _, _):
        compared(masked(await press(pilot, "f9")), "locked-linen-80x24")


@pytest.mark.parametrize("theme", THEMES)
async def test_every_page_can_be_read(practice, theme):
    """Contrast as on the kiosk's screens, of each painted cell; with the focus on each thing that can have it."""
    found: list[str] = []
    async with reviewing(practice, theme=theme, is_pin=lambda typed: False) as (pilot, app, _):
        for name, keys in WAY:
            await press(pilot, *keys)
            found += faint(app, theme, name)
            if name in ("filters", "deeds", "lacking", "doctor"):
                await press(pilot, "tab")
                found += faint(app, theme, f"{name}, focus on {app.focused and app.focused.name}")
                if name != "lacking":
                    await press(pilot, "shift+tab")
    assert list(dict.fromkeys(found)) == []


async def test_names_and_words_are_shown_letter_by_letter(tmp_path):
    """*Names like `[/red]` do no harm.*"""
    practice = Practice(tmp_path / "records")
    record = of("asks-a-question", NASTY)
    practice.keep(replace(record, questions=tuple(replace(each, words=NASTY) for each in record.questions)))
    async with reviewing(practice, size=(120, 40)) as (pilot, app, _):
        shown = await press(pilot, "enter")
        assert shown.count(NASTY) >= 2  # the name, and what was asked
        for keys in (("2",), ("q",), ("escape", "n")):
            await press(pilot, *keys)
        await type_in(pilot, NASTY)
        shown = await press(pilot, "enter", "enter")
        assert NASTY in shown
    assert app.return_code is None or app.return_code == 0


@pytest.mark.parametrize(("theme", "drawn"), [("linen", "⣀⣀⣀⣀"), ("console", "####")])
async def test_a_drawn_signature_is_drawn_on_the_desk(tmp_path, theme, drawn):
    """*Strokes as integer points in the record; drawn in `show`, PDF and desk.*"""
    practice = Practice(tmp_path / "records")
    record = of("plain-consent", "Ana Example")
    practice.keep(replace(record, signature=replace(record.signature, strokes=("0,7 79,7",))))
    async with reviewing(practice, size=(80, 60), theme=theme) as (pilot, app, _):
        shown = await press(pilot, "enter", "2")
        while drawn not in shown and (lower := await press(pilot, "pagedown")) != shown:
            shown = lower
        assert drawn in shown
    assert not app.return_code


async def test_a_window_that_is_too_small_says_so_and_loses_nothing(practice):
    async with reviewing(practice, size=(50, 15)) as (pilot, app, _):
        assert "larger window" in flat(text_of(app))
        await pilot.resize_terminal(80, 24)
        shown = await press(pilot, "home")
        assert "front-desk-5" in shown


async def test_no_page_leaves_its_place(practice):
    """Nothing is drawn beyond the width of a page: every line of the frame ends where it should."""
    async with reviewing(practice, size=(60, 18)) as (pilot, _, _):
        for _, keys in WAY[:6]:
            shown = await press(pilot, *keys)
            assert all(len(line) <= 60 for line in shown.split("\n"))
            assert re.search(r"Enter", shown)
