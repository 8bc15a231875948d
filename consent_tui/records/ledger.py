"""The ledger of one `by`: `sequence id digest`, a line for each record, in clear and without personal data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from consent_tui.records import durable, layout

_LINE = re.compile(r"([1-9][0-9]{0,17}) ([0-9a-f-]{36}) (sha256:[0-9a-f]{64})")
_NUMBER = re.compile(r"([a-z0-9-]{1,40})-([1-9][0-9]{0,17})")
_LONGEST = 128 + 1  # bytes; 18 + 36 + 71 and what separates them


class Damaged(ValueError):
    """A line that no ledger holds; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Line:
    sequence: int
    id: str
    digest: str

    def __str__(self) -> str:
        return f"{self.sequence} {self.id} {self.digest}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A record as its ledger names it."""

    by: str
    sequence: int
    id: str
    digest: str


def parse(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a ledger, an unfinished last one left out. Raises `Damaged`."""
    *whole, _ = data.decode(errors="replace").split("\n")
    return tuple(_parsed(line, number) for number, line in enumerate(whole, start=1))


def load(path: Path) -> tuple[Line, ...]:
    """Raises `OSError`, `Damaged`."""
    return parse(path.read_bytes())


def stream(path: Path) -> Iterator[Line]:
    """Go through the lines one by one, an unfinished last one left out. Raises `OSError`, `Damaged`."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.endswith(b"\n"):
                yield _parsed(line[:-1].decode(errors="replace"), number)


def last(path: Path) -> Line | None:
    """Return the last line without reading the others. Raises `OSError`, `Damaged` (also if it is unfinished)."""
    with path.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - _LONGEST)
        file.seek(start)
        tail = file.read()
    if not tail:
        return None
    *before, line, end = b"\n".join((b"", tail)).decode(errors="replace").split("\n")
    if end or (start and len(before) < 2):
        raise Damaged(0)
    return _parsed(line, 0)


def append(path: Path, line: Line, *, lasting: bool = False) -> None:
    """Add a line; a part of it may stay if this fails. `OSError`.

    Not fsynced unless it is to be `lasting`: what is lost, the next start mends from the records that it can read.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        durable.write_all(handle, f"{line}\n".encode())
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)


def drop_unfinished(path: Path) -> None:
    """Cut a last line that has no end. Raises `OSError`."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        os.truncate(path, data.rfind(b"\n") + 1)


def find(root: Path, name: str) -> Listed | None:
    """Return what a records folder's ledgers say of an id or a number such as `front-desk-42`, or None.

    Raises `OSError`, `Damaged`.
    """
    wanted = name.strip().lower()
    number = _NUMBER.fullmatch(wanted)
    for by in layout.bys(root):
        if number and number[1] != by:
            continue
        for line in load(layout.ledger_path(root, by)):
            if line.id == wanted or (number and line.sequence == int(number[2])):
                return Listed(by, line.sequence, line.id, line.digest)
    return None


def read(text: str) -> Line | None:
    """Return the line that a text is, if it is one."""
    found = _LINE.fullmatch(text)
    return Line(int(found[1]), found[2], found[3]) if found else None


def _parsed(text: str, number: int) -> Line:
    line = read(text)
    if line is None:
        raise Damaged(number)
    return line
