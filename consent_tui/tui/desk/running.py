"""Runs the desk on a terminal, from a clean environment to an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from consent_tui.tui import lockdown

if TYPE_CHECKING:
    from pathlib import Path

    from consent_tui.tui.desk.playing import Playing
    from consent_tui.words import Words

STOPPED = "The desk has stopped: a fault of its own. What was sealed is sealed. Please start it again."


def run_desk(session: Playing, say: Words, *, theme: str | None, idle_seconds: float, log: Path | None = None) -> int:
    """Run until the practitioner leaves; return 0, 128 + a signal's number, or 70 after an error of ours.

    `theme` as in `clinic.toml`; None: what the terminal shows. An error's place in the code is noted in the folder
    `log`, never its words.
    """
    lockdown.shut(os.environ)
    from consent_tui.tui import lockdown_log
    from consent_tui.tui.desk.app import DeskApp
    from consent_tui.tui.theme import fitting

    lockdown_log.catch_strays()
    if log is not None:
        lockdown_log.keep(log)
    app = DeskApp(session, say, theme=theme or fitting(os.environ), idle_seconds=idle_seconds)
    app.run()
    lockdown.let_go()
    if app.faulted:
        sys.stderr.write(f"{lockdown.FORGET}{STOPPED}\n")
        return lockdown.STOPPED
    return app.return_code or 0
