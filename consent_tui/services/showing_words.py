"""The words of what a client chose by an id: areas, and answers to the teach-back. From the pack's copy as it stood."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from consent_tui.copies.passages import filled_in
from consent_tui.copies.wording import one_line
from consent_tui.model.facts import fill
from consent_tui.model.record import Record
from consent_tui.words import Words


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words by id. `choices` of the teach-back go by the question and the choice; what has no words is not there."""

    areas: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], str] = field(default_factory=dict)


def chosen(what: Record, files: Mapping[str, bytes], spoken: Callable[[str], Words]) -> Chosen:
    """Return the words of what this client chose. `files` are those of the pack, by path.

    Each in the language in which it was asked. Of the teach-back only what was not clear at once: the rest is told
    without, and a file that nobody needs is not read.
    """

    def said(words: Any, language: str) -> str:
        return fill(one_line(words), filled_in(what.content, language, spoken)) if isinstance(words, str) else ""

    areas: dict[str, str] = {}
    if what.choices and (what.choices.touch or what.choices.avoid):
        listed = _table(files.get(f"{what.language}/areas.toml"))
        areas = {each: words for each, name in listed.items() if (words := said(name, what.language))}
    choices: dict[tuple[str, str], str] = {}
    missed = [each for each in what.teach_back if not all(attempt.right for attempt in each.attempts)]
    asked = {language: _table(files.get(f"{language}/teach-back.toml")) for language in {e.language for e in missed}}
    for each in missed:
        question = asked[each.language].get(each.id)
        offered = question.get("choices") if isinstance(question, dict) else None
        for choice, name in offered.items() if isinstance(offered, dict) else ():
            if words := said(name, each.language):
                choices[each.id, choice] = words
    return Chosen(areas, choices)


def _table(data: bytes | None) -> dict[str, Any]:
    try:
        return tomllib.loads((data or b"").decode())
    except ValueError:
        return {}
