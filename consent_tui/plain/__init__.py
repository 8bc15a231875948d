"""The kiosk line by line, on stdin and stdout: for a screen reader, a braille line, a serial terminal, a script."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TextIO

from consent_tui.plain.conversation import Conversation, Draw, Patience
from consent_tui.plain.holding import Ended, held
from consent_tui.plain.lines import Gone, Paper, Read, reader
from consent_tui.services.leaving import leave
from consent_tui.services.session import Session


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
    """Hold the conversation until stdin ends; return the exit code: 0, or 128 + the number of the signal that ended it.

    An encounter that is under way then is left, and nothing of it is saved. `read` stands for stdin where somebody else
    types: it waits for a line so many seconds, and raises `Silence` or `Gone`; signals are not the kiosk's then.
    """
    patience = Patience(idle_seconds, warning_seconds, hidden_minutes * 60, done_seconds)
    conversation = Conversation(session, draw, read or reader(stdin), Paper(stdout), patience)
    with held(stdin) if read is None else nullcontext():
        try:
            conversation.hold()
        except Ended as signalled:
            leave(session)
            return signalled.exit_code
        except (Gone, KeyboardInterrupt):
            conversation.end()
    return 0
