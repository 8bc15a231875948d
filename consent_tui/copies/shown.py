"""A record with all that is known about it: what every copy is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from consent_tui.model.later import Filed, Filing, LaterAct, is_act
from consent_tui.model.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One record with all that is known about it.

    `private` are ids of the pack's private questions, None where nobody can tell: then every answer is covered.
    `areas` and `choices` are words of what was chosen, by id and by question and id, as far as the pack is there.
    `trust` is `pinned` or `folder`; `key` and `fingerprint` are short prints of the key and of the record's digest.
    """

    filed: Filing
    key: str
    fingerprint: str
    trust: str
    related: tuple[Filing, ...] = ()
    standing: Standing | None = None
    private: frozenset[str] | None = None
    revealed: bool = False
    damaged: tuple[str, ...] = ()
    missing: int = 0
    listed: bool = False  # a ledger beside it names it in this place, with this digest
    areas: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], str] = field(default_factory=dict)
    about: Filing | None = None  # of an act: what it is about, where that is here and was looked for
    previous: str = ""  # digest of the record before it by the same key
    asked: date | None = None  # the day on which its standing was asked

    def covers(self, question: str) -> bool:
        return not self.revealed and (self.private is None or question in self.private)

    def area(self, area: str) -> str:
        return self.areas.get(area) or area.replace("-", " ")

    def choice(self, question: str, choice: str) -> str:
        """What was chosen as an answer to a question of the teach-back."""
        return self.choices.get((question, choice)) or choice

    def acts(self) -> list[Filed[LaterAct]]:
        """The acts about it, in order of time."""
        acts = [each for each in self.related if is_act(each)]
        return sorted(acts, key=lambda each: (str(each.written), each.by, each.sequence))
