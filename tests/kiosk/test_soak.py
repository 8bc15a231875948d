"""*A soak of whole clients in one process: memory at 1,000 ÷ at 10 ≤ 1.05.* The long form is `scripts/drill soak`."""

from __future__ import annotations

from pathlib import Path

from consent_tui.services.session import Written
from tests.kiosk.waiting_room import Held, held, received

EARLY, LATE = 3, 9  # both after a client of the same sheet
ALLOWED = 400  # objects more or less: a task that has just ended, a list that has grown


def test_nothing_in_the_process_grows_from_client_to_client(tmp_path: Path) -> None:
    found: dict[int, Held] = {}

    def nowhere(*_what: object) -> Written:
        return Written("front-desk-1", "ab12 cd34 ef56")

    received(LATE, tmp_path, nowhere, nowhere, lambda number: found.update({number: held()}), (EARLY, LATE))
    early, late = found[EARLY], found[LATE]
    assert late.widgets == early.widgets
    assert late.tasks == early.tasks
    assert late.objects - early.objects < ALLOWED, (early, late)
