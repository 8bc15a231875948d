"""A comparison as lines for people, readable without colour and aloud: what was, what is, and which way a rule went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

from consent_tui.content.comparing import Change, Kind, Section, Turn
from consent_tui.content.comparing_packs import Asking, Comparison, Edition
from consent_tui.content.comparing_words import passages
from consent_tui.content.faults import listed, printable

WIDTH = 100
HEADINGS = {
    Section.PACK: "The pack as a whole",
    Section.GROUPS: "Groups of health questions",
    Section.QUESTIONS: "Health questions and their rules",
    Section.TOGETHER: "Answers that mean more together",
    Section.RESULTS: "Results",
    Section.PAGES: "Pages",
    Section.TEACH_BACK: "Did we explain well",
    Section.STATEMENTS: "Statements that clients agree to",
    Section.PERMISSIONS: "Permissions",
    Section.AREAS: "Areas of the body",
    Section.EVIDENCE: "Evidence",
    Section.GLOSSARY: "Words explained",
    Section.SOURCES: "Sources",
    Section.MESSAGES: "Words of the screens",
}
NOUNS = {  # one, several
    Section.PACK: ("thing about the whole pack", "things about the whole pack"),
    Section.GROUPS: ("group of questions", "groups of questions"),
    Section.QUESTIONS: ("question", "questions"),
    Section.TOGETHER: ("combination", "combinations"),
    Section.RESULTS: ("result", "results"),
    Section.PAGES: ("page", "pages"),
    Section.TEACH_BACK: ("teach-back question", "teach-back questions"),
    Section.STATEMENTS: ("statement", "statements"),
    Section.PERMISSIONS: ("permission", "permissions"),
    Section.AREAS: ("area", "areas"),
    Section.EVIDENCE: ("line of evidence", "lines of evidence"),
    Section.GLOSSARY: ("word explained", "words explained"),
    Section.SOURCES: ("source", "sources"),
    Section.MESSAGES: ("word of the screens", "words of the screens"),
}
SHOUTS = {Turn.STRICTER: "STRICTER", Turn.WEAKER: "WEAKER", Turn.BOTH: "STRICTER AND WEAKER"}


def lines(found: Comparison) -> Iterator[str]:
    """Yield the report, a line at a time."""
    title = found.new.pack.words[found.language].title
    yield f"{title}: {_edition(found.old)} compared with {_edition(found.new)}"
    if found.old.pack.id != found.new.pack.id:
        yield f'These are two packs, "{found.old.pack.id}" and "{found.new.pack.id}".'
    for sentence in asking(found.asking):
        yield from wrap(sentence, WIDTH)
    for sentence in _summary(found.changes):
        yield from wrap(sentence, WIDTH)
    for section, rows in groupby(found.changes, key=lambda change: change.section):
        yield from ("", HEADINGS[section])
        for _, row in groupby(rows, key=lambda change: change.id):
            yield from _entry(list(row))
    yield from _languages(found)


def asking(found: Asking) -> Iterator[str]:
    """Yield in sentences whether clients are asked again, and where that does not fit what changed."""
    if found.backwards:
        yield "The first pack is the newer one: to see what changed, name the older one first."
    major = [release for release in found.releases if release.change == "major"]
    touched = counted(found.told)
    for release in major:
        yield f"CLIENTS ARE ASKED AGAIN: {release.version} is called major ({release.about})."
    if major and not found.told:
        yield "Nothing changed that clients read, answer or agree to."
    minor = [release.version for release in found.releases if release.change == "minor"]
    if minor and not major and not found.unreleased:
        yield f"Clients are not asked again: {listed(minor, 'and')} is called minor."
        if found.told:
            yield f"LOOK AGAIN: called minor, yet this changed that clients read, answer or agree to: {touched}."
    if found.unreleased and found.told:
        yield f"Not released yet. To be called major, unless only the spelling was mended: {touched}."
    elif found.unreleased:
        yield "Not released yet. Minor will do: nothing changed that clients read, answer or agree to."


def counted(changes: Iterable[Change]) -> str:
    """Say how much changed: 2 questions, 1 page."""
    entries = dict.fromkeys((change.section, change.id) for change in changes)
    numbers = {section: sum(row[0] is section for row in entries) for section in Section}
    return listed((f"{n} {NOUNS[s][n > 1]}" for s, n in numbers.items() if n), "and")


def name(change: Change) -> str:
    """The entry as people know it, and as files call it."""
    return f'"{change.name}"' if change.name == change.id else f'"{change.name}" ({change.id})'


def _edition(edition: Edition) -> str:
    pack = edition.pack
    changed = "" if edition.released or not edition.releases else ", changed since"
    return f"{pack.version if edition.releases else 'no release'}{changed} [{pack.digest[:15]}…]"


def _summary(changes: tuple[Change, ...]) -> Iterator[str]:
    turns = [change.turn for change in changes]
    if not changes:
        yield "Nothing that is told or asked differs."
        return
    yield f"Changed: {counted(changes)}."
    if shouts := [f"{turns.count(turn)} {word}" for turn, word in SHOUTS.items() if turn in turns]:
        yield f"Rules: {', '.join(shouts)}."


def _entry(row: list[Change]) -> Iterator[str]:
    """One entry: what became of it, then each thing that changed in it."""
    turns = [word for turn, word in SHOUTS.items() if any(change.turn is turn for change in row)]
    kinds = [kind for kind in Kind if any(change.kind is kind for change in row)]
    tag = ", ".join([*turns, *kinds])
    yield from _wrapped(f"{tag}: {name(row[0])}", "  ", "    ")
    for change in row:
        match change.kind:
            case Kind.ADDED | Kind.REMOVED:
                for line in (change.now or change.was).split("\n"):
                    yield from _wrapped(line, "      | ", "      | ")
            case Kind.MOVED:
                yield f"      from place {change.was} to place {change.now}"
            case Kind.CHANGED:
                yield from _changed(change)


def _changed(change: Change) -> Iterator[str]:
    loud = f"{SHOUTS[change.turn]} " if change.turn else ""
    if not change.words:
        yield from _wrapped(f"{loud}{change.facet}: was {change.was}; now {change.now}", "      ", "        ")
        return
    told = passages(change.was, change.now)
    if len(told) == 1:
        yield from _wrapped(f"{change.facet}: {told[0]}", "      ", "        ")
        return
    yield f"      {change.facet}:"
    for line in told:
        yield from _wrapped(line, "        ", "        ")


def _languages(found: Comparison) -> Iterator[str]:
    if not (found.languages_added or found.languages_removed or found.behind or found.elsewhere):
        return
    yield from ("", "Languages")
    for kind, languages in (("added", found.languages_added), ("removed", found.languages_removed)):
        yield from (f"  {kind}: {language}" for language in languages)
    own = found.new.pack.languages[0]
    for language, late in found.behind.items():
        yield f'  BEHIND: "{language}" still says what it said before; "{own}" changed in'
        yield from _places(late)
    for language, row in found.elsewhere.items():
        yield f'  changed in "{language}" too (read it with --language {language}):'
        yield from _places(row)


def _places(row: tuple[Change, ...]) -> Iterator[str]:
    for (section, id_), parts in groupby(row, key=lambda change: (change.section, change.id)):
        facets = ", ".join(str(part.facet) for part in parts)
        yield from _wrapped(f"{NOUNS[section][0]} {id_}: {facets}", "      ", "        ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    told = printable(text)
    return wrap(
        told, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [first]
