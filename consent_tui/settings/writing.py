"""Writes `clinic.toml`: each setting below the sentence that explains it, unset ones as a comment to be filled in."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from pathlib import Path
from typing import Any

import tomli_w

from consent_tui.settings.values import TABLES, Settings

HEAD = """\
# Settings of consent-tui for one clinic. `consent-tui setup` asks for them and writes this file; you may also edit it.
# A line that begins with # is not read: what stands there is the default, or an example where nothing is the default.
"""


def rendered(settings: Settings) -> str:
    """Return the text of a `clinic.toml` that reads back as these settings."""
    return HEAD + "".join(_table(name, getattr(settings, name)) for name in TABLES)


def write(settings: Settings, path: Path) -> Path | None:
    """Put these settings at `path` at once and for the owner alone; return where the file that stood there is kept.

    Raises `OSError`; whatever stood there before then still stands there.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = path.with_name(path.name + ".bak") if path.exists() else None
    if kept is not None:
        put(path.read_bytes(), kept)
    put(rendered(settings).encode(), path)
    return kept


def put(held: bytes, path: Path) -> None:
    """Put these bytes at `path` at once, mode 0600. Raises `OSError`; what stood there then still stands there."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _table(name: str, table: Any) -> str:
    says = (type(table).__doc__ or "").strip()
    return f"\n# {says}\n[{name}]\n" + "".join(_line(field, getattr(table, field.name)) for field in _fields(table))


def _fields(table: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(table)


def _line(field: dataclasses.Field[Any], value: Any) -> str:
    is_set = value is not None and value != field.default
    shown = value if is_set else field.default if field.default is not None else field.metadata["example"]
    written = f"{field.name} =" if shown is None else tomli_w.dumps({field.name: plain(shown)}).rstrip()
    return f"# {field.metadata['says']}\n" + (written if is_set else "# " + written.replace("\n", "\n# ")) + "\n"


def plain(value: Any) -> Any:
    """Return a setting as TOML has it."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, bool | int | str) else str(value)
