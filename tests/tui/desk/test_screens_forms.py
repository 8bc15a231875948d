"""The form of every act, and what is met seldom, as they look: more pages beside those of `test_screens`.

Each is looked at for what can hardly be read in the same go. `CONSENT_TUI_SNAPSHOTS=write` renews the pictures.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consent_tui.model.later import Countersignature
from consent_tui.model.record import AskedQuestion
from consent_tui.records.folder import Folder
from consent_tui.tui.theme import CONSOLE, LINEN, THEMES
from tests.tui.desk.bench import NOW, Practice, masked, of, press, reviewing
from tests.tui.desk.test_screens import compared
from tests.tui.test_contrast import faint

DRAWN = (LINEN, CONSOLE)  # the pictures that are kept; the letters of the other themes are those of linen
ASKED = (AskedQuestion(place="session", words="Will it hurt?"), AskedQuestion(place="afterwards", words="How often?"))
# From page to page by keys, as in `test_screens`: the list stands with the file that was altered, 2 and 1 below it.
FORMS = (
    ("covered", ("down", "enter")),
    ("revealed", ("r",)),
    ("answer", ("q",)),
    ("answer-sealing", ("2", "tab", "O", "n", "c", "e", ".", "enter", "enter")),
    ("note", ("escape", "escape", "n")),
    ("note-doubt", ("1",)),
    ("note-paper", ("3",)),
    ("note-lacking", ("enter",)),
    ("note-private", ("shift+tab", "2")),
    ("note-private-sealing", ("enter",)),
    ("copy", ("escape", "escape", "p")),
    ("copy-sealing", ("enter",)),
    ("copy-not-printed", ("escape", "3", "enter")),
    ("erase", ("escape", "e")),
    ("erase-sealing", ("1", "enter")),
    ("withdraw", ("escape", "escape", "escape", "down", "enter", "w")),
    ("withdraw-sealing", ("1", "enter")),
    ("void", ("escape", "escape", "v")),
    ("void-sealing", ("2", "tab", "S", "l", "i", "p", "enter", "enter")),
    ("altered", ("escape", "escape", "escape", "home", "enter")),
    ("help-2", ("f1", "pagedown")),
    *((f"help-{number}", ("pagedown",)) for number in range(3, 8)),
    ("help-end", ("end",)),
    ("locked-open", ("f9",)),
)
FIRST_USE = (("first-use", ()), ("filters-empty", ("t",)), ("figures-empty", ("g",)))
REHEARSED = (("rehearsals-hidden", ()), ("rehearsals", ("r",)), ("rehearsal", ("enter",)), ("rehearsal-acts", ("a",)))


class Rehearsed(Practice):
    """A folder of rehearsals: of a kiosk alone, as `rehearse` makes it."""

    def __post_init__(self) -> None:
        self.folder = Folder.open(self.root)


@pytest.fixture(scope="module", autouse=True)
def room(tmp_path_factory):
    """Where the folders lie, and the home of whoever saves a copy: named the same wherever this runs."""
    with pytest.MonkeyPatch.context() as changed:
        changed.chdir(tmp_path_factory.mktemp("practices"))
        changed.setenv("HOME", "ada")
        Path("ada").mkdir()
        yield


@pytest.fixture(scope="module")
def practice(room) -> Practice:
    """A consent that is valid, one with private answers and questions, and a file that somebody altered."""
    practice = Practice(Path("records"))
    practice.keep(of("plain-consent", "Exemple Luc", 4))
    practice.act("front-desk-1", Countersignature(name_checked=True, born_checked=True, wanted=True))
    practice.keep(of("talk-private", "Sample Ada", 0.5, questions=ASKED))
    altered = practice.keep(of("plain-consent", "Ana Example", 0.1)).path
    altered.chmod(0o600)
    altered.write_bytes(altered.read_bytes().replace(b"Ana", b"Ann"))
    os.utime(altered, (NOW.timestamp(), NOW.timestamp()))
    return practice


@pytest.fixture(scope="module")
def new(room) -> Practice:
    return Practice(Path("new"))


@pytest.fixture(scope="module")
def rehearsed(room) -> Practice:
    practice = Rehearsed(Path("rehearsed"))
    practice.keep(of("plain-consent", "Eva Muestra", rehearsal=True), "rehearsal")
    return practice


@pytest.mark.parametrize("theme", THEMES)
async def test_every_form_and_what_is_met_seldom_looks_as_it_did_and_can_be_read(practice, new, rehearsed, theme):
    """*Text snapshots of every screen*; contrast as on the kiosk's screens."""
    found: list[str] = []
    for each, way in ((practice, FORMS), (new, FIRST_USE), (rehearsed, REHEARSED)):
        async with reviewing(each, theme=theme) as (pilot, app, _):
            for name, keys in way:
                shown = masked(await press(pilot, *keys))
                found += faint(app, theme, name)
                if theme in DRAWN:
                    compared(shown, f"{name}-{theme}-80x24")
                if theme == CONSOLE:
                    assert {sign for sign in shown if ord(sign) > 127 and not sign.isalpha()} == set(), name
    assert list(dict.fromkeys(found)) == []


async def test_what_grows_in_place_says_that_there_is_more(practice):
    """Where blanks lack something, the lines that say so push what is below them out of sight."""
    async with reviewing(practice) as (pilot, app, _):
        shown = await press(pilot, "down", "down", "enter", "c", *["tab"] * 5, "1", "enter")
        assert "is missing" in shown
        assert app.desk.sheet.scroll_target_y < app.desk.sheet.max_scroll_y
        assert "more" in shown


async def test_a_second_that_passes_while_the_desk_closes_ends_nothing(new):
    async with reviewing(new) as (_, app, _):
        pass
    app.pass_second()
    assert not app.return_code
