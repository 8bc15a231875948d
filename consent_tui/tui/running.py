"""Runs the kiosk on a terminal, from a clean environment to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from consent_tui.model.state import State
from consent_tui.tui import lockdown
from consent_tui.views.shapes import View
from consent_tui.words import Words, load

if TYPE_CHECKING:
    from consent_tui.tui.kiosk.app import Session


def run_kiosk(
    session: Session,
    draw: Callable[[State], View],
    *,
    theme: str | None,
    idle_seconds: float,
    warning_seconds: float,
    hidden_minutes: float,
    done_seconds: float = 60,
    words: Callable[[str], Words] = load,
) -> int:
    """Run until staff leave; return the exit code: 0, 128 + a signal's number, or 70 after an error of ours.

    `theme` as in `clinic.toml`; `None`: what the terminal shows. An error is told calmly and without anything of the
    client's; its place in the code goes to the log `consent_tui`.
    """
    lockdown.shut(os.environ)
    lockdown.ignore_interrupts()
    from consent_tui.tui.kiosk.app import KioskApp
    from consent_tui.tui.theme import fitting

    app = KioskApp(
        session,
        draw,
        theme=theme or fitting(os.environ),
        idle_seconds=idle_seconds,
        warning_seconds=warning_seconds,
        hidden_minutes=hidden_minutes,
        done_seconds=done_seconds,
        words=words,
    )
    app.run()
    if app.faulted:
        say = words(draw(session.state).frame.language)
        sys.stderr.write(f"{say('screen.stopped')}\n")
        return lockdown.STOPPED
    return app.return_code or 0
