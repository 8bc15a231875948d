"""JSON on stdout: letters as people write them, and nothing in it that a terminal would obey."""

from __future__ import annotations

import json
from datetime import date, time


def dumped(value: object) -> str:
    """Return a value as JSON; days and times as ISO 8601.

    A sign in it that cannot be seen stands as its number, which reads back as that sign.
    """
    lines = json.dumps(value, indent=2, ensure_ascii=False, default=_written).split("\n")
    return "\n".join(line if line.isprintable() else _numbered(line) for line in lines)


def _written(when: date | time) -> str:
    return when.isoformat()


def _numbered(line: str) -> str:
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)
