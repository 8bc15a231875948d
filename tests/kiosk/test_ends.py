"""How a kiosk ends: in order, with the terminal as it was, and only where it should."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.tui import lockdown
from tests.kiosk.conftest import PIN
from tests.kiosk.terminal import (
    ALTERNATE_OFF,
    ALTERNATE_ON,
    MOUSE_OFF,
    SETTLED,
    Terminal,
    environment,
    kiosk_command,
    started,
)

START = "Choose your language"
FORGET = b"\x1b[2J\x1b[3J"


def restored(shown: bytes) -> bool:
    """Whether the terminal got back its own screen and mouse, and forgot what was on it."""
    after = shown[shown.rindex(ALTERNATE_OFF) :]
    return shown.rindex(ALTERNATE_OFF) > shown.rindex(ALTERNATE_ON) and MOUSE_OFF in shown and FORGET in after


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGPWR", 158)])
def test_a_signal_ends_it_and_gives_the_terminal_back(home: Path, name: str, code: int) -> None:
    """*SIGTERM → clean exit 143; SIGHUP → clean exit 129*"""
    with started(home) as terminal:
        terminal.until_shown(START)
        terminal.send(name)
        shown = terminal.rest()
    assert terminal.process.returncode == code
    assert restored(shown)


def test_signals_of_keys_and_of_strangers_do_nothing(home: Path) -> None:
    """*SIGINT / SIGQUIT / SIGTSTP → ignored; SIGUSR1 dies*"""
    with started(home) as terminal:
        terminal.until_shown(START)
        before = terminal.redrawn(START)
        for name in lockdown.IGNORED:
            terminal.send(name)
        terminal.send("SIGCONT")
        terminal.send("SIGSTOP")  # nobody can refuse this one
        terminal.send("SIGCONT")
        assert terminal.redrawn(START) == before
        terminal.press("1", "This takes about")  # one reader is left, and each key counts once
        terminal.press("\r", "Before all else")
        terminal.until_idle()


HOLDING = """
import termios
from consent_tui.tui.lockdown import held
def keys():
    print("signals" if termios.tcgetattr(0)[3] & termios.ISIG else "keys", end=" ", flush=True)
keys()
with held():
    keys()
keys()
"""


def test_the_terminal_s_signal_keys_are_keys_before_anything_heavy_is_loaded(home: Path) -> None:
    """*never with `stty -isig` set before start*: other programs of this terminal are not hit either."""
    with started(home, sys.executable, "-P", "-c", HOLDING) as terminal:
        terminal.rest()
    assert terminal.screen.text.split() == ["signals", "keys", "signals"]


# Started as a launcher may start it: with the terminal's keys still in their usual mode. The keys come at once.
@pytest.mark.parametrize(
    "keys", ["\x03", "\x1c", "\x1a", "\x03\x1c\x1a" * 20], ids=["ctrl+c", "ctrl+\\", "ctrl+z", "all of them"]
)
def test_keys_pressed_while_it_starts_do_not_end_it(home: Path, keys: str) -> None:
    """*ctrl+c / ctrl+\\ in the first ~150 ms: dies, Python traceback*; with `trap` before it never."""
    with started(home, "sh", "-c", f"trap '' INT QUIT TSTP; echo go; exec {' '.join(kiosk_command())}") as terminal:
        terminal.until(lambda: b"go" in terminal.seen, "started")
        for _ in range(40):
            os.write(terminal.fd, keys.encode())
            terminal.read(0.05)
        terminal.until_shown(START)
        assert b"Traceback" not in terminal.seen


LOSING = """
import os, signal
from consent_tui.tui.lockdown import held
with held():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException:
        print("lost")
"""


def test_no_library_can_lose_or_reword_a_signal_while_it_is_loaded(home: Path) -> None:
    """TERM and HUP end cleanly from the first instruction on. Python 3.11 makes other errors of them."""
    command = f'{sys.executable} -P -c "$0"; echo "ended $?"; stty -a'
    with started(home, "sh", "-c", command, LOSING) as terminal:
        terminal.rest()
    words = terminal.screen.text.split()
    assert words[:2] == ["ended", "143"]
    assert "isig" in words  # given back


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_while_it_starts_ends_it_in_order(home: Path, name: str, code: int) -> None:
    """From the first instruction on; whichever moment it meets, the terminal is whole and nothing is printed."""
    for moment in (0.0, 0.1, 0.2, 0.4):
        with started(home, "sh", "-c", f"echo go; exec {' '.join(kiosk_command())}") as terminal:
            terminal.until(lambda terminal=terminal: b"go" in terminal.seen, "started")
            while terminal.cpu() < moment + 0.02:  # its own time, which a busy machine does not change
                terminal.read(0.005)
            terminal.send(name)
            shown = terminal.rest()
        early = terminal.process.returncode == -getattr(signal, name)  # Python itself was still starting
        assert terminal.process.returncode == code or (moment == 0.0 and early), (moment, shown)
        assert b"Traceback" not in shown
        assert ALTERNATE_ON not in shown or restored(shown)


@pytest.mark.parametrize("alone", ["", "setsid -w "], ids=["with HUP", "without"])
def test_a_terminal_that_goes_away_ends_it(home: Path, alone: str) -> None:
    """*stdin EOF, or terminal gone with HUP ignored: lives on at 100 % CPU for ever*"""
    with started(home, "sh", "-c", f"trap '' HUP; {alone}{' '.join(kiosk_command())}; echo $? > ended") as terminal:
        terminal.until_shown(START)
        terminal.quiet(SETTLED)  # nothing is being drawn: it finds out by reading
        hung_up(terminal)
        terminal.process.wait(60)
    assert (home / "ended").read_text().strip() == str(lockdown.GONE)


def hung_up(terminal: Terminal) -> None:
    """Close our end of the terminal for good."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, terminal.fd)
    os.close(null)


def test_without_a_terminal_it_does_not_start(home: Path) -> None:
    """*stdin `/dev/null`*"""
    run = subprocess.run(
        kiosk_command(), stdin=subprocess.DEVNULL, capture_output=True, env=environment(home), check=False, timeout=60
    )
    assert run.returncode == 3
    assert b"draws on a terminal" in run.stderr
    assert run.stdout == b""


def test_staff_leave_by_their_pin(home: Path) -> None:
    with started(home) as terminal:
        terminal.until_shown(START)
        terminal.press("\x11", "Staff PIN")
        terminal.type(f"{PIN}\r")
        terminal.until_shown("Leave the kiosk")
        terminal.type("\x1b[21~")
        shown = terminal.rest()
    assert terminal.process.returncode == 0
    assert restored(shown)
    assert PIN.encode() not in shown


def test_while_no_pin_is_set_start_says_so_and_ctrl_q_twice_leaves(home: Path) -> None:
    (home / "config" / "consent-tui" / "clinic.toml").unlink()
    with started(home) as terminal:
        terminal.until_shown(START, "no PIN is set")
        terminal.repeat(b"\x11")
    assert terminal.process.returncode == 0


@pytest.mark.parametrize("with_pin", [True, False])
def test_staff_keys_work_on_start_alone(home: Path, *, with_pin: bool) -> None:
    if not with_pin:
        (home / "config" / "consent-tui" / "clinic.toml").unlink()
    with started(home) as terminal:
        terminal.until_shown(START)
        terminal.press("1", "This takes about")
        before = terminal.redrawn("This takes about")
        for _ in range(4):
            terminal.type("\x11")
            terminal.quiet()
        assert terminal.redrawn("This takes about") == before


@pytest.mark.parametrize("front", [(), ("--plain",)], ids=["full screen", "plain"])
def test_no_core_is_left_of_a_crash(home: Path, front: tuple[str, ...]) -> None:
    """*core dump (`RLIMIT_CORE` 0)*"""
    with started(home, *kiosk_command(*front)) as terminal:
        terminal.until(lambda: START.encode() in terminal.seen, START)
        assert resource.prlimit(terminal.process.pid, resource.RLIMIT_CORE) == (0, 0)


def test_nothing_of_textual_s_own_switches_is_heeded(home: Path) -> None:
    """`TEXTUAL_LOG` would write every key to a file, `TEXTUAL_PRESS` press keys, `TEXTUAL_DRIVER` load other code."""
    log = home / "keys.log"
    switches = {"TEXTUAL_LOG": str(log), "TEXTUAL_PRESS": "1", "TEXTUAL": "devtools,debug", "TEXTUAL_DRIVER": "x:y"}
    with started(home, **switches) as terminal:
        terminal.until_shown(START)
        terminal.until_idle()
        assert terminal.redrawn(START)
    assert not log.exists()


def test_commands_that_are_no_kiosk_can_be_stopped(home: Path) -> None:
    """Only the full screen holds the keys of its terminal."""
    script = "from consent_tui.__main__ import _opens_kiosk as k; print(k(['verify', 'x']), k(['--plain']))"
    run = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, env=environment(home), check=True
    )
    assert run.stdout.split() == ["False", "False"]
