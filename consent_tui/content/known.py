"""A pack that was checked before is not checked again: its value is kept, under what it was made from.

Checking takes longer than painting the first screen. What is kept lies in the program's own cache folder and is trusted
as its compiled files are; it is used only for the very bytes that were checked, by the very same version
(`docs/decisions/070-known-packs.md`).
"""

from __future__ import annotations

import hashlib
import json
import os
import types
import typing
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum, IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from consent_tui import __version__
from consent_tui.content.folder import UNDIGESTED, digest, gather
from consent_tui.content.verdict import Reading
from consent_tui.model.pack import Pack


def read_known(folder: Path, kept: Path) -> Reading:
    """Return the pack in `folder` as `read` does, from the folder `kept` if these very bytes were checked before.

    Warnings are told by `pack check` alone. A cache that cannot be read or written is as good as none.
    """
    found = gather(folder)
    path = kept / f"{_print(found.files)}.json"
    if not found.faults:
        with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
            pack = _made(Pack, json.loads(path.read_text("utf-8")))
            files = {name: raw for name, raw in found.files.items() if name != UNDIGESTED}
            return Reading(pack=pack, faults=(), warnings=(), files=files, digest=digest(files))
    from consent_tui.content.reading import read

    reading = read(folder)
    if reading.pack is not None:
        with suppress(OSError):
            _keep(path, reading.pack)
    return reading


def _print(files: Mapping[str, bytes]) -> str:
    """Return what names these files as this version reads them; `releases.toml` counts, since it has the status."""
    lines = sorted(f"{name}\0{hashlib.sha256(raw).hexdigest()}" for name, raw in files.items())
    return hashlib.sha256("\n".join([__version__, _shape(), *lines]).encode()).hexdigest()


@cache
def _shape() -> str:
    """Return what the readers and values look like, so that another state of this program never reads an older file."""
    from consent_tui.model import pack

    model, here = Path(pack.__file__).parent, Path(__file__).parent
    sources = [*sorted(here.glob("*.py")), model / "pack.py", model / "screening.py"]
    looks = ((source.name, source.stat()) for source in sources)
    return repr([(name, look.st_size, look.st_mtime_ns) for name, look in looks])


def _keep(path: Path, pack: Pack) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_text(json.dumps(_plain(pack), ensure_ascii=False), "utf-8")
    half.replace(path)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: a dataclass is the list of its fields."""
    if is_dataclass(value):
        return [_plain(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def _made(kind: Any, value: Any) -> Any:
    """Return the value of type `kind` that `_plain` made `value` of."""
    if is_dataclass(kind):
        made: Any = kind
        return made(**{name: _made(hint, part) for (name, hint), part in zip(_hints(made), value, strict=True)})
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(_made(parts[0], item) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        return {_made(parts[0], key): _made(parts[1], item) for key, item in value.items()}
    if isinstance(kind, types.UnionType):
        return None if value is None else _made(parts[0], value)
    if issubclass(kind, Enum):
        return kind(int(value)) if issubclass(kind, IntEnum) else kind(value)
    return value


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind))
