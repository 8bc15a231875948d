"""The kiosk line by line, on stdin and stdout: for a screen reader, a braille line, a serial terminal, a script."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from consent_tui.plain.conversation import Conversation, Draw, Patience
from consent_tui.plain.lines import Gone, HungUp, Paper, Read, reader
from consent_tui.services.leaving import leave
from consent_tui.services.session import Session

HANGUP_EXIT = 129  # 128 + SIGHUP, as shells say it


def run(
    session: Session,
    draw: Draw,
    stdin: TextIO,
    stdout: TextIO,
    *,
    idle_seconds: int = 180,
    warning_seconds: int = 60,
    hidden_minutes: int = 15,
    done_seconds: int = 60,
    read: Read | None = None,
) -> int:
    """Hold the conversation until stdin ends; return the exit code: 0, or 129 when the terminal was hung up.

    An encounter that is under way then is left, and nothing of it is saved. `read` stands for stdin where somebody else
    types: it waits for a line so many seconds, and raises `Silence` or `Gone`.
    """
    patience = Patience(idle_seconds, warning_seconds, hidden_minutes * 60, done_seconds)
    conversation = Conversation(session, draw, read or reader(stdin), Paper(stdout), patience)
    try:
        with _hangup():
            conversation.hold()
    except HungUp:
        leave(session)
        return HANGUP_EXIT
    except (Gone, KeyboardInterrupt):
        conversation.end()
    return 0


@contextmanager
def _hangup() -> Iterator[None]:
    """Turn SIGHUP into `HungUp` where this platform has it and this thread may."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def hung_up(_number: int, _frame: FrameType | None) -> None:
        raise HungUp

    before = signal.signal(signal.SIGHUP, hung_up)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)
