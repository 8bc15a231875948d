"""The full check of a pack, as a ratio to parsing the same files with tomllib and markdown-it alone. Goal: at most 5.

`scripts/bench pack [FOLDER] [ROUNDS]`. Both in one warm process, in turn; the first check of a fresh process, which
loads dictionaries and parsers, is shown beside. Running the scenarios takes time of its own: with and without.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from consent_tui import wiring
from consent_tui.content import bundled, read
from consent_tui.content.folder import SCENARIOS

GOAL = 5.0
FENCE = "+++\n"


def timed(action: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def parse(files: list[Path]) -> None:
    parser = MarkdownIt("commonmark")
    for path in files:
        text = path.read_text("utf-8")
        if path.suffix == ".md":
            _, front, body = text.split(FENCE, 2)
            tomllib.loads(front)
            parser.parse(body)
        else:
            tomllib.loads(text)


def medians(actions: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Milliseconds of each, in turn, so that a busy machine meets all."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(rounds + 2):
        for name, action in actions.items():
            milliseconds = timed(action)
            if number >= 2:  # the first ones warm up
                taken[name].append(milliseconds)
    return {name: statistics.median(row) for name, row in taken.items()}


def fresh(folder: Path) -> float:
    """Milliseconds of `consent-tui pack check` as a trainer starts it."""
    command = [sys.executable, "-P", "-m", "consent_tui", "pack", "check", str(folder)]
    return timed(lambda: subprocess.run(command, capture_output=True, check=False))


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else bundled()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    files = [path for path in sorted(folder.rglob("*")) if path.suffix == ".toml" or path.parent.name == "pages"]
    own = [path for path in files if SCENARIOS not in path.parts]
    with tempfile.TemporaryDirectory() as name:
        bare = Path(name) / folder.name
        shutil.copytree(folder, bare, ignore=shutil.ignore_patterns(SCENARIOS, ".*"))
        median = medians(
            {
                "parse the files": lambda: parse(own),
                "read, as the kiosk": lambda: read(folder),
                "check, no scenarios": lambda: wiring.checked(bare),
                "parse scenarios too": lambda: parse(files),
                "check": lambda: wiring.checked(folder),
            },
            rounds,
        )
    print(f"{folder.name}: {len(own)} files and {len(files) - len(own)} scenarios, {rounds} rounds, medians")
    for name, milliseconds in median.items():
        print(f"  {name:<20} {milliseconds:8.1f} ms")
    print(f"  {'a fresh process':<20} {statistics.median(fresh(folder) for _ in range(3)):8.1f} ms")
    for check, floor in (("check, no scenarios", "parse the files"), ("check", "parse scenarios too")):
        print(f"  {check} / {floor}: ratio {median[check] / median[floor]:.1f} (goal: at most {GOAL:g})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
