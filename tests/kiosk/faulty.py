"""Started by `test_errors.py` on a terminal of its own: the kiosk on a hand-made page, in which the first act fails.

`twice`: what tells of it fails as well.

A script beside its modules: `tests` may be another project's package in this environment.
"""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tui"))

import sample_views
from fake_session import FakeSession

from consent_tui.tui import run_kiosk
from consent_tui.words import load

HOW, LOG = sys.argv[1], Path(sys.argv[2])


def fail() -> None:
    client_name = "Ana Example"
    raise RuntimeError(f"about {client_name}")


def faulty(act: object, view: object) -> None:
    """Fail in the way that was asked for."""
    if HOW == "thread":
        threading.Thread(target=fail).start()
    elif HOW == "callback":
        import asyncio

        asyncio.get_running_loop().call_soon(fail)
    else:
        fail()


class Session(FakeSession):
    def _state(self):
        state = super()._state()
        if HOW != "twice":  # else looking for it fails as well
            state.receipt = None
        return state


session = Session(sample_views.question(), faulty)
waits = {"idle_seconds": 180, "warning_seconds": 60, "hidden_minutes": 15}
sys.exit(run_kiosk(session, lambda state: session.view, words=load, theme=None, log=LOG, **waits))
