"""What differs between two records of one client.

Values alone: ids, codes and words as they stood; saying them is for others. Nothing here judges which of two is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from consent_tui.model.record import PermissionGiven, Record


class Part(StrEnum):
    """Of what a difference is, in the order in which it matters to who treats."""

    DECISION = "decision"
    RESULT = "result"
    ANSWER = "answer"
    CHECK = "check"
    AREA = "area"
    PERMISSION = "permission"
    STATEMENT = "statement"
    OWN = "own"  # the client's own words
    PERSON = "person"
    PAGE = "page"
    CONTENT = "content"


_CLEAR = {True: "missed", False: "clear"}
_GIVEN = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs. `was` and `now` are codes or words; "" = it was not there.

    `words` are those of the question, statement or page, the newer ones; "" where `id` says all. `reworded`: it was
    asked or told in other words of the same language.
    """

    part: Part
    id: str
    words: str = ""
    was: str = ""
    now: str = ""
    reworded: bool = False


def between(old: Record, new: Record) -> tuple[Difference, ...]:
    """Return what differs from `old` to `new`, part by part."""
    found = (*_decided(old, new), *_told(old, new), *_free(old, new), *_content(old, new))
    return tuple(sorted(found, key=lambda each: list(Part).index(each.part)))


def _decided(old: Record, new: Record) -> Iterator[Difference]:
    before, after = _said_once(old), _said_once(new)
    for part, name in before:
        was, now = before[part, name], after[part, name]
        if was != now:
            yield Difference(part=part, id=name, was=was, now=now)


def _said_once(what: Record) -> dict[tuple[Part, str], str]:
    return {
        (Part.DECISION, "outcome"): what.decision.outcome if what.decision else "",
        (Part.RESULT, "result"): what.disposition.result if what.disposition else "",
        (Part.PERSON, "name"): what.client.name if what.client else "",
        (Part.PERSON, "born"): what.client.born.isoformat() if what.client else "",
        (Part.PERSON, "role"): what.signatory.role if what.signatory else "",
        (Part.PERSON, "signatory"): what.signatory.name if what.signatory else "",
        (Part.CONTENT, "language"): what.language,
    }


Row = tuple[str, str, str, str]  # id, words, language, code


def _told(old: Record, new: Record) -> Iterator[Difference]:
    """What has an id and words of its own: answers, checks, areas, permissions, statements."""
    for part, rows in _ROWS.items():
        before = {row[0]: row for row in rows(old)}
        after = {row[0]: row for row in rows(new)}
        for ident in dict.fromkeys((*after, *before)):
            yield from _differing(part, before.get(ident), after.get(ident))


def _differing(part: Part, was: Row | None, now: Row | None) -> Iterator[Difference]:
    newer = now or was
    assert newer is not None
    reworded = was is not None and now is not None and was[2] == now[2] and _flat(was[1]) != _flat(now[1])
    before, after = was[3] if was else "", now[3] if now else ""
    if before != after or reworded:
        yield Difference(part=part, id=newer[0], words=newer[1], was=before, now=after, reworded=reworded)


def _areas(what: Record) -> list[Row]:
    made = what.choices
    if made is None:
        return []
    return [(area, "", "", how) for how, areas in (("touch", made.touch), ("avoid", made.avoid)) for area in areas]


def _permissions(what: Record) -> tuple[PermissionGiven, ...]:
    return what.choices.permissions if what.choices else ()


_ROWS: dict[Part, Callable[[Record], list[Row]]] = {
    Part.ANSWER: lambda what: [(e.id, e.words, e.language, e.answer or "") for e in what.screening],
    Part.CHECK: lambda what: [(e.id, e.words, e.language, _CLEAR[e.flagged]) for e in what.teach_back],
    Part.AREA: _areas,
    Part.PERMISSION: lambda what: [(e.id, e.words, e.language, _GIVEN[e.given]) for e in _permissions(what)],
    Part.STATEMENT: lambda what: [(e.id, e.words, e.language, _GIVEN[e.agreed]) for e in what.statements],
}


def _free(old: Record, new: Record) -> Iterator[Difference]:
    for name in ("goals", "matters"):
        was, now = (getattr(each.choices, name, None) or "" for each in (old, new))
        if was != now:
            yield Difference(part=Part.OWN, id=name, was=was, now=now)
    before = {each.words for each in old.questions}
    for each in new.questions:
        if each.words not in before:
            yield Difference(part=Part.OWN, id="question", now=each.words)


def _content(old: Record, new: Record) -> Iterator[Difference]:
    was, now = (each.content for each in (old, new))
    if was and now and was.digest != now.digest:
        named = (f"{each.pack} {each.version}" for each in (was, now))
        yield Difference(part=Part.CONTENT, id="pack", was=next(named), now=next(named))


def _flat(words: str) -> str:
    return " ".join(words.split())
