"""Where words stand: what tells a fault at their line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, chain
from typing import Any

from consent_tui.content.faults import Fault
from consent_tui.content.manuscript import Page
from consent_tui.content.packfile import PackFile, Path
from consent_tui.content.pages import PlacedBlock

BEGIN = 4  # words of a needle that are looked for; the rest may stand on the next line
Told = Callable[[str, str, str], Fault]  # what, todo, needle: the words that are meant


def in_file(file: PackFile[Any], path: Path) -> Told:
    """Return what tells a fault at a place of a TOML file."""
    return lambda what, todo, _needle: file.fault(what, todo, *path)


def in_page(page: Page, placed: PlacedBlock) -> Told:
    """Return what tells a fault at the line of a block on which a needle begins, or at the block's first."""

    def fault(what: str, todo: str, needle: str) -> Fault:
        lines = page.markdown.split("\n")
        begins = accumulate(needle.split()[:BEGIN] or [needle], "{} {}".format)  # its first word, its first two, …
        found = ((n for n in range(placed.first, placed.last) if begin in lines[n]) for begin in reversed([*begins]))
        return page.fault(what, todo, next(chain.from_iterable(found), placed.first))

    return fault
