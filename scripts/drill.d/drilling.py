"""Runs the drills that are asked for, or all; prints what each did and found; ends with 1 if anything is wrong.

`--seed N` chooses what is left to chance: the same seed asks for the same. `--short` does a little of each. A number
behind a name says how much of it: `monkey 100000` events, `soak 1000` clients.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

COUNTED = ("monkey", "soak")  # what a number may stand behind; they take the seed as it is
DRILLS = ("kills", "calls", "disks", "faulty", "clocks", "together", "losing", *COUNTED)


def main() -> int:
    _know_our_tests()
    asked = argparse.ArgumentParser(prog="scripts/drill", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME [N]", help=", ".join(DRILLS))
    asked.add_argument("--seed", type=int, default=20261121)
    asked.add_argument("--short", action="store_true")
    asked.add_argument(
        "--place", type=Path, help="a folder on the disk to try; unless given, the one for temporary files"
    )
    given = asked.parse_args()
    drills, counts = parted(given.names)
    if unknown := sorted({*drills} - {*DRILLS}):
        asked.error(f"there is no drill {unknown[0]}; there are {', '.join(DRILLS)}")
    if misplaced := sorted({*counts} - {*COUNTED}):
        asked.error(f"no number may stand behind {misplaced[0]}; one may behind {', '.join(COUNTED)}")
    wrong = 0
    for name in drills or DRILLS:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="drill-", dir=given.place) as place:
            chance = random.Random(f"{given.seed} {name}")  # noqa: S311  chance is to be repeated
            own = {"seed": given.seed, **counts.get(name, {})} if name in COUNTED else {}
            found = import_module(name).drill(Path(place), chance, short=given.short, **own)
        print(f"{name}, seed {given.seed}, {time.monotonic() - start:.0f} s")
        print("".join(f"  {line}\n" for line in found.did), end="")
        print("".join(f"  WRONG: {line}\n" for line in found.wrong[:20]), end="")
        print(f"  wrong: {len(found.wrong)}", flush=True)
        wrong += len(found.wrong)
    return 1 if wrong else 0


def parted(words: list[str]) -> tuple[list[str], dict[str, dict[str, int]]]:
    """Part what was asked for into the names of drills, and how much of which."""
    drills: list[str] = []
    counts: dict[str, dict[str, int]] = {}
    for word in words:
        if word.isdecimal() and drills:
            counts[drills[-1]] = {"many": int(word)}
        else:
            drills.append(word)
    return drills, counts


def _know_our_tests() -> None:
    """The drills use programs of our tests; a package that is installed may have taken the name `tests`."""
    ours = ModuleType("tests")
    ours.__path__ = [str(Path(__file__).resolve().parents[2] / "tests")]
    sys.modules["tests"] = ours


if __name__ == "__main__":
    sys.exit(main())
