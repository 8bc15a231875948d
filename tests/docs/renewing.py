"""Writes what the trainers' guide shows anew: what is printed, and its pictures. Needs `rsvg-convert`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.docs.following import Add, Look, Type, renewed, steps
from tests.docs.trainer import ROOT, follow

GUIDE = ROOT / "docs" / "trainers.md"
WIDE = 1800  # pixels


def renew(folder: Path) -> None:
    """Follow the guide in a folder, and write what was seen into it."""
    guide = GUIDE.read_text("utf-8")
    lines = guide.splitlines()
    for done in reversed(list(follow(steps(guide), folder))):  # from below, so that the places of those above stay true
        match done.step:
            case Type(line, _, shown) if not done.step.on_a_screen:
                lines[line : line + len(shown)] = renewed(shown, done.seen)
            case Add(line, _, text) if done.seen:
                at = line + text.splitlines().index(next(row for row in text.splitlines() if row.startswith("version")))
                lines[at] = f'version = "{done.seen[0]}"'
            case Look(_, picture):
                _draw(GUIDE.parent / picture, done.picture, done.seen)
    GUIDE.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _draw(beside: Path, svg: str, text: list[str]) -> None:
    beside.with_suffix(".txt").write_text("".join(f"{line}\n" for line in text), "utf-8")
    kept = svg.replace("<text ", '<text xml:space="preserve" ')  # else spaces at the beginning are lost
    made = ["rsvg-convert", "--width", str(WIDE), "-o", str(beside.with_suffix(".png"))]
    subprocess.run(made, input=kept, text=True, check=True)
