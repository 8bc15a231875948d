"""Whether everything that is named exists, and stands once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from consent_tui.content.faults import Fault, nearest
from consent_tui.content.manuscript import Manuscript
from consent_tui.content.packfile import PackFile, Path

Known = Mapping[str, Path]
RESERVED = {"group": "it is the table of the groups' titles", "age": "results use it", "capacity": "results use it"}


def faults(written: Manuscript) -> Iterator[Fault]:
    yield from _languages(written)
    yield from _twice(written)
    yield from _pages(written)
    yield from _screening(written)
    yield from _when(written)
    yield from _cited(written)


def unknown(file: PackFile[Any], at: Path, noun: str, id_: str, target: PackFile[Any], known: Known) -> Iterator[Fault]:
    """A fault if `id_`, named in `file`, is not among `known`, the ids of `target`."""
    if id_ in known or target.lost:
        return
    near = nearest(id_, known)
    if near is None and not target.sound:
        return  # it may be the entry whose id could not be understood
    todo = f"add it to {target.path}, or take its name away here"
    if near:
        line = target.line(*known[near], "id")
        todo = f'did you mean "{near}" ({f"line {line}" if target.path == file.path else f"{target.path}:{line}"})?'
    yield file.fault(f'no {noun} is called "{id_}"', todo, *at)


def _languages(written: Manuscript) -> Iterator[Fault]:
    file = written.pack
    if "languages" not in file.doc or file.lost:
        return
    languages = file.model.languages
    for number, language in enumerate(languages):
        if language in languages[:number]:
            yield file.fault(f'the language "{language}" is named twice', "keep one", "languages", number)
        elif language not in written.folders:
            todo = f"add the folder {language} with its words, or take it out of languages"
            yield file.fault(f'the language "{language}" has no folder', todo, "languages", number)
        elif number and file.sound and language not in file.model.translations:
            todo = 'add it with checked_by = "" until a native speaker has checked it'
            yield file.fault(f"[translations.{language}] is missing", todo, "languages", number)
    for folder in written.folders:
        if folder not in languages:
            todo = "add it to languages in pack.toml, or take it away"
            yield Fault(f"{file.shown.removesuffix('pack.toml')}{folder}", None, "no language has this folder", todo)
    for language in file.model.translations:
        if language not in languages[1:]:
            why = "is the pack's own" if language == languages[0] else "is not among languages"
            yield file.fault(f"[translations.{language}]: {language} {why}", "take it away", "translations", language)


def _twice(written: Manuscript) -> Iterator[Fault]:
    lists: list[tuple[PackFile[Any], str]] = [
        (written.pages, "page"), (written.screening, "group"), (written.screening, "question"),
        (written.teach_back, "question"), (written.statements, "group"), (written.statements, "statement"),
        (written.permissions, "permission"), (written.areas, "area"), (written.evidence, "claim"),
    ]  # fmt: skip
    for file, table in lists:
        first: dict[str, Path] = {}
        for id_, at in file.ids(table):
            if id_ in first:
                todo = f"the first stands in line {file.line(*first[id_], 'id')}: give this one an id of its own"
                yield file.fault(f'the {table} "{id_}" stands here twice', todo, *at, "id")
            first.setdefault(id_, at)
    for id_, at in written.screening.ids("question"):
        if id_ in RESERVED:
            yield written.screening.fault(f'no question can be called "{id_}": {RESERVED[id_]}', "rename it", *at, "id")


def _pages(written: Manuscript) -> Iterator[Fault]:
    known = dict(written.pages.ids("page"))
    pack, screening, teach_back = written.pack, written.screening, written.teach_back
    if isinstance(named := pack.doc.get("privacy_page"), str):
        yield from unknown(pack, ("privacy_page",), "page", named, written.pages, known)
    for duty, page in pack.model.duty:
        if page:
            yield from unknown(pack, ("duty", duty), "page", page, written.pages, known)
    for question in screening.model.question:
        if question.teaches:
            at = (*screening.at("question", question.id), "teaches")
            yield from unknown(screening, at, "page", question.teaches, written.pages, known)
    for check in teach_back.model.question:
        at = (*teach_back.at("question", check.id), "page")
        yield from unknown(teach_back, at, "page", check.page, written.pages, known)


def _screening(written: Manuscript) -> Iterator[Fault]:
    file = written.screening
    groups, questions = dict(file.ids("group")), dict(file.ids("question"))
    for question in file.model.question:
        at = file.at("question", question.id)
        if question.group is not None:
            yield from unknown(file, (*at, "group"), "group", question.group, file, groups)
        for answer, children in question.follow:
            for child in children:
                yield from unknown(file, (*at, "follow", answer), "question", child, file, questions)
    for number, combination in enumerate(file.model.together):
        for id_ in combination.all:
            yield from unknown(file, ("together", number, "all"), "question", id_, file, questions)
    used = {question.group for question in file.model.question}
    yield from _empty(file, "question", groups, used)
    statements = written.statements
    shelves = dict(statements.ids("group"))
    for statement in statements.model.statement:
        at = (*statements.at("statement", statement.id), "group")
        yield from unknown(statements, at, "group", statement.group, statements, shelves)
    yield from _empty(statements, "statement", shelves, {s.group for s in statements.model.statement})


def _empty(file: PackFile[Any], noun: str, groups: Known, used: Iterable[str | None]) -> Iterator[Fault]:
    if file.sound:
        meant = {nearest(id_, groups) for id_ in used if id_}
        for id_ in sorted(groups.keys() - meant):
            todo = f"give it a {noun}, or take it away"
            yield file.fault(f'the group "{id_}" has no {noun}s', todo, *groups[id_], "id")


def _when(written: Manuscript) -> Iterator[Fault]:
    questions = dict(written.screening.ids("question"))
    for file, table, entries in (
        (written.teach_back, "question", written.teach_back.model.question),
        (written.statements, "statement", written.statements.model.statement),
    ):
        for entry in entries:
            for id_ in entry.when:
                at = (*file.at(table, entry.id), "when")
                yield from unknown(file, at, "question", id_, written.screening, questions)


def _cited(written: Manuscript) -> Iterator[Fault]:
    sources = written.sources
    for file, at, id_ in _citations(written):
        yield from unknown(file, at, "source", id_, sources, sources.keys)


def uncited(written: Manuscript) -> Iterator[Fault]:
    """Sources that nothing cites: worth a word, no reason to keep a pack from clients."""
    files: list[PackFile[Any]] = [
        written.screening,
        written.evidence,
        *(p.head for w in written.words.values() for p in w.pages.values()),
    ]
    whole = all(f.sound for f in files) and all(w.pages.keys() == w.page_files.keys() for w in written.words.values())
    cited = {id_ for _, _, id_ in _citations(written)}
    for id_ in written.sources.model.root if whole else ():
        if id_ not in cited:
            yield written.sources.fault(f'nothing cites "{id_}"', "cite it where it belongs, or take it away", id_)


def _citations(written: Manuscript) -> Iterator[tuple[PackFile[Any], Path, str]]:
    for question in written.screening.model.question:
        at = (*written.screening.at("question", question.id), "sources")
        yield from ((written.screening, at, id_) for id_ in question.sources)
    for claim in written.evidence.model.claim:
        at = (*written.evidence.at("claim", claim.id), "sources")
        yield from ((written.evidence, at, id_) for id_ in claim.sources)
    for files in written.words.values():
        for page in files.pages.values():
            yield from ((page.head, ("sources",), id_) for id_ in page.head.model.sources)
