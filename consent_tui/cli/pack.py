"""`consent-tui pack`: for those who write packs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from consent_tui.cli.ending import Exit, say

if TYPE_CHECKING:
    from consent_tui.content.faults import Fault

Folder = Annotated[Path, Parameter(help="The folder of the pack.")]


def check(
    folder: Folder,
    /,
    *,
    form: Annotated[
        Literal["text", "json", "github"], Parameter(name="--format", help="For people, programs, or a code review.")
    ] = "text",
) -> int:
    """Name everything that is wrong with a pack.

    Each line says file, line, what and what to do. Exit 1 where something is wrong.

    Example: consent-tui pack check content/craniosacral
    """
    from consent_tui.content.reading import read

    found = read(folder)
    told = [("fault", fault) for fault in found.faults] + [("warning", fault) for fault in found.warnings]
    match form:
        case "json":
            listed = [_plain(kind, fault) for kind, fault in told]
            print(json.dumps({"format": "consent-pack-check/1", "digest": found.digest, "found": listed}, indent=2))
        case "github":
            print("".join(f"{_annotation(kind, fault)}\n" for kind, fault in told), end="")
        case "text":
            print("".join(f"{fault}\n" for _, fault in told), end="")
            faults, warnings = len(found.faults), len(found.warnings)
            say(f"{folder}: {_counted(faults, 'fault')}, {_counted(warnings, 'warning')}.")
    return Exit.NO if found.faults else Exit.WELL


def digest(folder: Folder, /) -> int:
    """Print the digest of a pack, which a release names.

    It is the SHA-256 over every file that the kiosk reads.

    Example: consent-tui pack digest content/craniosacral
    """
    from consent_tui.content.folder import gather
    from consent_tui.content.reading import read

    found = gather(folder)
    if not found.files:
        for fault in found.faults:
            say(str(fault))
        return Exit.NO
    print(read(folder).digest)
    return Exit.WELL


def _plain(kind: str, fault: Fault) -> dict[str, Any]:
    return {"kind": kind, "file": fault.file, "line": fault.line, "what": fault.what, "todo": fault.todo}


def _annotation(kind: str, fault: Fault) -> str:
    level = "error" if kind == "fault" else "warning"
    where = f"file={fault.file}" + (f",line={fault.line}" if fault.line else "")
    words = f"{fault.what}; {fault.todo}".replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
    return f"::{level} {where}::{words}"


def _counted(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"
