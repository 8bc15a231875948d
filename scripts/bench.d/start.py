"""Time to the painted Start screen, as a ratio to an empty Textual app in the same run. Goal: 1.25 at most.

Both are started in a pseudo-terminal of 80x24; the clock runs from the start of the process to the last byte of the
first screen (the terminal has been quiet for a moment, which is not counted). Rounds alternate, so that a busy machine
meets both.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

ROUNDS = 15
QUIET = 0.4  # seconds without a byte: the screen stands
EMPTY = "from textual.app import App\nApp().run()"
KIOSK = ["-m", "consent_tui"]
GOAL = 1.25


def painted(arguments: list[str], home: str) -> float:
    """Return seconds from the start of the process to the last byte of its first screen."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", HOME=home)
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = f"{home}/{name.lower()}"
        os.execv(sys.executable, [sys.executable, "-P", *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    last, drawn = began, 0
    while drawn < 1500 or select.select([terminal], [], [], QUIET)[0]:  # switching screens alone takes some 100 bytes
        if not select.select([terminal], [], [], 20)[0]:
            raise SystemExit("nothing was painted within 20 seconds")
        drawn += len(os.read(terminal, 65536))
        last = time.perf_counter()
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    os.close(terminal)
    return last - began


def main() -> None:
    floors, ours = [], []
    with tempfile.TemporaryDirectory() as home:
        for arguments in (["-c", EMPTY], KIOSK):  # once each, unmeasured: compiled files, a key, a folder
            painted(arguments, home)
        for _ in range(ROUNDS):
            floors.append(painted(["-c", EMPTY], home))
            ours.append(painted(KIOSK, home))
    floor, kiosk = statistics.median(floors), statistics.median(ours)
    ratio = kiosk / floor
    print(f"empty Textual app   {floor * 1000:6.0f} ms  (median of {ROUNDS})")
    print(f"consent-tui, Start  {kiosk * 1000:6.0f} ms  (median of {ROUNDS})")
    print(f"ratio               {ratio:6.2f}     goal {GOAL}: {'reached' if ratio <= GOAL else 'not reached'}")


if __name__ == "__main__":
    main()
