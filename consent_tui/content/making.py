"""A new pack: small, complete, a draft. Its words and rules lie in `template`, as files like those of any pack."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from consent_tui.content.folder import gather
from consent_tui.content.reading import read
from consent_tui.content.schemas_placing import place
from consent_tui.content.verdict import Reading

TEMPLATE = Path(__file__).resolve().parent / "template"
RULES, SCENARIOS = "rules", "scenarios"
TITLE = re.compile(r"^title = .*\n", re.MULTILINE)
LONGEST_ID = 64


class NotMade(Exception):
    """No pack was made, and nothing was left behind: one sentence that says why and what to do."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def languages() -> tuple[str, ...]:
    """The languages in which a new pack can begin."""
    return tuple(sorted(path.parent.name for path in TEMPLATE.glob("*/pack.toml") if path.parent.name != RULES))


def make(folder: Path, *, language: str, title: str | None = None) -> Reading:
    """Make a pack in `folder`, all of it or nothing, and return how it reads.

    Without a title it has a gap for one. Raises `NotMade`, and `OSError` where the disk does not take it.
    """
    if language not in languages():
        known = ", ".join(languages())
        raise NotMade(f'A new pack can begin in {known}, not in "{language}"; begin in one of them and translate.', 2)
    _refuse(folder)
    place_of = folder.resolve()
    half = place_of.with_name(f".{place_of.name}.{os.getpid()}")
    try:
        for path, text in _files(language, title, _id(place_of.name)):
            (half / path).parent.mkdir(parents=True, exist_ok=True)
            (half / path).write_text(text, "utf-8", newline="\n")
        place(gather(half), digested=True)
        for fault in read(half).faults:  # only the title is not ours
            raise NotMade(f"{fault.what[0].upper()}{fault.what[1:]}; {fault.todo}. The title was: {title!a}.", 2)
        if place_of.exists():
            place_of.rmdir()  # it is empty, and Windows renames nothing onto it
        half.rename(place_of)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return read(folder)


def _refuse(folder: Path) -> None:
    """What is there already stays untouched."""
    if folder.is_dir() and (any(folder.iterdir()) or folder.resolve() == Path.cwd()):
        raise NotMade(f"{folder} is there already; name a folder that is not there yet.", 3)
    if not folder.is_dir() and os.path.lexists(folder):
        raise NotMade(f"{folder} is a file; name a folder that is not there yet.", 3)
    if not folder.resolve().parent.is_dir():
        raise NotMade(f"There is no folder {folder.resolve().parent}; make it, or name another place.", 3)


def _files(language: str, title: str | None, id_: str) -> Iterator[tuple[str, str]]:
    """Each file of the new pack, by its posix path in it."""
    for above, room in (("", RULES), (f"{language}/", language), (f"{SCENARIOS}/", SCENARIOS)):
        for path in sorted((TEMPLATE / room).rglob("*.*")):
            name = f"{above}{path.relative_to(TEMPLATE / room).as_posix()}"
            text = path.read_text("utf-8")
            if room != language:
                text = text.replace("{id}", id_).replace("{language}", language)
            elif name == f"{language}/pack.toml" and title is not None:
                text = TITLE.sub("", text) + f"title = {json.dumps(title, ensure_ascii=False)}\n"
            yield name, text


def _id(name: str) -> str:
    """The name of the folder, as an id may be written."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    spelled = re.sub(r"^[^a-z]+", "", re.sub(r"[^a-z0-9]+", "-", ascii_only))[:LONGEST_ID].strip("-")
    return spelled or "pack"
