"""Whole clients, one after another, at one kiosk in one process: what it holds at the end, by what it held at ten.

Memory is what the system says that the process has (RSS), after each client has been forgotten. Nothing is left to
chance.
"""

from __future__ import annotations

import gc
from pathlib import Path
from random import Random

from drilled import Found, not_whole, records_of, started

from consent_tui.__main__ import MADE
from tests.kiosk.waiting_room import Held, held, received
from tests.views.sitting import VISIT

FEW, MANY = 12, 1000
SETTLED = 10  # clients; by then everything has been loaded and drawn once
GOAL = 1.05


def drill(place: Path, _chance: Random, *, short: bool, seed: int, many: int | None = None) -> Found:  # noqa: ARG001
    found, clients = Found(), many or (FEW if short else MANY)
    kiosk, seen = started(place), dict[int, Held]()
    gc.set_threshold(MADE)  # as the program does
    looked_at = {SETTLED, clients, *range(100, clients, 100)}

    def after(number: int) -> None:
        seen[number] = held()
        print(told(number, seen[number]), flush=True)

    received(clients, place, kiosk.write, kiosk.withdrawing(VISIT), after, looked_at)
    found.did += [told(number, each) for number, each in seen.items()]
    found.wrong += not_whole(records_of(place), {})
    if clients > SETTLED:
        ratio = seen[clients].memory / seen[SETTLED].memory
        found.did.append(f"memory at {clients} by memory at {SETTLED}: {ratio:.3f}, goal {GOAL}")
        if ratio > GOAL:
            found.wrong.append(f"memory grew to {ratio:.3f}")
        if seen[clients].widgets > seen[SETTLED].widgets:
            found.wrong.append("widgets of clients who have gone are still there")
    return found


def told(number: int, each: Held) -> str:
    megabytes = each.memory / 1e6
    return (
        f"{number:>6} clients: {megabytes:.1f} MB, {each.objects} objects, {each.widgets} widgets, {each.tasks} tasks"
    )
