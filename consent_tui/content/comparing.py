"""What differs between two versions of a pack, entry by entry: a page, a question, a statement, a source.

Each entry is told as facets in plain words; a facet of a rule has a rank too, so that a change can be called stricter
or weaker (`docs/decisions/086-how-a-diff-is-told.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

NOTHING, NO = "nothing", "no"
UNSAID = ("", NOTHING, NO)
Rank = int | frozenset[str]  # compared with < and >: a larger number or a larger set is stricter


class Section(StrEnum):
    """The parts of a pack, in the order in which they are told."""

    PACK = "pack"
    GROUPS = "groups"
    QUESTIONS = "questions"
    TOGETHER = "combinations"
    RESULTS = "results"
    PAGES = "pages"
    TEACH_BACK = "teach-back"
    STATEMENTS = "statements"
    PERMISSIONS = "permissions"
    AREAS = "areas"
    EVIDENCE = "evidence"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    MESSAGES = "messages"


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


class Turn(StrEnum):
    """Which way a rule was changed. A set of follow-ups that lost one and gained one is both."""

    STRICTER = "stricter"
    WEAKER = "weaker"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that an entry says. `words` are translated; `told` is what a client read, answered or agreed to.

    Where it quotes the words of other entries, `ids` names them, and these alone are compared.
    """

    says: str
    rank: Rank | None = None
    words: bool = False
    told: bool = True
    ids: tuple[str, ...] | None = None

    @property
    def compared(self) -> object:
        return self.says if self.ids is None else self.ids


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is how people know it. `rule`: to have it is stricter than to lack it."""

    name: str
    facets: Mapping[str, Facet] = field(default_factory=dict)
    rule: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`facet` is None where the whole entry was added, removed or moved; places count from 1.

    `told` says that clients read it, answered it or agreed to it: a client who was told the old may want to be asked
    again.
    """

    section: Section
    id: str
    name: str
    kind: Kind
    facet: str | None = None
    was: str = ""
    now: str = ""
    turn: Turn | None = None
    words: bool = False
    told: bool = True


Entries = Mapping[str, Entry]


def changes(section: Section, old: Entries, new: Entries, *, ordered: bool = True) -> Iterator[Change]:
    """Yield what was removed, added, moved and changed, in the order of the new version."""
    for id_, entry in old.items():
        if id_ not in new:
            turn = Turn.WEAKER if entry.rule else None
            yield _whole(section, id_, entry, Kind.REMOVED, turn, was=_told(entry))
    moved = _moved([id_ for id_ in old if id_ in new], [id_ for id_ in new if id_ in old]) if ordered else frozenset()
    before, after = _places(old), _places(new)
    for id_, entry in new.items():
        if id_ not in old:
            turn = Turn.STRICTER if entry.rule else None
            yield _whole(section, id_, entry, Kind.ADDED, turn, now=_told(entry))
            continue
        if id_ in moved:
            yield _whole(section, id_, entry, Kind.MOVED, None, was=str(before[id_]), now=str(after[id_]))
        yield from _facets(section, id_, old[id_], entry)


def turned(old: Rank | None, new: Rank | None) -> Turn | None:
    """Which way a rank went; None where it has none or stayed."""
    if old is None or new is None or old == new:
        return None
    if isinstance(old, int) and isinstance(new, int):
        return Turn.STRICTER if new > old else Turn.WEAKER
    assert isinstance(old, frozenset)
    assert isinstance(new, frozenset)
    return Turn.STRICTER if new > old else Turn.WEAKER if new < old else Turn.BOTH


def _facets(section: Section, id_: str, old: Entry, new: Entry) -> Iterator[Change]:
    for name in new.facets:  # entries of one section have the same facets
        was, now = old.facets[name], new.facets[name]
        if was.compared != now.compared:
            yield Change(
                section=section, id=id_, name=new.name, kind=Kind.CHANGED, facet=name, was=was.says, now=now.says,
                turn=turned(was.rank, now.rank), words=was.words or now.words, told=was.told and now.told,
            )  # fmt: skip


def _whole(
    section: Section, id_: str, entry: Entry, kind: Kind, turn: Turn | None, *, was: str = "", now: str = ""
) -> Change:
    told = entry.told and kind is not Kind.MOVED
    return Change(section=section, id=id_, name=entry.name, kind=kind, was=was, now=now, turn=turn, told=told)


def _told(entry: Entry) -> str:
    """All that the entry says, a thing a line; what it does not have goes without saying."""
    said = {name: facet.says for name, facet in entry.facets.items() if facet.says not in UNSAID}
    return "\n".join(f"{name}:\n{says}" if "\n" in says else f"{name}: {says}" for name, says in said.items())


def _places(entries: Entries) -> dict[str, int]:
    return {id_: place for place, id_ in enumerate(entries, 1)}


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """The ids that stand elsewhere among those that both have: as few as explain the new order."""
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return frozenset(new) - {id_ for block in kept for id_ in new[block.b : block.b + block.size]}
