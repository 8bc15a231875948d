"""A pack as written: each file with what was understood of it. Checks look at this; `assemble` makes the pack of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from consent_tui.content import pages, rules, syntax, wordings
from consent_tui.content.faults import Fault
from consent_tui.content.folder import Gathered
from consent_tui.content.packfile import PackFile
from consent_tui.content.schema import understood

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Page:
    """`head` is the page's file; line numbers of `body` count from `starts`, the first line of its Markdown."""

    head: PackFile[wordings.PageHead]
    body: pages.Body
    markdown: str
    starts: int

    def fault(self, what: str, todo: str, line: int) -> Fault:
        """A fault at a line of the Markdown, from 0."""
        return Fault(self.head.shown, self.starts + line, what, todo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The files of one language."""

    language: str
    pack: PackFile[wordings.PackText]
    screening: PackFile[wordings.ScreeningText]
    results: PackFile[wordings.ResultTexts]
    teach_back: PackFile[wordings.TeachBackTexts]
    statements: PackFile[wordings.AgreeTexts]
    permissions: PackFile[wordings.AgreeTexts]
    areas: PackFile[wordings.AreaTexts]
    evidence: PackFile[wordings.ClaimTexts]
    glossary: PackFile[wordings.TermTexts]
    messages: PackFile[wordings.MessageTexts]
    pages: Mapping[str, Page]
    page_files: Mapping[str, str]  # path as shown by page id, of pages that could not be read too

    @property
    def tables(self) -> tuple[PackFile[Any], ...]:
        """All TOML files of the language."""
        return (
            self.pack, self.screening, self.results, self.teach_back, self.statements, self.permissions, self.areas,
            self.evidence, self.glossary, self.messages,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """`folders` are the languages that have a folder; those of `pack.toml` stand in `words`, in its order."""

    pack: PackFile[rules.PackRules]
    releases: PackFile[rules.ReleaseRules]
    pages: PackFile[rules.PageRules]
    screening: PackFile[rules.ScreeningRules]
    teach_back: PackFile[rules.TeachBackRules]
    statements: PackFile[rules.StatementRules]
    permissions: PackFile[rules.PermissionRules]
    areas: PackFile[rules.AreaRules]
    evidence: PackFile[rules.EvidenceRules]
    sources: PackFile[rules.SourceRules]
    words: Mapping[str, Wordings]
    folders: tuple[str, ...]


class Desk:
    """Opens one file after the other and keeps the faults of syntax and shape."""

    def __init__(self, found: Gathered) -> None:
        self._found = found
        self.faults: list[Fault] = list(found.faults)

    def file(
        self, kind: type[Model], path: str, *, optional: bool = False, stand_in: Mapping[str, Any] = {}
    ) -> PackFile[Model]:
        raw, shown = self._found.files.get(path), self._found.shown(path)
        nothing = PackFile(path, shown, "", {}, kind.model_validate(stand_in), sound=False, present=False)
        if raw is None:
            absent = path not in self._found.refused
            if absent and not optional:
                todo = "add it; the guide shows what stands in it"
                named = self._found.shown("pack.toml")  # a missing file is told at one that is there
                self.faults.append(Fault(named, None, f"the pack has no file {path}", todo))
            return replace(nothing, sound=absent and optional)
        source = syntax.text(raw, shown)
        doc = syntax.table(source, shown) if isinstance(source, str) else source
        if isinstance(doc, Fault):
            self.faults.append(doc)
            return nothing
        doc = _flat(doc) if kind is wordings.MessageTexts else doc
        file, faults = understood(kind, path, shown, str(source), doc, stand_in=stand_in)
        self.faults += faults
        return file

    def page(self, path: str, glossary: Mapping[str, str]) -> Page | None:
        shown = self._found.shown(path)
        source = syntax.text(self._found.files[path], shown)
        parts = syntax.page(source, shown) if isinstance(source, str) else source
        head = parts if isinstance(parts, Fault) else syntax.table(parts[0], shown, above=1)
        if isinstance(parts, Fault) or isinstance(head, Fault):
            self.faults += [fault for fault in (head,) if isinstance(fault, Fault)]
            return None
        front, markdown = parts
        file, faults = understood(wordings.PageHead, path, shown, front, head, stand_in={"title": "Page"}, above=1)
        page = Page(file, pages.body(markdown, glossary), markdown, starts=front.count("\n") + 3)
        self.faults += [*faults, *(page.fault(what, todo, line) for line, what, todo in page.body.faults)]
        return page


def manuscript(found: Gathered) -> tuple[Manuscript, list[Fault]]:
    """Open every file of the pack; returns what was understood, and all faults of syntax and shape."""
    desk = Desk(found)
    stand_in = {
        "id": "pack",
        "languages": found.languages or ["en"],
        "reviewed_by": "",
        "privacy_page": "privacy",
        "age": {"adult": 18, "stop_under": 2, "minor": "clearance"},
        "reading": {"grade": 8.0, "ease": 60.0, "forbidden": []},
    }
    pack = desk.file(rules.PackRules, "pack.toml", stand_in=stand_in)
    return Manuscript(
        pack=pack,
        releases=desk.file(rules.ReleaseRules, "releases.toml", optional=True, stand_in={"status": "draft"}),
        pages=desk.file(rules.PageRules, "pages.toml"),
        screening=desk.file(rules.ScreeningRules, "screening.toml"),
        teach_back=desk.file(rules.TeachBackRules, "teach-back.toml", stand_in={"ask": 1}),
        statements=desk.file(rules.StatementRules, "statements.toml"),
        permissions=desk.file(rules.PermissionRules, "permissions.toml"),
        areas=desk.file(rules.AreaRules, "areas.toml"),
        evidence=desk.file(rules.EvidenceRules, "evidence.toml", optional=True),
        sources=desk.file(rules.SourceRules, "sources.toml", optional=True),
        words={lang: _wordings(desk, found, lang) for lang in pack.model.languages if lang in found.languages},
        folders=tuple(found.languages),
    ), desk.faults


def _wordings(desk: Desk, found: Gathered, lang: str) -> Wordings:
    glossary = desk.file(wordings.TermTexts, f"{lang}/glossary.toml", optional=True)
    terms = {pages.folded(w): id_ for id_, t in glossary.model.root.items() for w in (t.term, *t.also)}
    inside = f"{lang}/pages/"
    pages_there = sorted(
        path for path in {*found.files, *found.refused} if path.startswith(inside) and path.endswith(".md")
    )
    written = {path.removeprefix(inside).removesuffix(".md"): path for path in pages_there}
    opened = {id_: desk.page(path, terms) for id_, path in written.items() if path in found.files}
    return Wordings(
        language=lang,
        pack=desk.file(wordings.PackText, f"{lang}/pack.toml", stand_in={"title": "Pack"}),
        screening=desk.file(wordings.ScreeningText, f"{lang}/screening.toml"),
        results=desk.file(wordings.ResultTexts, f"{lang}/results.toml"),
        teach_back=desk.file(wordings.TeachBackTexts, f"{lang}/teach-back.toml"),
        statements=desk.file(wordings.AgreeTexts, f"{lang}/statements.toml"),
        permissions=desk.file(wordings.AgreeTexts, f"{lang}/permissions.toml"),
        areas=desk.file(wordings.AreaTexts, f"{lang}/areas.toml"),
        evidence=desk.file(wordings.ClaimTexts, f"{lang}/evidence.toml", optional=True),
        glossary=glossary,
        messages=desk.file(wordings.MessageTexts, f"{lang}/messages.toml", optional=True),
        pages={id_: page for id_, page in opened.items() if page is not None},
        page_files={id_: found.shown(path) for id_, path in written.items()},
    )


def _flat(doc: syntax.Doc, above: str = "") -> syntax.Doc:
    """`[start] title = …` as `start.title`, the way the program names its interface words."""
    flat: syntax.Doc = {}
    for key, value in doc.items():
        flat |= _flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return flat
