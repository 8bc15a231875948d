"""Who acts at this desk: `practitioner.toml` beside `clinic.toml`, with name and key of one practitioner.

It stands apart from the clinic's settings, since each practitioner has their own on their own account.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from consent_tui.settings import folders
from consent_tui.settings.values import NAME
from consent_tui.settings.writing import put

FILE = "practitioner.toml"
_TODO = "Run: consent-tui setup --practitioner"
_KEYS = ("by", "name", "registration", "key")


class NotSetUp(Exception):
    """There is no practitioner here, or the file that says who is not right: one sentence with what to do (exit 3)."""

    exit_code = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """`by` stands in every seal. `key` is an OpenSSH private key, or the `.pub` of one that an SSH agent holds."""

    by: str
    name: str
    key: Path
    registration: str | None = None


def place() -> Path:
    """Return where this account's practitioner is said."""
    return folders.config() / FILE


def read(path: Path | None = None) -> Practitioner:
    """Return who acts here. Raises `NotSetUp`."""
    where = path or place()
    try:
        said = tomllib.loads(where.read_text("utf-8"))
    except FileNotFoundError:
        raise NotSetUp(f"Nobody is set up to act here: {where} is not there. {_TODO}") from None
    except (OSError, ValueError) as error:
        raise NotSetUp(f"{where} cannot be read ({type(error).__name__}). {_TODO}") from None
    strange = [key for key in said if key not in _KEYS or not isinstance(said[key], str)]
    missing = [key for key in ("by", "name", "key") if not said.get(key)]
    if strange or missing:
        faults = [*(f"{key} does not belong there" for key in strange), *(f"{key} is missing" for key in missing)]
        raise NotSetUp(f"{where}: {'; '.join(faults)}. {_TODO}")
    try:
        by = NAME(said["by"])
    except ValueError as fault:
        raise NotSetUp(f"{where}: by {fault}. {_TODO}") from None
    key = Path(said["key"]).expanduser()
    return Practitioner(by=str(by), name=said["name"], registration=said.get("registration"), key=where.parent / key)


def write(found: Practitioner, path: Path) -> None:
    """Write who acts here, for this account alone (0600). Raises `OSError`."""
    said = {"by": found.by, "name": found.name, "registration": found.registration, "key": str(found.key)}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    put(tomli_w.dumps({key: value for key, value in said.items() if value}).encode(), path)
