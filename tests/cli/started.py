"""Starts the real command in a process of its own, with folders of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine whose home is `home`; nothing of the real one's settings, records or keys is seen."""

    home: Path

    @property
    def variables(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        places = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        return {**kept, **places, "HOME": str(self.home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "xterm"}

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-P", "-m", "consent_tui", *map(str, arguments)]

    def run(self, *arguments: str | Path, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run to the end with this typed into it."""
        return subprocess.run(
            self.command(*arguments), input=typed, env={**self.variables, **variables}, cwd=self.home,
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
