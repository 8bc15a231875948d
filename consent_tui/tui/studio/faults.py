"""All that is wrong with a pack, fault by fault: where it stands, the lines around it, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from consent_tui.content.faults import Fault, printable
from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.studio import saying
from consent_tui.tui.studio.about import file_of
from consent_tui.tui.studio.studio import Studio
from consent_tui.tui.studio.where import text_of
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.picker import Picker

AROUND = 2  # lines shown before and after the one that is meant; on a low window one


class Faults(Vertical):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, studio: Studio) -> None:
        super().__init__(id="faults")
        self._studio = studio

    def compose(self) -> ComposeResult:
        yield Static("", id="told", classes="title", markup=False)
        yield Static("", id="meant", markup=False)
        with VerticalScroll(id="fault-list", can_focus=False):
            yield Picker("fault-lines")
        yield Static("", id="sentence", markup=False)
        yield Static("", id="lines", markup=False)
        yield Static("", id="todo", markup=False)

    def show(self) -> None:
        studio, glyphs = self._studio, glyphs_of(self.app.theme)
        said = saying.told(studio)
        self._say("#told", Content(said[:1].upper() + said[1:]))
        meant = (
            "Faults stop a release. Things to think about do not."
            if studio.findings.told
            else "Nothing is wrong that can be checked."
        )
        self._say("#meant", Content(meant))
        self.query_one(Picker).show(tuple(saying.faults(studio, glyphs)))
        fault = studio.findings.fault
        self._say("#sentence", Content.styled(glyphs.plain(_sentence(fault.what)), "bold") if fault else Content(""))
        around = 1 if self.screen.has_class("-short") else AROUND
        self._say("#lines", excerpt(studio.workshop.folder, fault, glyphs, around) if fault else Content(""))
        todo = Content.assemble(("What to do  ", "bold"), glyphs.plain(_sentence(fault.todo))) if fault else Content("")
        self._say("#todo", todo)

    def _say(self, place: str, words: Content) -> None:
        line = self.query_one(place, Static)
        line.update(words)
        line.display = bool(words)


def excerpt(folder: Path, fault: Fault, glyphs: Glyphs, around: int) -> Content:
    """Return the lines around the one that a fault means, that one marked; nothing where it means no line."""
    source = text_of(folder / file_of(folder, fault)) if fault.line else None
    return Content("\n").join(_numbered(source.split("\n"), fault, glyphs, around)) if source else Content("")


def _numbered(lines: list[str], fault: Fault, glyphs: Glyphs, around: int) -> Iterator[Content]:
    meant = fault.line or 0
    first, last = max(1, meant - around), min(len(lines), meant + around)
    for number in range(first, last + 1):
        here = number == meant
        text = glyphs.plain(printable(lines[number - 1].replace("\t", "    ")))
        lead = f"{glyphs.here if here else ' '} {number:>4}  "
        yield Content.styled(f"{lead}{text}", "bold" if here else "")
        if here and (found := _named(text, fault)):
            yield Content(" " * (len(lead) + found[0]) + "^" * found[1])


def _named(text: str, fault: Fault) -> tuple[int, int] | None:
    """Return where in a line the word stands that a fault puts in quotation marks, and how long it is."""
    for word in re.findall(r'"([^"]+)"', fault.what):
        at = text.find(word)
        if at >= 0:
            return at, len(word)
    return None


def _sentence(text: str) -> str:
    text = printable(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
