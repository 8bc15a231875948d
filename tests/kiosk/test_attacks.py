"""Everything that can come out of a terminal, on screen after screen: nothing of it changes one or ends the kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.attacks import ESC, TABLES
from tests.kiosk.terminal import Terminal, files, started

SENTINEL = "Zqxv"
CLIPBOARD, TRACEBACK = b"\x1b]52", b"Traceback"
WELCOME, QUESTION, ROWS = "This takes about", "Before all else", "Step 2 of 11"
START, STOP, COVERED, BACK = "Choose your language", "You have stopped", "This screen is covered", "You are back"
NOTE = "Your question"
NO = "← your answer"  # the welcome page speaks of your answers, too

# From the screen before: its name, the keys that lead to it and what each shows.
Way = dict[str, tuple[tuple[str, str], ...]]
BEFORE_ANSWERS: Way = {
    "start": (),
    "staff PIN": (("\x11", "Staff PIN"),),
    "welcome": ((ESC, START), ("1", WELCOME)),
    "question": (("\r", QUESTION),),
    "stop": ((ESC, STOP),),
    "urgent": (("b", QUESTION), ("1", "Get help now")),
}
WITH_ANSWERS: Way = {
    "answered": (("1", WELCOME), ("\r", QUESTION), ("2", NO)),
    "covered": (("h", COVERED),),
    "after a cover": (("\r", BACK),),
    "rows": (("\r", NO), ("\r", ROWS)),
    "a field": (("?", "How can we help"), ("1", NOTE), (SENTINEL, SENTINEL)),
}
SECOND_FIELD = f"{ESC}[<0;10;12M{ESC}[<0;10;12m"  # a finger in it
WITHDRAWING: Way = {
    "withdrawing": (("w", "English: Withdraw"), ("1", "You can withdraw at any")),
    "a field": (("\r", "Which consent?"), (f"{SENTINEL}-7", f"{SENTINEL}-7")),
    "to confirm": ((SECOND_FIELD, f"│ {SENTINEL}-7"), ("29 2 1980", "29 2 1980"), ("\r", "Withdraw this consent?")),
}
IN_A_FIELD = ("mouse", "replies", "malformed")  # where letters are typed, the others may type some


@pytest.fixture
def kiosk(home: Path) -> Iterator[Terminal]:
    with started(home) as terminal:
        terminal.until_shown(START)
        yield terminal


@pytest.mark.parametrize(
    "way", [BEFORE_ANSWERS, WITH_ANSWERS, WITHDRAWING], ids=["before answers", "with answers", "withdrawing"]
)
def test_nothing_but_keys_of_a_screen_changes_it(kiosk: Terminal, way: Way) -> None:
    """*Verdict: still there, no leak, no traceback, CPU idle after.*"""
    for name, presses in way.items():
        shown = START
        for keys, shown in presses:
            kiosk.press(keys, shown)
        before = kiosk.redrawn(shown)
        kinds = IN_A_FIELD if name == "a field" else tuple(TABLES)
        for kind in kinds:
            sent_all(kiosk, kind, before, name, each=name == "question")
        assert kiosk.redrawn(shown) == before, name
        kiosk.until_idle()
    unscathed(kiosk)


def sent_all(kiosk: Terminal, kind: str, before: str, name: str, *, each: bool) -> None:
    """Send everything of a kind; `each`: look after every single one."""
    for attack, sent in TABLES[kind].items():
        kiosk.type(sent)
        if each or kind == "malformed":  # what is cut short must not be completed by what follows
            kiosk.quiet()
            assert kiosk.screen.text == before, (name, attack)
    kiosk.quiet()
    assert kiosk.screen.text == before, (name, kind)


def unscathed(kiosk: Terminal) -> None:
    """Nothing went to the clipboard, nothing was printed, and no file holds anything of the client."""
    assert CLIPBOARD not in kiosk.seen
    assert TRACEBACK not in kiosk.seen
    kept = files(kiosk.home)
    assert [name for name, held in kept.items() if SENTINEL.encode() in held] == []
    assert [name for name in kept if not name.startswith(("config/", "cache/", "data/", "state/"))] == []


def test_what_gets_into_a_field_stays_text(kiosk: Terminal) -> None:
    """*U+009B and U+202E reach the terminal raw* in a bare Textual; a paste there presses keys."""
    for keys, shown in (("1", WELCOME), ("\r", QUESTION), ("?", "How can we help"), ("1", NOTE), (SENTINEL, SENTINEL)):
        kiosk.press(keys, shown)
    since = len(kiosk.seen)
    for kind in ("chords", "chords of kitty's protocol", "bytes", "pastes"):
        for sent in TABLES[kind].values():
            kiosk.type(sent)
            kiosk.quiet()
    kiosk.redrawn(NOTE)
    drawn = kiosk.seen[since:].decode("utf-8", "replace")
    assert [sign for sign in "\x9b\x9d\x07\u202e\u202d\u2066\ufeff" if sign in drawn] == []
    unscathed(kiosk)
    kiosk.until_idle()
