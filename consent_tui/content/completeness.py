"""Whether every rule has its words in every language, and no words stand there without a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from typing import Any

from consent_tui import words
from consent_tui.content.faults import Fault, listed, nearest
from consent_tui.content.manuscript import Manuscript, Wordings
from consent_tui.content.packfile import PackFile, Path
from consent_tui.content.wordings import AgreeText, ClaimText, QuestionText, ResultText, TeachBackText

RESULTS = (
    "none", "talk", "clearance", "stop-today", "stop-until", "stop-lasting", "child", "age-under", "age-self",
    "capacity",
)  # fmt: skip


def faults(written: Manuscript) -> Iterator[Fault]:
    for files in written.words.values():
        yield from _worded(files, written)
        yield from _choices(files, written)
        yield from _pages(files, written)
        yield from _messages(files.language, files.messages, files.pack)


def _worded(files: Wordings, written: Manuscript) -> Iterator[Fault]:
    def rules(file: PackFile[Any], table: str) -> list[str]:
        return [id_ for id_, _ in file.ids(table)]

    screening = written.screening
    groups = screening_groups(files)
    asked = {id_: at for id_, at in files.screening.keys.items() if id_ != "group"}
    combined = [t.words for t in screening.model.together]
    results = (*RESULTS, *combined)
    yield from _match(
        "group", screening, rules(screening, "group"), files.screening, groups, "add [group.{}] with title"
    )
    yield from _match("question", screening, rules(screening, "question"), files.screening, asked, _add(QuestionText))
    yield from _match("result", screening, results, files.results, files.results.keys, _add(ResultText))
    for noun, file, table, told, todo in (
        ("question", written.teach_back, "question", files.teach_back, _add(TeachBackText)),
        ("statement", written.statements, "statement", files.statements, _add(AgreeText)),
        ("permission", written.permissions, "permission", files.permissions, _add(AgreeText)),
        ("area", written.areas, "area", files.areas, 'add {} = "…"'),
        ("claim", written.evidence, "claim", files.evidence, _add(ClaimText)),
    ):
        yield from _match(noun, file, rules(file, table), told, told.keys, todo)


def screening_groups(files: Wordings) -> dict[str, Path]:
    """The groups that have words, and where they stand."""
    groups = files.screening.doc.get("group")
    return {id_: ("group", id_) for id_ in groups} if isinstance(groups, dict) else {}


def _add(kind: type[Any]) -> str:
    return f"add [{{}}] with {listed(kind.model_fields, 'and')}"


def _match(
    noun: str, rules: PackFile[Any], ids: Collection[str], told: PackFile[Any], known: Mapping[str, Path], todo: str
) -> Iterator[Fault]:
    """`ids` should have words, and `known` are the words that are there."""
    if rules.lost or told.lost:
        return
    if not told.present:
        if ids:
            what = f"there is no file {told.path} with the words of these {noun}s"
            yield rules.fault(what, "add it")
        return
    stray = {id_: nearest(id_, set(ids) - known.keys()) for id_ in known if id_ not in ids} if rules.sound else {}
    for id_, near in stray.items():
        meant = f'did you mean "{near}"?' if near else f"take its words away, or add it to {rules.path}"
        yield told.fault(f'no {noun} is called "{id_}"', meant, *known[id_])
    for id_ in dict.fromkeys(ids):
        if id_ not in known and id_ not in stray.values():
            yield told.fault(f'no words for "{id_}"', todo.format(id_))


def _choices(files: Wordings, written: Manuscript) -> Iterator[Fault]:
    file = files.teach_back
    for rule in written.teach_back.model.question:
        if rule.id in file.model.root:
            given = file.model.root[rule.id].choices
            stray = {
                choice: nearest(choice, set(rule.choices) - given.keys())
                for choice in given
                if choice not in rule.choices
            }
            for choice, near in stray.items():
                todo = f'did you mean "{near}"?' if near else f"use {listed(rule.choices)}, as teach-back.toml does"
                yield file.fault(f'in "{rule.id}": no choice is called "{choice}"', todo, rule.id, "choices", choice)
            for choice in rule.choices:
                if choice not in given and choice not in stray.values():
                    what = f'in "{rule.id}": no words for the choice "{choice}"'
                    yield file.fault(what, f'add {choice} = "…" to its choices', rule.id, "choices")


def _pages(files: Wordings, written: Manuscript) -> Iterator[Fault]:
    if written.pages.lost:
        return
    ids = dict(written.pages.ids("page"))
    meant: list[str | None] = []
    for id_, shown in files.page_files.items():
        if id_ not in ids and written.pages.sound:
            near = nearest(id_, ids.keys() - files.page_files.keys())
            meant.append(near)
            todo = f'did you mean "{near}.md"?' if near else "add it to pages.toml, or take the file away"
            yield Fault(shown, None, f'no page is called "{id_}"', todo)
    for id_, at in ids.items():
        if id_ not in files.page_files and id_ not in meant:
            todo = f"add the file {files.language}/pages/{id_}.md"
            yield written.pages.fault(f'the page "{id_}" has no words in "{files.language}"', todo, *at, "id")


def _messages(language: str, file: PackFile[Any], pack: PackFile[Any]) -> Iterator[Fault]:
    if file.lost:
        return
    known = words.keys()
    for key in file.model.root:
        if key not in known:
            near = nearest(key, known)
            todo = f'did you mean "{near}"?' if near else "take it away"
            yield file.fault(f'the program has no words called "{key}"', todo, key)
    missing = sorted(known - file.doc.keys()) if language not in words.OWN else []
    if missing and not file.present:
        what = f'the program does not speak "{language}", and there is no file {file.path}'
        own = resources.files(words) / "en.toml"  # with its place, since an installed program lies anywhere
        yield pack.fault(what, f'copy {own} there, and put all its words into "{language}"')
    elif missing:
        yield from (file.fault(f'no words for "{key}"', f'add "{key}" = "…"') for key in missing)
