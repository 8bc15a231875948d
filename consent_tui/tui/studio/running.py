"""Runs the studio on a terminal, from a clean environment to an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from consent_tui.tui import lockdown

if TYPE_CHECKING:
    from consent_tui.content.verdict import Reading
    from consent_tui.tui.studio.workshop import Workshop

STOPPED = "The studio has stopped: a fault of its own. Your files are as you saved them. Please start it again."


def run_studio(workshop: Workshop, reading: Reading, *, language: str | None) -> int:
    """Run until the trainer leaves; return the exit code: 0, 128 + a signal's number, or 70 after an error of ours."""
    lockdown.shut(os.environ)
    from consent_tui.tui.studio.app import StudioApp
    from consent_tui.tui.theme import fitting

    app = StudioApp(workshop, reading, language=language or "", theme=fitting(os.environ))
    app.run()
    if app.faulted:
        sys.stderr.write(f"{STOPPED}\n")
        return lockdown.STOPPED
    return app.return_code or 0
