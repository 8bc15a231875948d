"""A real small disk (tmpfs): so many pages, or so many names, left free that it is full at each point of finishing.

Then there is room again and the client presses Try again; last, the disk becomes read-only under the running kiosk and
writable again. Where this account may not mount, that is said; the drill `calls` then stands in for it.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from drilled import Acknowledged, Found, finish, found_apart, not_whole, records_of, started, torn_or_lost
from mounting import READ_ONLY, REMOUNT, mount, refusal

from consent_tui.records.faults import FolderRefused
from consent_tui.services.sealing import Sealer
from consent_tui.services.session import CannotSeal

PAGE = os.sysconf("SC_PAGE_SIZE")
FREE = 9  # pages or names, at most: finishing needs fewer
ROOM = 256  # of each
TURNS = 1, 20  # short, long: with folders that have grown


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    turns = [chance.randint(1, 20) for _ in range(TURNS[not short])]
    return found_apart(lambda told: _all(place, turns, told), "this account may not mount here")


def _all(place: Path, turns: list[int], told: dict[str, Any]) -> None:
    if why := refusal():
        told["refusal"] = why
        return
    seen, wrong = Counter[str](), []
    for kind in ("pages", "names"):
        for turn, before in enumerate(turns):
            for free in range(FREE):
                here = place / f"{kind}-{turn}-{free}"
                here.mkdir()
                wrong += [f"{kind}, {free} free: {each}" for each in _filled(here, kind, free, before, seen)]
    here = place / "read-only"
    here.mkdir()
    wrong += _read_only(here, seen)
    told["did"] = [f"{count:>6} {what}" for what, count in seen.items()]
    told["wrong"] = wrong


def _filled(here: Path, kind: str, free: int, before: int, seen: Counter[str]) -> list[str]:
    mount(here, "tmpfs", f"size={PAGE * ROOM},nr_inodes={ROOM}")
    kiosk = started(here)
    acknowledged: Acknowledged = {}
    for _ in range(before):
        _one(kiosk, acknowledged)
    _fill(here, kind, free)
    try:
        _one(kiosk, acknowledged)
        seen[f"times enough {kind} were left, and it was saved"] += 1
    except CannotSeal as refused:
        seen[f"times too few {kind} were left: {refused.code}"] += 1
    wrong = torn_or_lost(records_of(here), acknowledged)
    for each in here.glob("ballast*"):
        each.unlink()
    _one(kiosk, acknowledged)  # Try again, with room
    started(here)
    wrong += not_whole(records_of(here), acknowledged)
    if len(acknowledged) != max(acknowledged):
        wrong.append("something is there of which nobody was told")
    return wrong


def _fill(here: Path, kind: str, free: int) -> None:
    """Take all but so much."""
    state = os.statvfs(here)
    if kind == "pages":
        with (here / "ballast").open("wb") as file:
            file.write(b"x" * (state.f_bavail - free) * state.f_bsize)
    else:
        for number in range(state.f_favail - free):
            (here / f"ballast{number}").touch()


def _read_only(here: Path, seen: Counter[str]) -> list[str]:
    mount(here, "tmpfs", "size=1m")
    kiosk = started(here)
    acknowledged: Acknowledged = {}
    _one(kiosk, acknowledged)
    mount(here, "tmpfs", "size=1m", REMOUNT | READ_ONLY)
    for what, attempt in (("the running kiosk", lambda: _one(kiosk, acknowledged)), ("a start", lambda: started(here))):
        try:
            attempt()
        except (CannotSeal, FolderRefused) as refused:
            seen[f"times read-only under {what}: {refused.code}"] += 1
        else:
            return [f"read-only under {what}, and nothing was said"]
    wrong = torn_or_lost(records_of(here), acknowledged)
    mount(here, "tmpfs", "size=1m", REMOUNT)
    _one(kiosk, acknowledged)
    started(here)
    return wrong + not_whole(records_of(here), acknowledged)


def _one(kiosk: Sealer, acknowledged: Acknowledged) -> None:
    receipt = finish(kiosk)
    acknowledged[receipt.sequence] = receipt.digest
