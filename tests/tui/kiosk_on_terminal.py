"""Started by `test_terminal.py` on a terminal of its own: the kiosk on a hand-made page. `fault` raises an error in it.

A script beside its modules: `tests` may be another project's package in this environment.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import sample_views
from fake_session import FakeSession

from consent_tui.tui import run_kiosk


def faulty(act, view):
    client_name = "Ana Example"
    raise RuntimeError(f"about {client_name}")


session = FakeSession(sample_views.question(), faulty if "fault" in sys.argv else None)
waits = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15}
sys.exit(run_kiosk(session, lambda state: session.view, theme=None, **waits))
