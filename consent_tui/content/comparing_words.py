"""The difference of two texts, word by word, readable without colour: `rest on your [-head-] {+neck+}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

PIECE = re.compile(r"\n|[^\S\n]+|\w+(?:['’\-.,:]\w+)*|\{\w+\}|[^\w\s]")
LIKE = 0.35  # below this share of common words two texts are told one after the other

LONE = 2  # fewer words than these, between two changes, are told as changed too


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that stayed (" "), went ("-") or came ("+")."""

    sign: str
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """Return both texts as one row of parts; `was` of it is `old`, and `now` of it is `new`."""
    was, now = PIECE.findall(old), PIECE.findall(new)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if _share(matcher, was, now) < LIKE:
        return _merged([Part("-", old), Part("+", new)])
    return _merged(_parts(matcher, was, now))


def _share(matcher: SequenceMatcher[str], was: list[str], now: list[str]) -> float:
    """How much of the words is common; spaces and signs say nothing."""
    common = sum(_words(was[b.a : b.a + b.size]) for b in matcher.get_matching_blocks())
    words = _words(was) + _words(now)
    return 2 * common / words if words else 1.0


def _words(pieces: Iterable[str]) -> int:
    return sum(piece[0].isalnum() or piece[0] == "{" for piece in pieces)


def _parts(matcher: SequenceMatcher[str], was: list[str], now: list[str]) -> Iterator[Part]:
    steps = matcher.get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(steps):
        stayed = "".join(was[a:b])
        if tag == "equal" and 0 < number < len(steps) - 1 and "\n" not in stayed and _words(was[a:b]) < LONE:
            yield Part("-", stayed)  # a lone word between two changes would tear them apart
            yield Part("+", stayed)
        elif tag == "equal":
            yield Part(" ", stayed)
        else:
            yield Part("-", stayed)
            yield Part("+", "".join(now[c:d]))


def _merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Between two runs that stayed: first all that went, then all that came."""
    rows: list[Part] = []
    for stayed, group in groupby(parts, key=lambda part: part.sign == " "):
        run = list(group)
        for sign in (" ",) if stayed else ("-", "+"):
            text = "".join(part.text for part in run if part.sign == sign)
            rows += [Part(sign, text)] if text else []
    return tuple(rows)


def marked(parts: Iterable[Part]) -> str:
    """Return the row as one text: `[-what went-] {+what came+}`. What runs over several lines is marked in each."""
    told: list[str] = []
    for part in parts:
        before, after = {" ": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}[part.sign]
        gap = " " if part.sign == "+" and told and told[-1].endswith("-]") else ""
        told.append(gap + "\n".join(f"{before}{line}{after}" if line else "" for line in part.text.split("\n")))
    return "".join(told)


def passages(old: str, new: str) -> tuple[str, ...]:
    """Return the lines that changed, marked; "…" stands for those around them that did not."""
    shown: list[str] = []
    for line in marked(difference(old, new)).split("\n"):
        if "[-" in line or "{+" in line:
            shown.append(line)
        elif not shown or shown[-1] != "…":
            shown.append("…")
    return tuple(shown)
