"""Random keys, mouse, pastes and sizes: *no traceback, no rule broken*. The long form is `scripts/drill monkey`."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

from consent_tui.records import checkpoint, layout, ledger
from consent_tui.records.verify import verify_paths
from consent_tui.services.sealing import Sealer
from consent_tui.services.session import Written
from tests.kiosk.monkey import Monkey
from tests.kiosk.watching import RULES, Met
from tests.views.sitting import VISIT

BY, NO_PACK = "front-desk", f"sha256:{hashlib.sha256().hexdigest()}"
LEADS = 0.8  # how often it leads on where a record is to come of it
STRETCHES, MOST = 5, 40  # of one seed; in all
SEEDS, EVENTS = 3, 250  # the first is patient, the others are hasty


def nowhere(*_what: object) -> Written:
    return Written("front-desk-1", "ab12 cd34 ef56")


async def test_whatever_is_pressed_every_rule_holds() -> None:
    met = Met()
    for seed in range(SEEDS):
        await Monkey(seed, nowhere, nowhere, met).play(EVENTS)
    assert met.events == EVENTS * SEEDS
    assert met.turns > 15 * SEEDS
    assert len(met.screens) > 4  # in all: how far one of them comes depends on the time that a screen takes


async def test_what_it_seals_verifies(tmp_path: Path) -> None:
    """*No record that does not verify*: the folder is looked through after somebody's presses came to an end there."""
    met, kiosk, root = Met(), sealer(tmp_path), tmp_path / "records"
    for stretch in range(MOST):  # how far it comes in one depends a little on the time that a screen takes
        if stretch % STRETCHES == 0:
            monkey = Monkey(stretch // STRETCHES * 4, kiosk.write, kiosk.withdrawing(VISIT), met)  # all of them patient
            monkey.leads = LEADS
        await monkey.play(EVENTS // STRETCHES)
        if written := [*layout.record_files(root)]:
            break
    assert written != []
    report = verify_paths([root])
    assert report.exit_code == 0, [*report.lines()]
    lines = ledger.load(layout.ledger_path(root, BY))
    assert [line.sequence for line in lines] == list(range(1, len(written) + 1))
    assert checkpoint.read(layout.checkpoint_path(root, BY).read_bytes()).size == len(written)


def sealer(place: Path) -> Sealer:
    """A kiosk with a folder of its own."""
    return Sealer(
        place / "records",
        place / "keys" / BY,
        BY,
        now=lambda: datetime.now(UTC),
        random=os.urandom,
        pack_digest=NO_PACK,
        pack_files={},
    )


def test_the_monkey_knows_the_rules_of_the_model() -> None:
    """All that is asked of arbitrary walks of the model is asked of what it did."""
    names = {rule.__name__ for rule in RULES}
    assert "test_no_path_leads_to_a_consent_with_a_stop_standing" in names
    assert "test_back_never_loses_an_answer" in names
    assert len(names) > 25
