"""Everything that can come out of a terminal, on the screens that `test_attacks.py` does not reach: *every screen*.

One client is led through a whole walk; at each step everything is sent before they go on. How each single attack fares
is looked at there; what happens to a sign that gets into a field, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from consent_tui.records import layout
from consent_tui.records.verify import verify_paths
from consent_tui.tui import lockdown
from tests.kiosk.attacks import TABLES
from tests.kiosk.conftest import PIN
from tests.kiosk.leading import Led, led
from tests.kiosk.terminal import SETTLED
from tests.kiosk.test_attacks import CLIPBOARD, TRACEBACK
from tests.kiosk.test_ends import restored
from tests.kiosk.test_floods import SIZES
from tests.kiosk.test_forgetting import CONSENT, RECORDS, TINY, WORDS, drawn, kept_only_in_records

START, SPACE, IDLE, CODE = "Choose your language", "More space", "Are you still there", "as a QR code"
LEAVE = "Leave the kiosk"
SHEET = CONSENT | {"questions": {}}  # each stretch of the walk would ask it again
STEPS = (
    *("deciding/who", "pages", "screening", "result", "teach-back"),
    *("choices/areas", "choices/goals", "statements", "review"),
    *("decide/decision", "decide/sign", "Signed"),  # the sign sheet empty, and with name, date and ink
)
# Where letters are typed, some attacks type some, and F6 says that staff do.
FIELDS = ("choices/goals", "decide/sign", "Signed")
SHEETS = {
    *("ReadSheet", "RowsSheet", "ChooseSheet", "ResultSheet", "BodySheet", "FormSheet", "ReviewSheet"),
    *("IdleSheet", "DoneSheet", "CodeSheet"),
}
EVERYTHING = [b"".join(sent for kind in TABLES if kind != "malformed" for sent in TABLES[kind].values())]
EVERYTHING += [b"".join(TABLES["malformed"].values())]  # alone: it must not be completed by what follows


@pytest.fixture
def kiosk(home: Path) -> Iterator[Led]:
    with led(home, WORDS, "kiosk", "--pack", str(TINY)) as led_kiosk:
        led_kiosk.ask("stay")
        yield led_kiosk


def test_nothing_but_keys_of_a_screen_changes_it_up_to_the_last_one(
    kiosk: Led, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """*From every screen of the walkthrough: still there, no leak, no traceback, CPU idle after.*"""
    place, terminal = tmp_path_factory.mktemp("sheets"), kiosk.terminal
    sheets: set[str] = set()
    for step in STEPS:
        kiosk.walk(place, until=step, **SHEET)
        sheets.add(attacked(kiosk, step, exactly=step not in FIELDS))
        if step == "screening":
            terminal.press("a", SPACE)
            sheets.add(attacked(kiosk, "look"))  # who is led closes it
        elif step == "review":
            stormed(kiosk)
        elif step == "decide/decision":
            sheets.add(warned(kiosk))
    assert kiosk.walk(place, **SHEET) == "consent"
    sheets.add(attacked(kiosk, "done"))
    terminal.press("c", CODE)
    sheets.add(attacked(kiosk, "QR code"))
    assert sheets == SHEETS
    terminal.send("SIGHUP")
    assert restored(terminal.rest())
    assert terminal.process.returncode == 129
    unscathed(kiosk)
    records = terminal.home / RECORDS
    assert len([*layout.record_files(records)]) == 1
    assert verify_paths([records]).exit_code == 0


def attacked(kiosk: Led, name: str, *, exactly: bool = True) -> str:
    """Send everything; the same screen is there, and at rest. Not `exactly`: what can be typed may be written down."""
    terminal = kiosk.terminal
    stood, shown = seen(kiosk)
    for sent in EVERYTHING:
        terminal.type(sent)
        terminal.quiet()
    terminal.until_idle()
    now, shows = seen(kiosk)
    assert now[:3] == stood[:3], name
    if exactly:
        assert now == stood, name
        assert [*unified_diff(shown.split("\n"), shows.split("\n"))] == [], name
    return str(now[0])


def seen(kiosk: Led) -> tuple[list[str], str]:
    """Return where the encounter stands and what is on the terminal once all of it has been drawn."""
    stands: list[str] = kiosk.ask("stands")
    kiosk.terminal.quiet(SETTLED)
    return stands, kiosk.terminal.screen.text


def warned(kiosk: Led) -> str:
    """The same where a warning counts down: any key of a client's is their answer to it, and does nothing else."""
    terminal, stood = kiosk.terminal, kiosk.ask("stands")
    kiosk.ask("wait", seconds=4000)
    terminal.until_shown(IDLE)
    warning = str(kiosk.ask("stands")[0])
    for sent in EVERYTHING:
        terminal.type(sent)
        terminal.quiet()
    if terminal.shows(IDLE):
        terminal.type("x")
    terminal.until(lambda: not terminal.shows(IDLE), "gone on")
    terminal.until_idle()
    assert kiosk.ask("stands")[:3] == stood[:3]
    return warning


def stormed(kiosk: Led) -> None:
    """*resize 1x1, 0x0, 500x200, SIGWINCH storm; SIGINT / SIGQUIT / SIGTSTP → ignored*, with answers on the screen."""
    terminal = kiosk.terminal
    terminal.quiet(SETTLED)
    shown, stood = terminal.screen.text, kiosk.ask("stands")
    for name in lockdown.IGNORED:
        terminal.send(name)
    for n in range(60):
        terminal.resize(*SIZES[n % len(SIZES)], pixels=(n, n))
        terminal.send("SIGWINCH")
        terminal.read(0)
    terminal.quiet(SETTLED)
    terminal.screen.clear()
    terminal.resize(40, 120)
    terminal.until(lambda: terminal.screen.text == shown, f"drawn as before:\n{shown}")
    terminal.until_idle()
    assert kiosk.ask("stands")[:3] == stood[:3]


def unscathed(kiosk: Led) -> None:
    """Nothing went to the clipboard, nothing was printed, nothing of the client stands anywhere but in the record."""
    terminal = kiosk.terminal
    assert CLIPBOARD not in terminal.seen
    assert TRACEBACK not in terminal.seen
    assert drawn(terminal.seen) != []
    kept_only_in_records(terminal.home)


def test_nothing_but_keys_of_staff_changes_what_is_behind_their_pin(kiosk: Led) -> None:
    """Two fields: what is typed into them stays there, and nobody leaves the kiosk by it."""
    terminal = kiosk.terminal
    terminal.press("\x11", "Staff PIN")
    terminal.type(f"{PIN}\r")
    terminal.until_shown(LEAVE)
    assert attacked(kiosk, "behind the PIN", exactly=False) == "BehindPin"
    assert terminal.shows(LEAVE)
    assert CLIPBOARD not in terminal.seen
    assert TRACEBACK not in terminal.seen
    terminal.press("\x1b", START)
