"""The system says no at each single call: disk full, quota, I/O error, read-only; once, or from then on.

The n-th call that changes or flushes something fails, for every n, while a client finishes and while the kiosk starts;
a write that fails has written half. Then the fault is gone and the client presses Try again.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from drilled import Found, apart, finish, not_whole, records_of, started, torn_or_lost

from consent_tui.records.faults import RecordsFault
from consent_tui.services.session import CannotSeal
from tests.records.crashing import STEPS

ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
SHORT = (errno.ENOSPC,)


@dataclass(slots=True)
class Trouble:
    """The call at which it begins (0: never), the error, whether it stays; `calls` counts."""

    step: int
    number: int
    lasting: bool
    calls: int = 0

    def watch(self) -> None:
        for name in STEPS:
            setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.calls += 1
            if not self.step or self.calls < self.step or (self.calls > self.step and not self.lasting):
                return real(*given, **named)
            if name == "close" and self.lasting:  # a disk that stays full refuses no closing
                return real(*given)
            if name == "write":
                real(given[0], bytes(given[1])[: len(given[1]) // 2])
            if name == "close":
                real(*given)  # a handle is gone even if closing it failed
            raise OSError(self.number, os.strerror(self.number))

        return call


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    del chance  # nothing is left to it: every call has its turn
    found = Found()
    for at_start in (False, True):
        for number in SHORT if short else ERRORS:
            for lasting in (True,) if short else (False, True):
                _each(place, found, Trouble(0, number, lasting), at_start=at_start)
    return found


def _each(place: Path, found: Found, kind: Trouble, *, at_start: bool) -> None:
    seen, step, reached = Counter[str](), 0, True
    what = f"{errno.errorcode[kind.number]} {'from a call on' if kind.lasting else 'at one call'}"
    what += " of starting" if at_start else " of finishing"
    while reached:
        step += 1
        here = place / f"{what} {step}".replace(" ", "-")
        here.mkdir()
        acknowledged = {receipt.sequence: receipt.digest for receipt in [finish(started(here)) for _ in range(2)]}
        said = apart(_suffering(here, Trouble(step, kind.number, kind.lasting), at_start=at_start))
        reached = said["calls"] >= step
        if not reached:
            break
        told = said["told"]
        seen[told] += 1
        if told.startswith("fault"):
            found.wrong.append(f"{what} {step}: {told}")
        acknowledged |= {int(sequence): digest for sequence, digest in said["receipts"]}
        wrong = torn_or_lost(records_of(here), acknowledged)
        acknowledged |= {receipt.sequence: receipt.digest for receipt in [finish(started(here))]}
        wrong += not_whole(records_of(here), acknowledged)
        found.wrong += [f"{what} {step}: {each}" for each in wrong]
        twice = max(acknowledged) > len(acknowledged)
        seen["of these there all the same, so there twice after Try again"] += twice
    told = ", ".join(f"{name} {count}" for name, count in seen.items() if count)
    found.did.append(f"{what}, {step - 1} calls: {told}")


def _suffering(place: Path, trouble: Trouble, *, at_start: bool) -> Callable[[dict[str, Any]], None]:
    def suffer(said: dict[str, Any]) -> None:
        said["receipts"] = []
        kiosk = None if at_start else started(place)
        trouble.watch()
        try:
            if kiosk is None:
                started(place)
                said["told"] = "started all the same"
            else:
                receipt = finish(kiosk)
                said["told"] = "saved all the same"
                said["receipts"].append([receipt.sequence, receipt.digest])
        except (CannotSeal, RecordsFault) as refused:
            said["told"] = refused.code
        finally:
            said["calls"] = trouble.calls
            trouble.step = 0
        if kiosk is not None:
            receipt = finish(kiosk)  # Try again
            said["receipts"].append([receipt.sequence, receipt.digest])

    return suffer
