"""Random keys, mouse, pastes and sizes: *no traceback, no rule broken*. The long form is `scripts/drill monkey`."""

from __future__ import annotations

from consent_tui.services.session import Written
from tests.kiosk.monkey import Monkey
from tests.kiosk.watching import RULES, Met

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


def test_the_monkey_knows_the_rules_of_the_model() -> None:
    """All that is asked of arbitrary walks of the model is asked of what it did."""
    names = {rule.__name__ for rule in RULES}
    assert "test_no_path_leads_to_a_consent_with_a_stop_standing" in names
    assert "test_back_never_loses_an_answer" in names
    assert len(names) > 25
