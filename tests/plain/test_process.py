"""The plain kiosk as a process of its own: a dumb terminal, an ASCII locale, a pipe; and what it leaves behind."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.plain.rehearsing import typed
from tests.scenarios.stage import ROOT, TINY, draw, run, sheet


class Listening(io.StringIO):
    """Paper that keeps what the typist wrote on it, apart from what was printed."""

    def __init__(self):
        super().__init__()
        self.typed = []

    def write(self, text):
        if self.getvalue().endswith(": "):
            self.typed.append(text.rstrip("\n"))
        return super().write(text)


def lines_of(tmp_path, **changes):
    """What a person types for an answer sheet."""
    paper = Listening()
    run(sheet(tmp_path, **changes), typed(draw, paper))
    return paper.typed


@pytest.fixture
def kiosk(tmp_path):
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    dumb = {"TERM": "dumb", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "consent_tui", "kiosk", "--plain", "--draft", "--pack", str(TINY)]

    def start(stdin=subprocess.PIPE):
        return subprocess.Popen(
            [*command, "--records", str(tmp_path / "records")],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ["PATH"], **home, **dumb},
            cwd=tmp_path,
        )

    return start


def records(tmp_path):
    return list(Path(tmp_path, "records").glob("[0-9]*/*/*.toml"))


def test_a_consent_typed_into_a_pipe_lies_in_the_folder(kiosk, tmp_path):
    typing = "\n".join([*lines_of(tmp_path), ""]).encode()
    said, told = kiosk().communicate(typing, timeout=60)
    assert b"Your agreement is saved" in said, told
    assert len(records(tmp_path)) == 1
    assert {byte for byte in said if byte < 32 or byte > 126} == {10}


def test_a_consent_in_spanish_reads_in_seven_bits(kiosk, tmp_path):
    typing = "\n".join([*lines_of(tmp_path, language="es"), ""]).encode()
    process = kiosk()
    said, _ = process.communicate(typing, timeout=60)
    assert (process.returncode, len(records(tmp_path))) == (0, 1)
    assert {byte for byte in said if byte < 32 or byte > 126} == {10}


def test_stdin_that_ends_in_the_middle_leaves_nothing(kiosk, tmp_path):
    process = kiosk()
    said, told = process.communicate(b"1\n\n2\n", timeout=60)
    assert (process.returncode, told) == (0, b"")
    assert b"Nothing was saved." in said
    assert records(tmp_path) == []


def test_no_stdin_at_all_is_an_end_too(kiosk):
    process = kiosk(stdin=subprocess.DEVNULL)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, b"")


def test_a_reader_that_goes_away_leaves_nothing_and_no_traceback(kiosk, tmp_path):
    process = kiosk()
    process.stdout.close()
    process.stdin.write(b"1\n\n2\n")
    process.stdin.close()
    told = process.stderr.read()
    process.wait(60)
    process.stderr.close()
    assert b"Traceback" not in told
    assert records(tmp_path) == []


def test_a_terminal_that_hangs_up_ends_it_with_129(kiosk, tmp_path):
    process = kiosk()
    process.stdin.write(b"1\n\n2\n\n")
    process.stdin.flush()
    said = b""
    while b"Who is the session for?" not in said:
        said += (printed := os.read(process.stdout.fileno(), 4096))
        assert printed, said
    process.send_signal(signal.SIGHUP)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told, records(tmp_path)) == (129, b"", [])
