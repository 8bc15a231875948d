"""Lines in and lines out: what a person typed, with patience; what is said, without a single escape byte."""

from __future__ import annotations

import os
import select
import textwrap
import time
import unicodedata
from collections.abc import Callable, Iterable
from typing import TextIO

WIDTH = 72
LONGEST = 20_000  # characters of one typed line; what is longer is refused by its first part

Read = Callable[[float | None], str]

_SEVEN_BIT = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "←": "<-"}
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # categories that are never printed as they are
_JOINERS = "\u200c\u200d"


class Gone(Exception):
    """There is nobody at the other end: stdin or stdout is closed."""


class Silence(Exception):
    """Nobody typed anything for the time that was waited."""


def reader(stdin: TextIO) -> Read:
    """Return what waits for a line, at most so many seconds where the platform can wait with a limit."""
    if os.name == "posix" and (descriptor := _descriptor(stdin)) is not None:
        return _Waiting(descriptor, stdin.encoding or "utf-8")

    def read(_seconds: float | None) -> str:
        try:
            line = stdin.readline()
        except (ValueError, OSError):
            raise Gone from None
        if not line:
            raise Gone
        return line.rstrip("\r\n")[:LONGEST]

    return read


def _descriptor(stdin: TextIO) -> int | None:
    try:
        return stdin.fileno()
    except (ValueError, OSError, AttributeError):
        return None


class _Waiting:
    """Waits in `select`, so that idling costs nothing; keeps the bytes of an unfinished line."""

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor, self._encoding = descriptor, encoding
        self._pending = b""

    def __call__(self, seconds: float | None) -> str:
        until = None if seconds is None else time.monotonic() + seconds
        while b"\n" not in self._pending:
            left = None if until is None else max(0.0, until - time.monotonic())
            try:
                if not select.select([self._descriptor], [], [], left)[0]:
                    raise Silence
                chunk = os.read(self._descriptor, 4096)
            except (ValueError, OSError):
                raise Gone from None
            if not chunk:
                return self._last()
            self._pending += chunk if len(self._pending) < 4 * LONGEST else chunk[chunk.find(b"\n") :][: len(chunk)]
        line, _, self._pending = self._pending.partition(b"\n")
        return self._decoded(line)

    def _last(self) -> str:
        """A last line without an end still counts. At a terminal Ctrl+D is what Ctrl+C is: the next client can come."""
        if not self._pending:
            raise KeyboardInterrupt if os.isatty(self._descriptor) else Gone
        line, self._pending = self._pending, b""
        return self._decoded(line)

    def _decoded(self, line: bytes) -> str:
        return line.rstrip(b"\r").decode(self._encoding, "surrogateescape")[:LONGEST]


class Paper:
    """Prints plain lines, wrapped, in whatever the stream can encode."""

    def __init__(self, stdout: TextIO) -> None:
        self._stdout = stdout
        self._encoding = stdout.encoding or "utf-8"

    def say(self, lines: Iterable[str]) -> None:
        """Print lines; one that begins with spaces keeps them on each line it is wrapped to."""
        self._write("".join(f"{part}\n" for line in lines for part in wrapped(line)))

    def ask(self, prompt: str) -> None:
        """Print a prompt and stay on its last line."""
        self._write("\n".join(wrapped(prompt.rstrip())) + " ")

    def cover(self) -> None:
        """Push what was said before out of sight: without cursor movement, by empty lines."""
        self._write("\n" * 60)

    def _write(self, text: str) -> None:
        try:
            self._stdout.write("".join(_shown(char, self._encoding) for char in text))
            self._stdout.flush()
        except (ValueError, OSError):
            raise Gone from None


def wrapped(line: str) -> list[str]:
    """Wrap at 72; the lines after the first of "  1. Yes" stand under its words."""
    indent = len(line) - len(line.lstrip(" "))
    number = line[indent:].partition(" ")[0]
    hang = indent + (len(number) + 1 if number.rstrip(".").isdigit() or number == "-" else 0)
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]


def _shown(char: str, encoding: str) -> str:
    if char == "\n":
        return char
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return "?"
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode("ascii")
        return _SEVEN_BIT.get(char) or plain or "?"
    return char
