"""Runs the kiosk on a terminal, from a clean environment to an exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from consent_tui.tui import lockdown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from consent_tui.model.state import State
    from consent_tui.tui.kiosk.app import Session
    from consent_tui.views.shapes import View
    from consent_tui.words import Words


def run_kiosk(
    session: Session,
    draw: Callable[[State], View],
    *,
    words: Callable[[str], Words],
    theme: str | None,
    idle_seconds: float,
    warning_seconds: float,
    hidden_minutes: float,
    done_seconds: float = 60,
    is_pin: Callable[[str], bool] | None = None,
    touch_keyboard: bool = False,
    log: Path | None = None,
) -> int:
    """Run until staff leave; return the exit code: 0, 128 + a signal's number, or 70 after an error of ours.

    `theme` as in `clinic.toml`; `None`: what the terminal shows. `is_pin` says whether a typed PIN is that of staff;
    `None`: there is none, and Ctrl+Q twice leaves. `touch_keyboard`: letters can be shown on the screen.

    An error is told calmly and without anything of the client's; its place in the code is noted in the folder `log`.
    """
    lockdown.shut(os.environ)
    lockdown.ignore_interrupts()
    from consent_tui.tui import lockdown_log
    from consent_tui.tui.kiosk.app import KioskApp
    from consent_tui.tui.theme import fitting

    lockdown_log.catch_strays()
    if log is not None:
        lockdown_log.keep(log)
    app = KioskApp(
        session,
        draw,
        words=words,
        theme=theme or fitting(os.environ),
        idle_seconds=idle_seconds,
        warning_seconds=warning_seconds,
        hidden_minutes=hidden_minutes,
        done_seconds=done_seconds,
        is_pin=is_pin,
        touch_keyboard=touch_keyboard,
    )
    app.run()
    lockdown.leave_on_signals()  # the loop that had them has ended
    lockdown.let_go()
    if app.faulted:
        lockdown.calm(lambda: _stopped(session, words(draw(session.state).frame.language)))
        return lockdown.STOPPED
    return app.return_code or 0


def _stopped(session: Session, say: Words) -> tuple[str, ...]:
    """Say calmly that the screen has stopped, and what became of what the client did."""
    kept = session.state.receipt is not None
    saved = say("staff.stopped_saved") if kept else say("staff.stopped_unsaved")
    return say("staff.stopped"), saved, say("staff.stopped_ask")
