"""The health questions of a paper form: numbered, each follow-up below its question, with the answers that lead to it.

A kiosk asks a follow-up when an answer calls for it; paper has to print all of them and say when one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Rule


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question in its place. `after`: the questions that add it, with the answers that do; () = always asked."""

    number: int
    rule: Rule
    group: str  # of the question under which it stands
    after: tuple[tuple[int, tuple[Answer, ...]], ...] = ()


def numbered(pack: Pack, switches: Mapping[str, bool]) -> tuple[Numbered, ...]:
    """Return every question that could be asked with these settings, once, in the order of print, from 1."""
    printed = list(_unfolded(pack, switches))
    number_of = {rule.id: number for number, (rule, _) in enumerate(printed, start=1)}
    return tuple(
        Numbered(number_of[rule.id], rule, group, tuple(_leading_to(rule.id, printed, number_of)))
        for rule, group in printed
    )


def _unfolded(pack: Pack, switches: Mapping[str, bool]) -> Iterator[tuple[Rule, str]]:
    by_id = {rule.id: rule for rule in pack.questions}
    added = {child for rule in pack.questions for children in rule.follow.values() for child in children}
    seen: set[str] = set()

    def unfold(rule: Rule, group: str) -> Iterator[tuple[Rule, str]]:
        if rule.id in seen or (rule.needs is not None and not switches.get(rule.needs, False)):
            return
        seen.add(rule.id)
        yield rule, group
        for child in dict.fromkeys(child for children in rule.follow.values() for child in children):
            yield from unfold(by_id[child], group)

    for at in ("welcome", "screening"):
        for group in (each.id for each in pack.groups if each.at == at):
            for rule in pack.questions:
                if rule.id not in added and rule.group == group:
                    yield from unfold(rule, group)


def _leading_to(
    question: str, printed: list[tuple[Rule, str]], number_of: Mapping[str, int]
) -> Iterator[tuple[int, tuple[Answer, ...]]]:
    for rule, _ in printed:
        if answers := tuple(answer for answer in Answer if question in rule.follow.get(answer, ())):
            yield number_of[rule.id], answers
