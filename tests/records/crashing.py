"""Writes a record while being killed at each step in turn. Run as a program: `crashing.py ROOT BEFORE [RECIPIENT…]`.

For the n-th step, `ROOT/n` starts with two whole records; then a child writes a third one and is killed (SIGKILL)
at its n-th call into the operating system. Prints how many steps there were; the last child was not killed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import Client, Kind, Record
from consent_tui.records.age import Recipients
from consent_tui.records.folder import Folder
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key

STEPS = ("open", "mkdir", "write", "fsync", "link", "unlink", "replace", "truncate", "close")
KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def write(folder: Folder) -> None:
    folder.write(
        Record(id="", kind=Kind.REFUSAL, language="en", client=Client(name="Ana Example", born=date(1980, 2, 29))),
        KEY,
        "front-desk",
        now=lambda: datetime.now(UTC),
        new_id=lambda now: uuid7(now, os.urandom(10)),
    )


def kill_at(step: int) -> None:
    """From now on count every call that changes or flushes something, and die at the given one; writes tear."""
    calls = 0

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                if name == "write":
                    real(given[0], bytes(given[1])[: len(given[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call

    for name in STEPS:
        setattr(os, name, counted(name, getattr(os, name)))


def main(root: Path, before: int, recipients: Recipients) -> None:
    step, killed = 0, True
    while killed:
        step += 1
        folder = Folder.open(root / str(step), recipients)
        for _ in range(before):
            write(folder)
        child = os.fork()
        if child == 0:
            kill_at(step)
            write(Folder.open(root / str(step), recipients))
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    sys.stdout.write(f"{step}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Recipients(tuple(sys.argv[3:])))
