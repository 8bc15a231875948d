"""The kiosk on a real pseudo-terminal: what a terminal gets, and what it gets back."""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")

KIOSK = Path(__file__).with_name("kiosk_on_terminal.py")
DEADLINE = 60.0  # seconds; a busy machine is slow
ALTERNATE_ON, ALTERNATE_OFF, MOUSE_OFF = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?1000l"


class Terminal:
    """The other end of a kiosk's terminal."""

    def __init__(self, process: subprocess.Popen, fd: int) -> None:
        self.process, self.fd, self.seen = process, fd, b""

    def until(self, mark: bytes) -> bytes:
        """Read until `mark` was written."""
        end = time.monotonic() + DEADLINE
        while mark not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            assert self.process.poll() is None, self.seen[-2000:]
            self.seen += self._read(0.5)
        return self.seen

    def rest(self) -> bytes:
        """Read what is left until the process has ended."""
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            assert time.monotonic() < end
            self.seen += self._read(0.1)
        while more := self._read(0):
            self.seen += more
        return self.seen

    def _read(self, seconds: float) -> bytes:
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.fd, 65536)
        except OSError:  # the other end is closed
            return b""

    def repeat(self, keys: bytes) -> None:
        """Press again and again, until the process has ended: what comes before the screen was seen is late."""
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            assert time.monotonic() < end
            self.type(keys)
            self.seen += self._read(0.3)

    def type(self, keys: bytes) -> None:
        os.write(self.fd, keys)


@contextmanager
def kiosk(*arguments, **environment):
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, b"\x18\x00\x50\x00\x00\x00\x00\x00")  # 24 rows, 80 columns
    before = termios.tcgetattr(slave)
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
    process = subprocess.Popen(
        [sys.executable, str(KIOSK), *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=env,
        start_new_session=True,
    )
    terminal = Terminal(process, master)
    try:
        yield terminal
        assert termios.tcgetattr(slave)[:4] == before[:4]  # echo, line mode and signals are as they were
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(slave)
        os.close(master)


def drawn(terminal: Terminal) -> None:
    terminal.until(ALTERNATE_ON)
    terminal.until(b"Harbour Street Clinic")
    terminal.until(b"Stop")


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_it_and_gives_the_terminal_back(name, code):
    with kiosk() as terminal:
        drawn(terminal)
        terminal.process.send_signal(getattr(signal, name))
        shown = terminal.rest()
    assert terminal.process.returncode == code
    assert shown.rindex(ALTERNATE_OFF) > shown.rindex(ALTERNATE_ON)
    assert MOUSE_OFF in shown


def test_ctrl_c_ctrl_z_and_ctrl_p_lead_nowhere_and_ctrl_q_twice_leaves():
    with kiosk() as terminal:
        drawn(terminal)
        terminal.type(b"\x03\x1a\x1c\x10")
        terminal.repeat(b"\x11")
        shown = terminal.rest()
    assert terminal.process.returncode == 0
    assert shown.rindex(ALTERNATE_OFF) > shown.rindex(ALTERNATE_ON)


def test_an_error_of_ours_ends_calmly_without_a_word_of_the_client_s():
    """*unhandled error → calm notice without locals and exit 70*"""
    with kiosk("fault") as terminal:
        drawn(terminal)
        terminal.repeat(b"1")
        shown = terminal.rest()
    assert terminal.process.returncode == 70
    told = shown[shown.rindex(ALTERNATE_OFF) :].decode()
    assert "This screen has stopped." in told
    assert "Ana" not in told
    assert "Traceback" not in told


def test_textual_s_own_switches_are_dropped(tmp_path):
    """`TEXTUAL_LOG` would write every key to a file."""
    log = tmp_path / "keys.log"
    with kiosk(TEXTUAL_LOG=str(log), TEXTUAL_PRESS="q", TEXTUAL="devtools,debug") as terminal:
        drawn(terminal)
        terminal.process.send_signal(signal.SIGTERM)
        terminal.rest()
    assert terminal.process.returncode == 143
    assert not log.exists()
