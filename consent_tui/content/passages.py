"""What clients read in one go: the paragraphs of a page, a question with its reason, a result, a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from consent_tui import words
from consent_tui.content.manuscript import Page, Wordings
from consent_tui.content.packfile import PackFile
from consent_tui.content.pages import PlacedBlock
from consent_tui.content.placing import Told, in_file, in_page
from consent_tui.content.wording import PLACEHOLDER
from consent_tui.content.wordings import questions


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with their settings filled in; `fault(what, todo, needle)` finds the line on which `needle` begins."""

    text: str
    fault: Told


def of_page(page: Page, blocks: list[PlacedBlock], files: Wordings) -> tuple[Passage, ...]:
    filled = filler(files)
    return tuple(Passage(filled(placed.block.plain), in_page(page, placed)) for placed in blocks)


def entries(files: Wordings) -> Iterator[tuple[Passage, ...]]:
    """What is read in one go beside the pages."""
    filled = filler(files)
    tables: tuple[tuple[PackFile[Any], Any, tuple[str, ...]], ...] = (
        (files.screening, questions(files.screening.model), ("ask", "why")),
        (files.results, files.results.model.root, ("title", "why", "now")),
        (files.teach_back, files.teach_back.model.root, ("ask",)),
        (files.statements, files.statements.model.root, ("words",)),
        (files.permissions, files.permissions.model.root, ("words",)),
    )
    for file, known, keys in tables:
        for id_, entry in known.items():
            yield tuple(Passage(filled(getattr(entry, key)), in_file(file, (id_, key))) for key in keys)


def filler(files: Wordings) -> Callable[[str], str]:
    """Return what fills in settings as a kiosk does whose clinic has set nothing; the rest is left out."""
    table = words.load(files.language, files.messages.model.root).table

    def filled(text: str) -> str:
        whole = PLACEHOLDER.sub(lambda place: table.get(f"filled.{place[1]}", ""), text)
        return " ".join(whole.split())

    return filled
