"""A guide as somebody follows it: what they type, change and look at, in its order.

A guide says what to do in sentences of a few forms, so that a test can do the very same:

- a `console` block: what stands behind `$` is typed, what stands below is printed; a line `…` stands for lines left out
- "… `FILE` and change this:" before one block, "to this:" before the next
- "… `FILE` and add at the end:" and "… the file `FILE` and write:"
- a picture, of what the command before it shows on the whole screen
- an `sh` block: typed once on a new machine, and not tried here, since it asks a network
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEFT_OUT = "…"
_CHANGE = re.compile(r"`([^`]+)` and change this:$")
_ADD = re.compile(r"`([^`]+)` and add at the end(?:, with [^:]*)?:$")
_WRITE = re.compile(r"the file `([^`]+)` and write:$")
_PICTURE = re.compile(r"^!\[([^\]]+)\]\(([^)]+)\.png\)$")
_DIGEST = re.compile(r"sha256:[0-9a-f]+…?")


@dataclass(frozen=True, slots=True)
class Type:
    """`line` is where the command stands in the guide, `shown` what stands below it."""

    line: int
    command: str
    shown: tuple[str, ...]

    @property
    def on_a_screen(self) -> bool:
        return self.command.startswith(("consent-tui pack preview", "consent-tui --pack"))


@dataclass(frozen=True, slots=True)
class Change:
    line: int
    file: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Add:
    line: int
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Write:
    line: int
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    line: int
    picture: str  # its path beside the guide, without .png


@dataclass(frozen=True, slots=True)
class Install:
    line: int
    commands: str


Step = Type | Change | Add | Write | Look | Install


def steps(guide: str) -> Iterator[Step]:
    """Yield what a guide asks for. Raises `ValueError` where nobody could tell what to do with a block."""
    lines = guide.splitlines()
    was: tuple[str, str] | None = None
    at = 0
    while at < len(lines):
        if picture := _PICTURE.match(lines[at]):
            yield Look(at + 1, picture[2])
        if not lines[at].startswith("```"):
            at += 1
            continue
        kind, first = lines[at][3:], at + 1
        end = lines.index("```", first)
        sentence, block = _before(lines, at), lines[first:end]
        text = "".join(f"{line}\n" for line in block)
        if was is not None and not sentence.endswith("to this:"):
            raise ValueError(f"line {first}: nothing says what {was[0]} is changed to")
        if kind == "console":
            yield from _typed(first, block)
        elif kind == "sh":
            yield Install(first, text)
        elif was is not None:
            yield Change(first, was[0], was[1], text)
            was = None
        elif found := _CHANGE.search(sentence):
            was = (found[1], text)
        elif found := _ADD.search(sentence):
            yield Add(first, found[1], text)
        elif found := _WRITE.search(sentence):
            yield Write(first, found[1], text)
        else:
            raise ValueError(f"line {first}: nothing says what to do with this block")
        at = end + 1


def _before(lines: list[str], at: int) -> str:
    """Return the paragraph before a block as one line."""
    end = at
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    return " ".join(lines[start:end])


def _typed(first: int, block: list[str]) -> Iterator[Type]:
    starts = [number for number, line in enumerate(block) if line.startswith("$ ")]
    if not starts or starts[0] != 0:
        raise ValueError(f"line {first}: a console block begins with a command")
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        yield Type(first + start + 1, block[start][2:], tuple(block[start + 1 : end]))


def undated(line: str) -> str:
    """Return a line with what differs each time taken out: digests, and the time of day."""
    return re.sub(r"\b\d\d:\d\d:\d\d\b", "00:00:00", _DIGEST.sub("sha256:…", line))


def agrees(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Say whether what was printed is what is shown; a line `…` stands for any number of lines."""
    said, wanted = [undated(line) for line in printed], [undated(line) for line in shown]
    if LEFT_OUT not in wanted:
        return said == wanted
    head, tail = wanted[: wanted.index(LEFT_OUT)], wanted[wanted.index(LEFT_OUT) + 1 :]
    return len(said) > len(head) + len(tail) and said[: len(head)] == head and said[len(said) - len(tail) :] == tail


def renewed(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """Return what is to be shown instead: as many lines before and after `…` as there were."""
    said = [undated(line) for line in printed]
    if LEFT_OUT not in shown:
        return said
    head, tail = shown.index(LEFT_OUT), len(shown) - shown.index(LEFT_OUT) - 1
    return [*said[:head], LEFT_OUT, *said[len(said) - tail :]]
