"""The key is lost, locked away, opened to others, broken or exchanged between two clients; then it is put back.

The kiosk that runs has its key in memory and goes on; the next start says what is wrong and writes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from drilled import Found, apart, finish, not_whole, records_of, started

from consent_tui.records import signers
from consent_tui.records.faults import KeyRefused
from tests.records.golden.make import BY

NOBODY = 65534


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    del chance, short  # five cases, each once
    found = Found()
    for name, harm, wanted in (
        ("locked away", lambda key: key.chmod(0), "key-unreadable"),
        ("readable by others", lambda key: key.chmod(0o644), "key-open"),
        ("broken", lambda key: key.write_bytes(b"broken"), "key-garbage"),
        ("in place of a folder", _a_folder, "key-garbage"),
        ("marked as retired", None, "key-ended"),
        ("gone", lambda key: key.unlink(), "a new key"),
    ):
        here = place / name.replace(" ", "-")
        here.mkdir()
        said = apart(_losing(here, harm))
        found.did.append(f"{name}: the kiosk that ran {said.get('running')}; the next start: {said.get('told')}")
        if said.get("told") != wanted or said.get("running") != "saved the next client":
            found.wrong.append(f"{name}: {said}")
        found.wrong += [f"{name}: {each}" for each in said.get("wrong", ["it did not come to its end"])]
    return found


def _a_folder(key: Path) -> None:
    key.unlink()
    key.mkdir()


def _losing(place: Path, harm: Callable[[Path], object] | None) -> Callable[[dict[str, Any]], None]:
    def lose(said: dict[str, Any]) -> None:
        _become_someone(place)
        key = place / "keys" / BY
        allowed = records_of(place) / "allowed_signers"
        kiosk = started(place)
        acknowledged = {receipt.sequence: receipt.digest for receipt in [finish(kiosk)]}
        kept, trusted = key.read_bytes(), allowed.read_text("utf-8")
        if harm:
            harm(key)
        else:
            allowed.write_text(trusted.replace("\n", " retired-after=2\n"), "utf-8")
        receipt = finish(kiosk)
        acknowledged[receipt.sequence] = receipt.digest
        said["running"] = "saved the next client"
        try:
            started(place)
            said["told"] = "a new key" if len(signers.load(allowed).keys) > len(_one(allowed, trusted)) else "the same"
        except KeyRefused as refused:
            said["told"] = refused.code
        if key.is_dir():
            key.rmdir()
        key.unlink(missing_ok=True)
        key.write_bytes(kept)
        key.chmod(0o600)
        allowed.write_text(trusted, "utf-8")
        receipt = finish(started(place))
        acknowledged[receipt.sequence] = receipt.digest
        said["wrong"] = not_whole(records_of(place), acknowledged)

    return lose


def _one(allowed: Path, text: str) -> frozenset[tuple[str, str, bytes]]:
    return signers.parse(text.split("\n"), str(allowed)).keys


def _become_someone(place: Path) -> None:
    """Root may read everything, so nothing would be locked away from it."""
    if os.getuid() == 0:
        for each in (place.parent, place):
            os.chown(each, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
