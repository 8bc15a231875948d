"""kill -9 at random points while clients finish, and while the kiosk starts.

Every other kill is at a system call that the seed chose (repeatable to the call; a write that it hits is torn); the
rest come from outside after a time that the seed chose. Clients finish one after another until the kill; what was
acknowledged went through a pipe at once.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random

from drilled import Acknowledged, Found, digests, finish, not_whole, records_of, started, torn_or_lost

from consent_tui.records import checkpoint, layout, ledger
from tests.records.crashing import kill_at
from tests.records.golden.make import BY

FEW, MANY = 40, 1000
FRESH = 50  # kills in one folder, then a new one: so every kill is followed by a full check
CALLS = 60  # system calls, about three clients
SPAN = 0.05  # seconds, likewise on a slow disk
FOLLOWED = 500  # clients at most before a kill


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    found, seen = Found(), Counter[str]()
    kills = FEW if short else MANY
    acknowledged: Acknowledged = {}
    before = 0  # records in this folder
    for number in range(kills):
        here = place / str(number // FRESH)
        if number % FRESH == 0:
            acknowledged, before = {}, 0
            here.mkdir()
        at_start = chance.random() < 0.25
        call = chance.randint(1, CALLS) if number % 2 else 0
        delay = chance.uniform(0, SPAN)
        new, ended = killed(here, call=call, at_start=at_start, delay=delay)
        if not ended:
            found.wrong.append(f"kill {number}: the kiosk ended by itself")
        acknowledged |= new
        seen["clients were told that their record is saved"] += len(new)
        before += look(here, before, len(new), seen)
        found.wrong += [f"kill {number}: {each}" for each in torn_or_lost(records_of(here), acknowledged)]
        started(here)
        found.wrong += [f"kill {number}: {each}" for each in not_whole(records_of(here), acknowledged)]
    found.did.append(f"{kills} kills, each followed by a start and a full verification")
    found.did += [f"{count:>6} {what}" for what, count in seen.items()]
    return found


def killed(place: Path, *, call: int, at_start: bool, delay: float) -> tuple[Acknowledged, bool]:
    """Let clients finish until the kill: at this call, or after this delay. Return what was acknowledged."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        follow(place, theirs, call, at_start=at_start)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        if not call:
            if not at_start:
                told.read(1)  # it has started
            time.sleep(delay)
            os.kill(child, signal.SIGKILL)
        said = told.read().decode().split("\n")
    ended = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return {int(line.split()[0]): line.split()[1] for line in said if ":" in line}, ended


def follow(place: Path, told: int, call: int, *, at_start: bool) -> None:
    """In a process of its own: start, and finish one client after another. Never returns."""
    tell = os.write  # before it is counted
    try:
        if call and at_start:
            kill_at(call)
        kiosk = started(place)
        tell(told, b"\n")
        if call and not at_start:
            kill_at(call)
        for _ in range(FOLLOWED):
            receipt = finish(kiosk)
            tell(told, f"{receipt.sequence} {receipt.digest}\n".encode())
    finally:
        os._exit(9)  # it was to be killed


def look(place: Path, before: int, told: int, seen: Counter[str]) -> int:
    """Count where the kill fell, by what it left; return how many records are new since `before`."""
    root = records_of(place)
    if not layout.ledger_path(root, BY).exists():
        seen["kills left no ledger yet"] += 1
        return 0
    data = layout.ledger_path(root, BY).read_bytes()
    lines = ledger.parse(data)
    there = len(digests(root))
    seen["kills left a record without its ledger line"] += there > len(lines)
    seen["kills left half a ledger line"] += bool(data) and not data.endswith(b"\n")
    seen["kills left a temporary file"] += any(root.rglob(".tmp-*"))
    kept = layout.checkpoint_path(root, BY)
    size = checkpoint.read(kept.read_bytes()).size if kept.exists() else 0
    seen["kills left a checkpoint missing or behind"] += size < there
    seen["kills left a whole record that nobody was told of"] += there > before + told
    return there - before
