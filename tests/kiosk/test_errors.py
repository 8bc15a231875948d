"""An error of ours: the screen asks for staff, the log says where, and neither says a word of the client's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_tui.tui import lockdown_log
from tests.kiosk.terminal import ALTERNATE_OFF, ROOT, started

SCRIPT = ROOT / "tests" / "kiosk" / "faulty.py"
CLIENT = "Ana"


@pytest.mark.parametrize("how", ["handler", "callback", "twice"])
def test_an_error_of_ours_ends_calmly_without_a_word_of_the_client_s(home: Path, how: str) -> None:
    """*unhandled error → a calm screen that asks for staff, a log without locals or client data, exit 70*"""
    with started(home, sys.executable, SCRIPT, how, home / "log") as terminal:
        terminal.until_shown("Harbour Street Clinic")
        terminal.repeat(b"1")
        shown = terminal.rest().decode("utf-8", "replace")
    assert terminal.process.returncode == 70
    told = shown[shown.rindex(ALTERNATE_OFF.decode()) :]
    assert "This screen has stopped." in told
    assert ("Nothing was saved." in told) is (how != "twice")  # who does not know says nothing of it
    assert "Please ask a member of staff." in told
    assert CLIENT not in shown
    assert "Traceback" not in shown
    noted = (home / "log" / lockdown_log.FILE).read_text("utf-8")
    assert "RuntimeError at tests/kiosk/faulty.py:" in noted
    assert CLIENT not in noted


def test_an_error_of_a_thread_is_noted_and_nothing_is_printed(home: Path) -> None:
    with started(home, sys.executable, SCRIPT, "thread", home / "log") as terminal:
        terminal.until_shown("Harbour Street Clinic")
        log = home / "log" / lockdown_log.FILE
        while not log.exists():
            terminal.type("1")
            terminal.read(0.2)
        terminal.redrawn("Harbour Street Clinic")
        assert b"Traceback" not in terminal.seen
        assert CLIENT.encode() not in terminal.seen
    assert CLIENT not in log.read_text("utf-8")


def failing(depth: int) -> None:
    client_name = "Ana Example"
    if depth:
        failing(depth - 1)
    raise ValueError(f"about {client_name}")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log of its own; what was there before is put back."""
    late = lockdown_log.keep(tmp_path / "state")
    yield tmp_path / "state" / lockdown_log.FILE
    lockdown_log.log.removeHandler(late)
    late.close()


def test_the_log_says_where_and_never_what(log: Path) -> None:
    assert not log.exists()  # nothing has gone wrong yet
    try:
        try:
            failing(2)
        except ValueError as error:
            raise KeyError("Ana Example") from error
    except KeyError as error:
        lockdown_log.note(error)
    (line,) = log.read_text("utf-8").splitlines()
    assert "KeyError at " in line
    assert "behind it ValueError at tests/kiosk/test_errors.py:" in line
    assert CLIENT not in line


def test_the_log_is_rotated(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that comes back for a year fills no disk."""
    monkeypatch.setattr(lockdown_log, "MOST_BYTES", 2000)
    for _ in range(200):
        try:
            failing(0)
        except ValueError as error:
            lockdown_log.note(error)
    kept = sorted(log.parent.iterdir())
    assert len(kept) == 1 + lockdown_log.OLD_FILES
    assert all(path.stat().st_size <= 2000 for path in kept)


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    late = lockdown_log.keep(tmp_path / "file" / "below")
    try:
        lockdown_log.note(ValueError("about Ana Example"))
    finally:
        lockdown_log.log.removeHandler(late)
    told = capsys.readouterr()
    assert told.out + told.err == ""
