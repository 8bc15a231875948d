"""`consent-tui pack check` and `digest`: for those who write packs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from consent_tui.cli.ending import Exit, say
from consent_tui.cli.notation import dumped

if TYPE_CHECKING:
    from consent_tui.content.faults import Fault
    from consent_tui.content.plainness import Grade
    from consent_tui.services.checking import Checked, PageLook

Folder = Annotated[Path, Parameter(help="The folder of the pack.")]
Told = list[tuple[str, "Fault"]]  # "fault" or "warning"


def check(
    folder: Folder,
    /,
    *,
    form: Annotated[
        Literal["text", "json", "github"], Parameter(name="--format", help="For people, programs, or a code review.")
    ] = "text",
) -> int:
    """Name everything that is wrong with a pack, and run its scenarios.

    Each line says file, line, what and what to do. Exit 1 where something is wrong; a warning is no fault.

    Example: consent-tui pack check content/craniosacral
    """
    from consent_tui import wiring

    found = wiring.checked(folder, _progress if sys.stderr.isatty() else None)
    told: Told = [("fault", fault) for fault in found.faults] + [("warning", fault) for fault in found.warnings]
    match form:
        case "json":
            print(dumped(_report(found, told)))
        case "github":
            print("".join(f"{_annotation(kind, fault)}\n" for kind, fault in told), end="")
        case "text":
            print("".join(f"{_line(kind, fault)}\n" for kind, fault in told), end="")
    say(f"{folder}: {', '.join(_summary(found))}.")
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


def _progress(done: int, of: int) -> None:
    """Count scenarios in one line of the terminal, which is empty again in the end."""
    words = f"Running scenarios: {done} of {of}"
    print(f"\r{words if done < of else ' ' * len(words) + chr(13)}", end="", file=sys.stderr, flush=True)


def _line(kind: str, fault: Fault) -> str:
    from consent_tui.content.faults import printable

    place = fault.file if fault.line is None else f"{fault.file}:{fault.line}"
    return str(fault) if kind == "fault" else printable(f"{place}: warning: {fault.what}; {fault.todo}")


def _annotation(kind: str, fault: Fault) -> str:
    """A line that a code review shows beside the file; `%`, line breaks, and in places `:` and `,` are escaped."""

    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    level = "error" if kind == "fault" else "warning"
    where = "file=" + escaped(fault.file).replace(":", "%3A").replace(",", "%2C")
    line = f",line={fault.line}" if fault.line else ""
    return f"::{level} {where}{line}::{escaped(f'{fault.what}; {fault.todo}')}"


def _summary(found: Checked) -> list[str]:
    pack = found.reading.pack
    counts = [_counted(len(found.faults), "fault"), _counted(len(found.warnings), "warning")]
    return [*counts, *([f"{_counted(found.scenarios, 'scenario')} run"] if pack else [])]


def _report(found: Checked, told: Told) -> dict[str, Any]:
    pack = found.reading.pack
    return {
        "format": "consent-pack-check/1",
        "digest": found.reading.digest,
        "version": pack.version if pack else None,
        "status": pack.status.value if pack else None,
        "scenarios": found.scenarios,
        "found": [
            {"kind": kind, "file": fault.file, "line": fault.line, "what": fault.what, "todo": fault.todo}
            for kind, fault in told
        ],
        "pages": [_page(page) for page in found.pages],
    }


def _page(page: PageLook) -> dict[str, Any]:
    return {
        "language": page.language,
        "page": page.page,
        "file": page.file,
        "screens": page.screens,
        **_grade(page.main),
        "more": _grade(page.more) if page.more else None,
    }


def _grade(grade: Grade) -> dict[str, Any]:
    """`grade` and `ease` are null where the language is not measured."""
    counted = grade.measure
    return {
        "grade": None if counted.grade is None else round(counted.grade, 1),
        "ease": None if counted.ease is None else round(counted.ease, 1),
        "words": counted.words,
        "sentences": len(counted.sentences),
    }


def _counted(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"
