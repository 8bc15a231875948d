"""What a record's pack says beside the record: which answers are private, and what has been released since.

Read straight from the files, without the checks for authors: a pack as it stood is evidence, not a draft.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from consent_tui.content.folder import UNDIGESTED, bundled, digest, gather
from consent_tui.model.record import Record
from consent_tui.model.standing import Release
from consent_tui.records import layout


def releases(about: Record, pack: Path | None = None) -> tuple[Release, ...]:
    """Return the releases of this record's pack, the oldest first: of `pack`, else of the bundled one of this name.

    Nothing where there is none, where it is another pack, or where the file cannot be read: then nobody can tell.
    """
    return releases_of(about.content.pack, pack) if about.content else ()


def releases_of(name: str, pack: Path | None = None) -> tuple[Release, ...]:
    """Return the releases of the pack of this id, as `releases` does."""
    folder = pack or bundled(name)
    if _table(folder / "pack.toml").get("id") != name:
        return ()
    listed = _table(folder / UNDIGESTED).get("release", [])
    found = [each for each in listed if isinstance(each, dict) and isinstance(each.get("date"), date)]
    return tuple(
        Release(str(each.get("version")), str(each.get("digest")), str(each.get("change")), each["date"])
        for each in found
    )


def worded(pack: Path | None, language: str) -> dict[str, dict[str, str]]:
    """Return what the health questions tell of and what the teach-back asks, in a few words by id, of a pack in use.

    By `question` and `teach-back`. In this language, else in the pack's own; what cannot be read is not there.
    """
    folder = pack or bundled()
    own = _table(folder / "pack.toml").get("languages") or [language]
    spoken = folder / (language if language in own else str(own[0]))
    files = {"question": ("screening.toml", "told"), "teach-back": ("teach-back.toml", "ask")}
    return {
        what: {name: said for name, each in _table(spoken / file).items() if (said := _said(each, field))}
        for what, (file, field) in files.items()
    }


def _said(table: Any, field: str) -> str:
    said = table.get(field) if isinstance(table, dict) else None
    return " ".join(said.split()) if isinstance(said, str) else ""


def private_questions(root: Path, about: Record) -> frozenset[str] | None:
    """Return the ids of the private questions, by the copy of the pack beside the records.

    None where that copy is not there or not as it was: then every answer has to be taken for private.
    """
    return private_in(kept(root, about))


def kept(root: Path, about: Record) -> dict[str, bytes]:
    """Return the files of a record's pack by path, from its copy beside the records.

    None of them where that copy is not there or not as it was.
    """
    if about.content is None:
        return {}
    gathered = gather(layout.pack_path(root, about.content.digest))
    files = {name: data for name, data in gathered.files.items() if name != UNDIGESTED}
    return files if digest(files) == about.content.digest else {}


def private_in(files: Mapping[str, bytes]) -> frozenset[str] | None:
    """Return the ids of the private questions of a pack that was `kept`, as `private_questions` does."""
    if "screening.toml" not in files:
        return None
    questions = tomllib.loads(files["screening.toml"].decode()).get("question", [])
    return frozenset(str(each.get("id")) for each in questions if each.get("private"))


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
