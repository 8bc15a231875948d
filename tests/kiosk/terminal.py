"""The other end of a kiosk's terminal: the real program in a pseudo-terminal, attacked as a terminal can be."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kiosk.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 60.0  # seconds; a busy machine is slow
QUIET = 0.15  # seconds without a byte: longer than a terminal's reader waits for the rest of a sequence
SETTLED = 0.6  # seconds without a byte: a sheet that lays its rows out anew has done so
ALTERNATE_ON, ALTERNATE_OFF, MOUSE_OFF = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?1000l"
TICKS = os.sysconf("SC_CLK_TCK")
IDLE = 0.35  # of a processor: a kiosk looks at its clock once a second, and this machine may be slow


class Terminal:
    """`seen` are all bytes that the kiosk wrote, `screen` what they look like."""

    def __init__(self, process: subprocess.Popen[bytes], fd: int, home: Path) -> None:
        self.process, self.fd, self.home = process, fd, home
        self.seen, self.screen = b"", Screen()

    # -- looking

    def read(self, seconds: float) -> bytes:
        """Read what was written, waiting for it so long at most."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            read = os.read(self.fd, 65536)
        except OSError:  # the other end is closed
            return b""
        self.seen += read
        self.screen.feed(read)
        return read

    def quiet(self, moment: float = QUIET) -> None:
        """Read until nothing comes any more for a moment."""
        while self.read(moment):
            pass

    def until(self, so: Callable[[], object], told: str) -> None:
        """Read until it is so."""
        end = time.monotonic() + DEADLINE
        while not so():
            assert time.monotonic() < end, f"not so: {told}\n{self.screen.text}\n{self.seen[-500:]!r}"
            assert self.process.poll() is None, f"ended with {self.process.returncode}: {told}\n{self.seen[-2000:]!r}"
            self.read(0.1)

    def shows(self, *words: str) -> bool:
        return all(word in self.screen.text for word in words)

    def until_shown(self, *words: str) -> None:
        self.until(lambda: self.shows(*words), f"shows {words}")

    def rest(self) -> bytes:
        """Read until the process has ended; return all that was written."""
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            assert time.monotonic() < end, self.screen.text
            self.read(0.1)
        while self.read(0):
            pass
        return self.seen

    # -- doing

    def type(self, keys: bytes | str) -> None:
        """Send bytes, reading meanwhile, so that neither side waits for the other."""
        left = keys.encode() if isinstance(keys, str) else keys
        end = time.monotonic() + DEADLINE
        while left:
            assert time.monotonic() < end, "it takes no more"
            assert self.process.poll() is None, self.seen[-2000:]
            self.read(0)
            if select.select([], [self.fd], [], 0.1)[1]:
                left = left[os.write(self.fd, left[:512]) :]

    def press(self, keys: bytes | str, *words: str) -> None:
        """Press again and again until these words are shown: what comes before a screen could be seen is late."""
        self.quiet()  # words of the screen before may stand where the new one is not drawn yet
        end = time.monotonic() + DEADLINE
        while not self.shows(*words):
            assert time.monotonic() < end, f"{words}\n{self.screen.text}"
            self.type(keys)
            pause = time.monotonic() + 0.7
            while time.monotonic() < pause and not self.shows(*words):
                self.read(0.05)

    def repeat(self, keys: bytes) -> None:
        """Press again and again until the process has ended."""
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            assert time.monotonic() < end, self.screen.text
            os.write(self.fd, keys)
            self.read(0.3)

    def resize(self, rows: int, columns: int, pixels: tuple[int, int] = (0, 0)) -> None:
        """Make the window so large; the kiosk gets a SIGWINCH."""
        self.screen.rows, self.screen.columns = rows, columns
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, *pixels))

    def send(self, name: str) -> None:
        self.process.send_signal(getattr(signal, name))

    # -- judging

    def redrawn(self, *words: str) -> str:
        """Have everything drawn anew until these words are shown, and return what is on the screen then."""
        for columns in (86, 80):
            self.quiet(SETTLED)
            self.screen.clear()
            self.resize(24, columns)
            self.until_shown(*words)
        self.quiet(SETTLED)
        return self.screen.text

    def cpu(self) -> float:
        """Return the seconds of processor time that the kiosk has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def until_idle(self) -> None:
        """Wait until the kiosk uses next to no processor time: it neither spins nor still works on what came."""

        def idle() -> bool:
            before, since = self.cpu(), time.monotonic()
            while (left := since + 1.0 - time.monotonic()) > 0:
                self.read(left)
            return self.cpu() - before < IDLE * (time.monotonic() - since)

        self.until(idle, "idle")

    def memory(self) -> int:
        """Return how many bytes of memory the kiosk holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * int(status.partition("VmRSS:")[2].split()[0])


@contextmanager
def started(
    home: Path,
    *command: str | Path,
    size: tuple[int, int] = (24, 80),
    pass_fds: tuple[int, ...] = (),
    **variables: str,
) -> Iterator[Terminal]:
    """Run the kiosk, or another command, in a terminal of its own; the terminal's modes are given back at the end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    before = termios.tcgetattr(theirs)
    process = subprocess.Popen(
        [*map(str, command)] if command else kiosk_command(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment(home), **variables},
        cwd=home,
        start_new_session=True,
        pass_fds=pass_fds,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - the child is single-threaded still
    )
    gone = select.poll()
    gone.register(theirs, select.POLLHUP)
    try:
        terminal = Terminal(process, ours, home)
        yield terminal
        if process.poll() is None:
            process.terminate()
            terminal.rest()
        if process.returncode != -signal.SIGKILL and gone.poll(0) == []:
            assert termios.tcgetattr(theirs)[:4] == before[:4]  # echo, line mode and signals are as they were
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(theirs)
        os.close(ours)


def kiosk_command(*arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "consent_tui", *arguments]


def environment(home: Path) -> dict[str, str]:
    """Return the variables of a machine whose home is `home`; nothing of the real one is seen."""
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {
        **places,
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def files(home: Path) -> dict[str, bytes]:
    """Return what every file under a home holds."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}
