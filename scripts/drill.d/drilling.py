"""Runs the drills that are asked for, or all; prints what each did and found; ends with 1 if anything is wrong.

`--seed N` chooses what is left to chance: the same seed asks for the same. `--short` does a little of each.
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

DRILLS = ("kills", "calls", "disks", "faulty", "clocks", "together", "losing")


def main() -> int:
    _know_our_tests()
    asked = argparse.ArgumentParser(prog="scripts/drill", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(DRILLS))
    asked.add_argument("--seed", type=int, default=20261121)
    asked.add_argument("--short", action="store_true")
    asked.add_argument(
        "--place", type=Path, help="a folder on the disk to try; unless given, the one for temporary files"
    )
    given = asked.parse_args()
    if unknown := sorted({*given.names} - {*DRILLS}):
        asked.error(f"there is no drill {unknown[0]}; there are {', '.join(DRILLS)}")
    wrong = 0
    for name in given.names or DRILLS:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="drill-", dir=given.place) as place:
            found = import_module(name).drill(Path(place), random.Random(f"{given.seed} {name}"), short=given.short)  # noqa: S311  chance is to be repeated
        print(f"{name}, seed {given.seed}, {time.monotonic() - start:.0f} s")
        print("".join(f"  {line}\n" for line in found.did), end="")
        print("".join(f"  WRONG: {line}\n" for line in found.wrong[:20]), end="")
        print(f"  wrong: {len(found.wrong)}", flush=True)
        wrong += len(found.wrong)
    return 1 if wrong else 0


def _know_our_tests() -> None:
    """The drills use programs of `tests/records`; a package that is installed may have taken the name `tests`."""
    ours = ModuleType("tests")
    ours.__path__ = [str(Path(__file__).resolve().parents[2] / "tests")]
    sys.modules["tests"] = ours


if __name__ == "__main__":
    sys.exit(main())
