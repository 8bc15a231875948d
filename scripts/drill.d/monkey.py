"""Random keys, mouse, pastes and sizes against the real app on a real folder; every rule is looked at after each.

Goes in stretches, each a new kiosk with the next seed: what goes wrong in one is told with its seed and can be met
again by `scripts/drill monkey 1000 --seed SEED`; the others go on. A run that was broken off goes on with the seed
after its last stretch.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import time
from pathlib import Path
from random import Random
from traceback import extract_tb

from drilled import Found, not_whole, records_of, started

from tests.kiosk.monkey import Monkey
from tests.kiosk.watching import Met
from tests.views.sitting import VISIT

FEW, MANY = 1_000, 100_000
STRETCH = 1_000  # events of one seed


def drill(place: Path, _chance: Random, *, short: bool, seed: int, many: int | None = None) -> Found:
    found, met, begun = Found(), Met(), time.monotonic()
    events = many or (FEW if short else MANY)
    kiosk = started(place)
    gc.set_threshold(50_000, 20, 100)  # a third of the time went into looking for garbage
    for own in itertools.count(seed):
        if met.events >= events:
            break
        before = met.events
        try:
            asyncio.run(Monkey(own, kiosk.write, kiosk.withdrawing(VISIT), met).play(min(STRETCH, events - before)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the others go on
            where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(extract_tb(error.__traceback__)))
            found.wrong.append(f"stretch {own}, event {met.events - before}: {type(error).__name__} {error} at {where}")
            print(found.wrong[-1], flush=True)
        print(f"{own}: {met.events} events, {time.monotonic() - begun:.0f} s, wrong: {len(found.wrong)}", flush=True)
    found.wrong += not_whole(records_of(place), {})
    found.did.append(f"{met.events} events, {met.events / (time.monotonic() - begun):.0f} a second")
    found.did.append(f"{met.turns} acts, {met.clients} clients: {', '.join(f'{n} {k}' for k, n in met.kinds.items())}")
    found.did.append(f"{len(met.screens)} kinds of sheets: {', '.join(sorted(met.screens))}")
    return found
