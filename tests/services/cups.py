"""CUPS' programs as far as the tests need them: each notes what it was told and given, and then does as it is bid."""

from __future__ import annotations

from pathlib import Path

import pytest

PROGRAMS = ("lp", "lpstat", "cancel")
TAKEN = 'echo "request id is front_desk-12 (1 file(s))"'
REFUSED = 'echo "lp: The printer or class does not exist." >&2; exit 1'


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, **does: str) -> Path:
    """Put programs on the path, and nothing else: a line of shell each. What they were told stands in `NAME.told`."""
    folder.mkdir(exist_ok=True)
    for name in PROGRAMS:
        (folder / name).unlink(missing_ok=True)
    for name, then in does.items():
        program = folder / name
        lines = ["#!/bin/sh", f'printf "%s\\n" "$@" > "{folder}/{name}.told"', f'/bin/cat > "{folder}/{name}.given"']
        program.write_text("\n".join([*lines, then, ""]))
        program.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def told(folder: Path, name: str) -> list[str]:
    """What a program was told last; nothing where it was not called."""
    noted = folder / f"{name}.told"
    return noted.read_text("utf-8").split() if noted.exists() else []


def given(folder: Path, name: str = "lp") -> bytes:
    return (folder / f"{name}.given").read_bytes()
