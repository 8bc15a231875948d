"""Searches every Python object of this process for pieces of text, however they are held. Standard library only.

The pieces are kept backwards, so that the search does not find itself.
"""

from __future__ import annotations

import functools
import gc
import io
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from types import CoroutineType, FrameType, ModuleType

STROKE = re.compile(r"\d+,\d+(?: \d+,\d+){3,}")  # ink, as it is committed
_HOLDERS = 4  # on the way from what was found to whatever keeps it


class Search:
    """`backwards`: the pieces, each turned round, in small letters. `dates`: ordinals of days that nobody else has."""

    def __init__(self, backwards: Iterable[str], dates: Iterable[int] = ()) -> None:
        self._pieces, self._dates = tuple(backwards), frozenset(dates)

    def found(self) -> list[str]:
        """Return, for each object that holds a piece, what it is and what holds it."""
        gc.collect()
        objects = [each for each in self._every() if self._holds(each)]
        return told(objects)

    # -- every object

    def _every(self) -> Iterator[object]:
        """All that the collector knows, all that frames hold, and all that these refer to."""
        own = {id(self), id(vars(self)), id(self._pieces)}
        waiting: deque[object] = deque(each for each in gc.get_objects() if id(each) not in own)
        waiting.extend(self._frames())
        seen = own | {id(each) for each in waiting} | {id(waiting)}
        kept = list(waiting)  # so that no name is given twice
        while waiting:
            each = waiting.popleft()
            if isinstance(each, FrameType) and each.f_code.co_filename == __file__:
                continue
            yield each
            for held in self._held(each):
                if id(held) not in seen:
                    seen.add(id(held))
                    kept.append(held)
                    waiting.append(held)

    @staticmethod
    def _frames() -> Iterator[object]:
        for top in sys._current_frames().values():
            frame: FrameType | None = top
            while frame is not None:
                if frame.f_code.co_filename != __file__:
                    yield from list(frame.f_locals.values())
                frame = frame.f_back

    @staticmethod
    def _held(each: object) -> list[object]:
        held = gc.get_referents(each)
        if isinstance(each, io.StringIO | io.BytesIO) and not each.closed:
            held.append(each.getvalue())
        return held

    # -- whether one holds a piece

    def _holds(self, each: object) -> bool:
        match each:
            case str():
                return self._in(each)
            case bytes() | bytearray() | memoryview():
                return self._in(bytes(each).decode("utf-8", "replace"))
            case date():
                return each.toordinal() in self._dates
            case list() | tuple() | deque():
                return self._in(_joined(each))
        return False

    def _in(self, text: str) -> bool:
        if len(text) < 4:
            return False
        turned = text[::-1].lower()
        return any(piece in turned for piece in self._pieces) or STROKE.fullmatch(text) is not None


def told(objects: list[object]) -> list[str]:
    """Say of each object what it is, what holds it, what holds that, and so on."""
    ways, tops = [[_short(each)] for each in objects], list(objects)
    for _ in range(_HOLDERS):
        holders: dict[int, object] = {}
        for holder in gc.get_referrers(*tops) if tops else ():
            if holder is not tops and holder is not objects and not isinstance(holder, FrameType):
                for held in gc.get_referents(holder):
                    holders.setdefault(id(held), holder)
        tops = [holders.get(id(top), top) for top in tops]
        for way, top in zip(ways, tops, strict=True):
            way.append(_short(top))
    return [" < ".join(dict.fromkeys(way)) for way in ways]


def _joined(each: Iterable[object]) -> str:
    """Return letters, or pieces of a line, that stand one beside the other."""
    parts = [p if isinstance(p, str) else getattr(p, "text", "") if isinstance(p, tuple) else "" for p in each]
    return "".join(p for p in parts if isinstance(p, str)) if len(parts) < 10_000 else ""


def _short(each: object) -> str:
    """Say what an object is, without a word of what it says."""
    if isinstance(each, ModuleType):
        return f"module {each.__name__}"
    if isinstance(each, dict):
        return f"dict({', '.join(str(k) for k in list(each)[:6] if isinstance(k, str) and k.isidentifier())})"[:120]
    if isinstance(each, functools._lru_cache_wrapper):
        return f"cache of {each.__module__}.{each.__qualname__}"
    if isinstance(each, CoroutineType):
        own = each.cr_frame.f_locals.get("self") if each.cr_frame else None
        return f"coroutine {each.__qualname__} of {type(own).__qualname__}"
    name = getattr(each, "__qualname__", "") if callable(each) else ""
    return f"{type(each).__module__}.{type(each).__qualname__} {name}".strip()
