"""How a command ends: the only module that owns stderr and exit codes. Nothing here ever prints what a client typed."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from consent_tui.model.text import visible


class Exit(IntEnum):
    """What a command says to whoever started it."""

    WELL = 0  # warnings too
    NO = 1  # altered, missing, unknown key, fault found, scenario differs
    USED_WRONGLY = 2
    COULD_NOT = 3  # disk, permission, network, only encrypted
    OUR_FAULT = 70


class Ended(Exception):
    """A command cannot go on: one sentence that says what is wrong and what to do, and the exit code."""

    def __init__(self, exit_code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(sentence: str) -> None:
    """Tell the person at the terminal; stdout is for data alone. Nothing in it moves the cursor."""
    print("\n".join(map(visible, sentence.split("\n"))), file=sys.stderr, flush=True)


def ended(command: Callable[[], int]) -> int:
    """Run a command and return its exit code; whatever goes wrong becomes a sentence, never a traceback."""
    _open_streams()
    try:
        code = command()
        sys.stdout.flush()  # here, so that a full disk or a closed pipe is told like any other
    except KeyboardInterrupt:
        say("Stopped.")
        code = Exit.COULD_NOT
    except BrokenPipeError:  # whoever read our output has enough of it
        _silence()
        code = Exit.COULD_NOT
    except Exception as fault:  # noqa: BLE001  the last place where a fault can be told in words
        code = _told(fault)
    return code


def _told(fault: Exception) -> int:
    from consent_tui.records.faults import RecordsFault

    code = getattr(fault, "exit_code", None)  # the rooms' own faults carry theirs
    if code is not None or isinstance(fault, RecordsFault):
        say(visible(str(fault)) if isinstance(fault, RecordsFault) else str(fault))  # it is one line, with a path in it
        return Exit.COULD_NOT if code is None else code
    if isinstance(fault, OSError):
        where = f"{visible(str(fault.filename))}: " if fault.filename else ""
        say(f"{where}{fault.strerror or 'the system refused'}. Mend that and start again.")
        _silence()
        return Exit.COULD_NOT
    say(f"consent-tui has a fault of its own ({_place(fault)}). Please report this line; it tells nothing of a client.")
    return Exit.OUR_FAULT


def _place(fault: Exception) -> str:
    """Where a fault of our own arose: kind, file, line. Its message is left out, since it may quote a person."""
    frames = traceback.extract_tb(fault.__traceback__)
    home = Path(__file__).resolve().parent.parent
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(home)]
    if not ours:
        return type(fault).__name__
    last = ours[-1]
    return f"{type(fault).__name__} in {Path(last.filename).relative_to(home).as_posix()}, line {last.lineno}"


def _open_streams() -> None:
    """Closed streams become empty ones, and no text is refused because the terminal cannot show it."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115, PTH123  lives as long as the process
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  likewise
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123  likewise
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _silence() -> None:
    """Python flushes stdout once more at exit; what could not be written then is not told twice."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real stdout, so nothing to flush
        return
