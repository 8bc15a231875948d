"""A screen that nobody touches stands still, also without colours; and nothing in our code makes it do otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import consent_tui
from consent_tui.tui.kiosk.app import KioskApp
from tests.kiosk.terminal import started
from tests.tui import sample_views as views
from tests.tui.stage import playing
from tests.tui.test_theme import contrast

START, TO_A_FIELD = (
    "Choose your language",
    (("1", "This takes about"), ("?", "How can we help"), ("1", "Your question")),
)
STILL = 2.5  # seconds; a cursor that blinks does so twice a second
READABLE = 4.5
COLOURS = re.compile(rb"\x1b\[[0-9;]*?38;2;(\d+);(\d+);(\d+);48;2;(\d+);(\d+);(\d+)[0-9;]*m([^\x1b]*)")
TUI = Path(consent_tui.__file__).parent / "tui"
WATCHED = re.compile(r"\.watch\(|data_bind\(")


def test_nothing_moves_by_itself(home: Path) -> None:
    """*No motion unless asked for*; a cursor that blinks would make pictures and braille lines restless."""
    with started(home) as terminal:
        terminal.until_shown(START)
        terminal.until_idle()
        terminal.quiet()
        assert terminal.read(STILL) == b""
        for keys, shown in TO_A_FIELD:
            terminal.press(keys, shown)
        terminal.until_idle()
        terminal.quiet()
        assert terminal.read(STILL) == b""


async def test_no_animation_is_asked_of_textual() -> None:
    async with playing(views.page()) as (_, app, _):
        assert isinstance(app, KioskApp)
        assert app.animation_level == "none"


def test_without_colours_it_can_be_read(home: Path) -> None:
    """*`NO_COLOR` + theme `ansi-dark/light` = black on black*: ours are no ANSI themes, and their greys can be read."""
    with started(home, NO_COLOR="1") as terminal:
        terminal.until_shown(START)
        terminal.press("1", "This takes about")
        terminal.quiet()
        drawn = [(tuple(map(int, found[:6])), found[6]) for found in COLOURS.findall(terminal.seen)]
    assert [pair for pair, _ in drawn if len({*pair[:3]}) > 1 or len({*pair[3:]}) > 1] == []
    letters = [pair for pair, text in drawn if re.search(rb"[A-Za-z]", text)]
    assert len(letters) > 10
    assert [pair for pair in letters if contrast(spelled(pair[:3]), spelled(pair[3:])) < READABLE] == []


def spelled(colour: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02X}" for part in colour)


def test_nothing_watches_what_outlives_it() -> None:
    """*`watch`/`data_bind` on long-lived objects leak*: a sheet that has gone would stay, with all that it drew."""
    guilty = [
        f"{path.name}:{number}"
        for path in sorted(TUI.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if WATCHED.search(line)
    ]
    assert guilty == []
    assert WATCHED.search("self.watch(self.app, 'theme', self.draw)")
