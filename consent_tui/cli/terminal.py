"""What the terminal can do, as far as one can know before drawing on it."""

from __future__ import annotations

import os
import sys


def unfit() -> str | None:
    """Return why the full screen cannot be drawn here, as a sentence; None where it can."""
    if os.environ.get("TERM", "") in {"dumb", ""} and os.name != "nt":
        return "This terminal says that it cannot be drawn on (TERM is dumb or unset)."
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # Textual draws on stderr
        return "The kiosk draws on a terminal, and here input or output is none."
    return None


def shows_ink() -> bool:
    """Whether somebody looks at what is printed, on a terminal that has signs enough to draw with."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return sys.stdout.isatty() and encoding == "utf8" and os.environ.get("TERM") not in {"linux", "dumb"}


def colours() -> int:
    """Return how many colours the terminal announces: 0, 8, 256 or 2**24."""
    announced, kind = os.environ.get("COLORTERM", "").lower(), os.environ.get("TERM", "")
    if os.environ.get("NO_COLOR") or kind in {"dumb", ""}:
        return 0
    if announced in {"truecolor", "24bit"}:
        return 2**24
    return 256 if "256" in kind else 8
