"""Lends the terminal to the trainer's editor and takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from consent_tui.tui.studio.about import file_of
from consent_tui.tui.studio.acts import Room
from consent_tui.tui.studio.editor import NoEditor
from consent_tui.tui.studio.studio import Studio

OWN_WORDS = "These words are the program's own. To change them, add the file messages.toml to the language."
NO_RULES = "No rules of the pack stand behind this screen."
NOT_LENT = "This terminal cannot be lent to an editor. Open the file in another window."


def place(studio: Studio, *, rules: bool) -> tuple[Path | None, int | None]:
    """Return the file and line to open: of the fault in the list of faults, else of the chosen screen."""
    folder = studio.workshop.folder
    if studio.showing.room is Room.FAULTS:
        fault = studio.findings.fault
        return (folder / file_of(folder, fault), fault.line) if fault else (None, None)
    entry = studio.entry
    where = (entry.rules if rules else entry.words) if entry else None
    if where is None or not (folder / where.file).exists():
        return None, None
    return folder / where.file, where.line(folder)


def lend(app: App[Any], studio: Studio, *, rules: bool) -> str:
    """Open what the trainer looks at; return "" once the editor has ended, else what was in the way."""
    file, line = place(studio, rules=rules)
    if file is None:
        return NO_RULES if rules else OWN_WORDS
    try:
        with app.suspend():
            studio.workshop.edit(file, line)
    except NoEditor as why:
        return str(why)
    except SuspendNotSupported:
        return NOT_LENT
    return ""
