"""What the words for clients hold: known placeholders, no forbidden word, nothing that a terminal cannot show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consent_tui import words
from consent_tui.content.assemble import clean
from consent_tui.content.faults import Fault, listed, nearest
from consent_tui.content.manuscript import Manuscript, Wordings
from consent_tui.content.packfile import PackFile, Path
from consent_tui.content.pages import folded
from consent_tui.content.placing import Told, in_file, in_page

SETTINGS = ("emergency", "crisis", "recent", "fee", "retention", "contact")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FOR_ANOTHER = ("ask_other", "words_other")
RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a client may see; `fault(what, todo, needle)` finds the line on which `needle` stands."""

    text: str
    fault: Told
    fillable: tuple[str, ...] | None = SETTINGS  # None: braces are not looked at
    judged: bool = True  # against the forbidden words


def faults(written: Manuscript) -> Iterator[Fault]:
    forbidden = _pattern(written.pack.model.reading.forbidden)
    for phrase in phrases(written):
        yield from _shown(phrase)
        if phrase.fillable is not None:
            yield from _placeholders(phrase, phrase.fillable)
        if forbidden and phrase.judged:
            yield from _forbidden(phrase, forbidden)
    for files in written.words.values():
        yield from _passages(files, written)
        yield from _terms(files)


def phrases(written: Manuscript) -> Iterator[Phrase]:
    """All words of the pack, in all languages."""
    for id_, source in written.sources.model.root.items():
        yield Phrase(source.cite, in_file(written.sources, (id_, "cite")), None, judged=False)
    yield Phrase(written.pack.model.reviewed_by, in_file(written.pack, ("reviewed_by",)), None, judged=False)
    for files in written.words.values():
        for file in files.tables:
            for path, text in _leaves(file.model.model_dump()):
                yield Phrase(text, in_file(file, path), _fillable(files, file, path))
        for page in files.pages.values():
            yield Phrase(page.head.model.title, in_file(page.head, ("title",)))
            for placed in (*page.body.blocks, *page.body.more):
                yield Phrase(placed.block.plain, in_page(page, placed))


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, key))


def _fillable(files: Wordings, file: PackFile[Any], path: Path) -> tuple[str, ...] | None:
    if file is files.messages:
        own = words.load(words.OWN[0]).table.get(str(path[0]))
        return (*SETTINGS, *PLACEHOLDER.findall(own)) if own else None
    if file is files.results:
        return (*SETTINGS, "because")
    return (*SETTINGS, "person") if path[-1] in FOR_ANOTHER else SETTINGS


def _placeholders(phrase: Phrase, fillable: tuple[str, ...]) -> Iterator[Fault]:
    for name in dict.fromkeys(PLACEHOLDER.findall(phrase.text)):
        if name in fillable:
            continue
        what, needle = f"{{{name}}} cannot be filled in here", f"{{{name}}}"
        if name == "person":
            yield phrase.fault(what, f"use it in {listed(FOR_ANOTHER)} only", needle)
        elif name == "because":
            yield phrase.fault(what, "use it in results.toml only", needle)
        else:
            near = nearest(name, fillable)
            todo = f"did you mean {{{near}}}?" if near else f"use {listed(f'{{{known}}}' for known in fillable)}"
            yield phrase.fault(what, todo, needle)
    for brace in dict.fromkeys(re.findall(r"[{}]", PLACEHOLDER.sub("", phrase.text))):
        yield phrase.fault(f"a {brace} stands alone", "close what it opens, or take it away", brace)


def _pattern(forbidden: list[str]) -> re.Pattern[str] | None:
    spelled = [r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(forbidden, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE) if spelled else None


def _forbidden(phrase: Phrase, forbidden: re.Pattern[str]) -> Iterator[Fault]:
    for word in dict.fromkeys(forbidden.findall(phrase.text)):
        what = f'"{clean(word)}" is one of the forbidden words of pack.toml'
        yield phrase.fault(what, "say it in other words", word)


def _shown(phrase: Phrase) -> Iterator[Fault]:
    told: set[str] = set()
    for c in phrase.text:
        if c.isascii() and (c.isprintable() or c in "\n\t"):
            continue
        what, todo = _unshowable(c)
        if what and what not in told:
            told.add(what)
            yield phrase.fault(what, todo, c)


def _unshowable(c: str) -> tuple[str, str]:
    """Say why a terminal cannot show this character; empty if it can."""
    if unicodedata.bidirectional(c) in RIGHT_TO_LEFT:
        return "a terminal cannot show writing from right to left", "leave this language out until it can be shown"
    pictured = unicodedata.category(c) == "So" and unicodedata.east_asian_width(c) == "W"
    if pictured or c in "\u200d\ufe0e\ufe0f\u20e3" or 0x1F000 <= ord(c) < 0x20000:
        return "a terminal cannot show emoji and picture signs", "say it in words"
    if unicodedata.category(c) in INVISIBLE:
        return f"the invisible character U+{ord(c):04X} stands in the text", "type the words around it anew"
    return "", ""


def _passages(files: Wordings, written: Manuscript) -> Iterator[Fault]:
    for rule in written.teach_back.model.question:
        asked, page = files.teach_back.model.root.get(rule.id), files.pages.get(rule.page)
        if asked is None or page is None or page.body.faults:
            continue
        told = " ".join(clean(placed.block.plain) for placed in (*page.body.blocks, *page.body.more))
        if clean(asked.passage) not in told:
            what = f'the passage of "{rule.id}" does not stand word for word on the page "{rule.page}"'
            near = nearest(clean(asked.passage), [s for s in re.split(r"(?<=[.:?])\s+", told)[:200] if len(s) < 400])
            todo = f'the page says: "{near}"' if near else "copy it from the page, without * and >"
            yield files.teach_back.fault(what, todo, rule.id, "passage")


def _terms(files: Wordings) -> Iterator[Fault]:
    """A marked word is explained in the glossary, in the very form in which it stands on the page."""
    glossary = files.glossary
    entries = glossary.model.root
    owner: dict[str, str] = {}
    for id_, entry in entries.items():
        for word in dict.fromkeys(map(folded, (entry.term, *entry.also))):
            if word in owner:
                what = f'"{word}" is explained by [{owner[word]}] and by [{id_}]'
                yield glossary.fault(what, "keep it in one of them", id_)
            owner.setdefault(word, id_)
    if not glossary.sound:
        return
    for page in files.pages.values():
        for line, word in page.body.unexplained:
            near = nearest(folded(word), owner)
            todo = f'add it to "also" of [{owner[near]}]' if near else "explain it"
            what = f'"{word}" is not in the glossary'
            yield page.fault(what, f"{todo} in {glossary.path}, or take the * away", line)
