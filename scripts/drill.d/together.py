"""Four programs write into one folder at once, under one name and two, while a kiosk beside them is killed, often, and
two desks act on what that kiosk seals.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

from drilled import Acknowledged, Found, records_of, torn_or_lost
from kills import killed

from consent_tui.records import layout, ledger
from consent_tui.records.folder import Folder
from consent_tui.records.verify import verify_paths
from tests.records import writing
from tests.records.golden.make import BY
from tests.services import at_work

SPAN = 0.2  # seconds; each waits for the others
FEW, MANY = (10, 4, 2), (250, 60, 60)  # records of each program, kills, and consents on which each desk acts
DESKS = ("ada", "jon")


def drill(place: Path, chance: Random, *, short: bool) -> Found:
    found = Found()
    each, kills, consents = FEW if short else MANY
    for names in ([BY] * 4, [BY, "back-desk", BY, "back-desk"]):
        here = place / "-".join(sorted(set(names)))
        here.mkdir()
        root, acknowledged = records_of(here), Acknowledged()
        running = [_program(root, by, each) for by in names]
        desks = {by: _desk(root, by, consents) for by in DESKS}
        for _ in range(kills):  # a kiosk beside them, which is killed among its clients
            new, _ = killed(here, call=0, at_start=False, delay=chance.uniform(0, SPAN))
            acknowledged |= new
        if any(one.wait(timeout=600) for one in running):
            found.wrong.append("a program ended badly")
        told = {by: one.communicate(timeout=600)[0].split().count("sealed") for by, one in desks.items()}
        if any(one.returncode for one in desks.values()):
            found.wrong.append("a desk ended badly")
        found.wrong += torn_or_lost(root, acknowledged)
        Folder.open(root)  # the next start
        report = verify_paths([root])
        if report.exit_code:
            found.wrong += list(report.lines())
        lines = {by: ledger.load(layout.ledger_path(root, by)) for by in {*names, *DESKS}}
        total = sum(len(lines[by]) for by in set(names))
        if total < each * len(names) + len(acknowledged):
            found.wrong.append("records are missing")
        if told != {by: len(lines[by]) for by in DESKS} or not all(told.values()):
            found.wrong.append("acts are missing, or there are others than were told")
        for by, those in lines.items():
            if [line.sequence for line in those] != list(range(1, len(those) + 1)):
                found.wrong.append(f"the sequence of {by} has a gap or a double")
        names_said = "one name" if len(set(names)) == 1 else "two names"
        found.did.append(
            f"4 programs, {each} records each, under {names_said}; beside them a kiosk killed {kills} times"
        )
        found.did.append(f"  {total} records, {len(acknowledged)} of them the kiosk's that clients were told of")
        found.did.append(f"  two desks sealed {' and '.join(map(str, told.values()))} acts")
    return found


def _program(root: Path, by: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", str(Path(writing.__file__)), str(root), by, str(count)]
    return subprocess.Popen(command, env=os.environ)


def _desk(root: Path, by: str, most: int) -> subprocess.Popen[str]:
    """It ends once its input is closed. It says little enough for a pipe that is read at the end."""
    given = map(str, ("desk", root, by, root.parent / "index", most))
    command = [sys.executable, "-P", str(Path(at_work.__file__)), *given]
    return subprocess.Popen(command, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
