"""Puts the JSON Schemas where an editor finds them: beside the pack's files, each of which names its own."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from consent_tui.content.folder import UNDIGESTED, Gathered
from consent_tui.content.schemas import DIRECTIVE, FOLDER, first_line, schemas

UNKEPT = "# What `consent-tui pack schema` writes can be made anew at any time, so it is not kept.\n*\n"
NAMES_ONE = re.compile(rb"\s*" + re.escape(DIRECTIVE.encode()) + rb"\s")
MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Placed:
    """`given` are the files that now begin with the line, `left` those that lack it still; posix paths in the pack."""

    given: tuple[str, ...]
    left: tuple[str, ...]


def write(folder: Path) -> int:
    """Write every schema below `folder`, and return how many. Raises `OSError` where that cannot be done."""
    texts = schemas()
    for name, text in texts.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, text.encode())
    return len(texts)


def place(found: Gathered, *, digested: bool) -> Placed:
    """Write the schemas into the pack, and the first line into the files that lack it; `digested` into all of them,
    else only into those that the digest is not taken over, since a released pack would become a draft.

    Raises `OSError`, and leaves each file as it was or as it should be.
    """
    folder = found.root / FOLDER
    if folder.is_symlink():  # a pack from a stranger cannot have us write elsewhere
        raise NotADirectoryError(errno.ENOTDIR, "this is a link, and schemas are written into a folder", str(folder))
    write(folder)
    _replace(folder / ".gitignore", UNKEPT.encode())
    lacking = _lacking(found)
    given = {path: raw for path, raw in lacking.items() if digested or path not in found.files or path == UNDIGESTED}
    for path, raw in given.items():
        _replace(found.root / path, raw)
    return Placed(tuple(given), tuple(path for path in lacking if path not in given))


def _lacking(found: Gathered) -> Mapping[str, bytes]:
    """Each file that names no schema, by its path, as it is with the line."""
    sheets = {f"scenarios/{path.name}": path for path in sorted(found.root.glob("scenarios/*.toml")) if path.is_file()}
    files = {**found.files, **{name: path.read_bytes() for name, path in sheets.items()}}
    lines = {path: first_line(path) for path in sorted(files)}
    return {
        path: line.encode() + (b"\r\n" if b"\r\n" in files[path] else b"\n") + files[path]
        for path, line in lines.items()
        if line and not NAMES_ONE.match(files[path]) and not files[path].startswith(MARK)
    }


def _replace(path: Path, raw: bytes) -> None:
    """The file is as it was, or as it should be; never half of it."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(raw)
    if path.exists():
        shutil.copymode(path, half)
    half.replace(path)
