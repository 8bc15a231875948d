"""The trail as a record holds it: acts ↔ entries. Committed answers only, never keystrokes (rule 5)."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterable
from enum import StrEnum

from consent_tui.model import acts
from consent_tui.model.acts import Committed
from consent_tui.model.facts import Trace
from consent_tui.model.record import Entry


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


_BY_NAME = {
    _kebab(name): kind
    for name, kind in vars(acts).items()
    if isinstance(kind, type) and issubclass(kind, Committed) and kind is not Committed
}


def entries(trail: Iterable[Trace]) -> tuple[Entry, ...]:
    """Return the trail as numbered entries, from 1. A field that is `None` has no key."""
    found = []
    for number, trace in enumerate(trail, start=1):
        payload = {
            name: str(value) if isinstance(value, StrEnum) else value
            for name in typing.get_type_hints(type(trace.act))
            if (value := getattr(trace.act, name)) is not None
        }
        what = _kebab(type(trace.act).__name__)
        found.append(Entry(sequence=number, what=what, at=trace.at, actor=trace.actor, payload=payload))
    return tuple(found)


def traces(trail: Iterable[Entry]) -> tuple[Trace, ...]:
    """Return the acts behind entries.

    Raises `ValueError` with the entry's number where it names no act, lacks its time or does not fit the act.
    """
    found = []
    for entry in trail:
        kind = _BY_NAME.get(entry.what)
        if kind is None or entry.at is None:
            raise ValueError(f"entry {entry.sequence}")
        try:
            act = _act(kind, entry)
        except (TypeError, ValueError):
            raise ValueError(f"entry {entry.sequence}") from None
        found.append(Trace(act, entry.at, entry.actor))
    return tuple(found)


def _act(kind: type[Committed], entry: Entry) -> Committed:
    hints = typing.get_type_hints(kind)
    values = {
        name: _value(hint, entry.payload[name]) if name in entry.payload else None
        for name, hint in hints.items()
        if name in entry.payload or types.NoneType in typing.get_args(hint)
    }
    made: Callable[..., Committed] = kind
    return made(**values)


def _value(hint: object, value: object) -> object:
    """Make a payload's value what the act's field wants: out of `X | None`, and of `tuple[X, ...]`."""
    if isinstance(hint, types.UnionType):
        hint = next(h for h in typing.get_args(hint) if h is not types.NoneType)
    made = typing.cast("Callable[[object], object]", typing.get_origin(hint) or hint)
    return made(value)
