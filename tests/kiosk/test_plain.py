"""The plain kiosk at a terminal, by itself and under the loop that starts the other one: keys, signals, line mode."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.terminal import Terminal, environment, kiosk_command, started
from tests.kiosk.test_loop import LOOP, children

START, BEGUN = "Choose your language", "This takes about"
LEFT = "You have left. Nothing was saved."


def said(terminal: Terminal, typed: str, *words: str) -> str:
    """Type this and wait until each of the words has come; return all that has come since."""
    since = len(terminal.seen)
    terminal.type(typed)
    terminal.until(lambda: all(word.encode() in terminal.seen[since:] for word in words), f"said {words}")
    terminal.quiet()
    return terminal.seen[since:].decode()


def until_start(terminal: Terminal) -> None:
    terminal.until(lambda: terminal.seen.count(START.encode()) == 1, START)
    terminal.quiet()


@pytest.fixture
def plain(home: Path) -> Iterator[Terminal]:
    with started(home, *kiosk_command("--plain")) as terminal:
        until_start(terminal)
        yield terminal


def test_no_key_of_the_terminal_ends_an_encounter_without_a_word(plain: Terminal) -> None:
    """Ctrl+\\ and Ctrl+Z do nothing; Ctrl+C and Ctrl+D leave, say so, and the next client finds Start."""
    for key in ("\x03", "\x04"):
        said(plain, "1\n", BEGUN)
        said(plain, "\x1c\x1a\x1c\x1aagain\n", BEGUN)
        said(plain, key, LEFT)
        said(plain, "\n", START)
    plain.type("\x04")
    plain.rest()
    assert plain.process.returncode == 0
    assert b"Traceback" not in plain.seen


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_it_and_gives_the_terminal_back(plain: Terminal, name: str, code: int) -> None:
    """The terminal's modes are compared where it was opened (`started`)."""
    said(plain, "1\n", BEGUN)
    plain.send(name)
    plain.rest()
    assert plain.process.returncode == code
    assert b"Traceback" not in plain.seen


def test_under_the_loop_what_is_typed_is_shown_and_can_be_rubbed_out(home: Path) -> None:
    """The loop switches echo, lines and Ctrl+C off, for a full screen; and starts the plain kiosk again as well."""
    soon = home / "programs" / "sleep"  # the loop's pauses are not what is looked at here
    soon.parent.mkdir()
    soon.write_text("#!/bin/sh\n")
    soon.chmod(0o755)
    path = f"{soon.parent}{os.pathsep}{environment(home)['PATH']}"
    with started(home, LOOP, *kiosk_command("--plain"), PATH=path) as terminal:
        until_start(terminal)
        assert "zqñx" in said(terminal, "zqñx", "zqñx")  # seen while it is typed
        assert BEGUN in said(terminal, "\x7f" * 4 + "1\r", BEGUN)  # four letters are gone, and ñ was one
        (kiosk,) = children(terminal.process.pid)
        os.kill(kiosk, signal.SIGKILL)
        terminal.until(lambda: b"Avise al personal" in terminal.seen, "asks for staff")
        terminal.until(lambda: START.encode() in terminal.seen.rpartition(b"Avise al personal")[2], START)
        terminal.quiet()
        said(terminal, "1\r", BEGUN)
        said(terminal, "\x03", LEFT)
        said(terminal, "\r", START)
        terminal.type("\x03")
        terminal.rest()
    assert terminal.process.returncode == 0  # staff ended it, and the loop with it
