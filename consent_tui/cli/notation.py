"""JSON on stdout: letters as people write them, and nothing in it that a terminal would obey."""

from __future__ import annotations

import json


def dumped(value: object) -> str:
    """Return a value as JSON. A sign in it that cannot be seen stands as its number, which reads back as that sign."""
    lines = json.dumps(value, indent=2, ensure_ascii=False).split("\n")
    return "\n".join(line if line.isprintable() else _numbered(line) for line in lines)


def _numbered(line: str) -> str:
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)
