"""A file system that returns I/O errors (EIO) while a client finishes: at each request in turn, once and from then on.

It is a real mount (`faulty_disk.py`), so the errors come from the kernel. Where that cannot be had, it is said, and the
drill `calls` stands in for it.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from calls import Trouble
from drilled import Found, finish, found_apart, not_whole, records_of, started, torn_or_lost
from faulty_disk import Disk, Orders
from mounting import refusal, unmount

from consent_tui.services.session import CannotSeal


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    del chance  # nothing is left to it: every request has its turn
    return found_apart(lambda told: _all(place, told, short=short), "no such file system is to be had here")


def _all(place: Path, told: dict[str, Any], *, short: bool) -> None:
    if why := refusal():
        told["refusal"] = why
        return
    told["did"], told["wrong"] = [], []
    for lasting in (True,) if short else (False, True):
        seen, step, reached = Counter[str](), 0, True
        while reached:
            step += 1
            here = place / f"{step}-{lasting}"
            here.mkdir()
            try:
                reached, wrong = _suffered(here, step, seen, lasting=lasting)
            except OSError as error:
                if step == 1 and not lasting | short:
                    told["refusal"] = error.strerror
                    return
                raise
            told["wrong"] += [f"request {step}: {each}" for each in wrong]
        what = "from a request on" if lasting else "at one request"
        outcomes = ", ".join(f"{name} {count}" for name, count in seen.items() if count)
        told["did"].append(f"EIO {what} of finishing, {step - 1} requests: {outcomes}")


def _suffered(here: Path, step: int, seen: Counter[str], *, lasting: bool) -> tuple[bool, list[str]]:
    orders = Orders()
    disk = Disk(here, orders)
    server = os.fork()
    if server == 0:
        try:
            disk.serve()
        finally:
            os._exit(0)
    os.close(disk.device)
    try:
        return _finished(here, orders, Trouble(step, errno.EIO, lasting), seen)
    finally:
        unmount(here)
        os.waitpid(server, 0)


def _finished(here: Path, orders: Orders, trouble: Trouble, seen: Counter[str]) -> tuple[bool, list[str]]:
    kiosk = started(here)
    acknowledged = {receipt.sequence: receipt.digest for receipt in [finish(kiosk) for _ in range(2)]}
    orders.give(trouble.step, trouble.number, lasting=trouble.lasting)
    try:
        receipt = finish(kiosk)
        told = "saved all the same"
        acknowledged[receipt.sequence] = receipt.digest
    except CannotSeal as refused:
        told = refused.code
    reached = orders.requests >= trouble.step
    orders.give(0, 0, lasting=False)
    wrong = torn_or_lost(records_of(here), acknowledged)
    for each in (kiosk, None):  # Try again; then the next start, and a client more
        receipt = finish(each or started(here))
        acknowledged[receipt.sequence] = receipt.digest
    started(here)
    wrong += not_whole(records_of(here), acknowledged)
    if reached:
        seen[told] += 1
        seen["of these there all the same, so there twice after Try again"] += max(acknowledged) > len(acknowledged)
    return reached, wrong
