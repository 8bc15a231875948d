"""The facts of an act, from options or from the person at the terminal; everything that lacks or is odd, at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit
from consent_tui.services.acting_typed import NO, YES, checked


@dataclass(frozen=True, slots=True)
class Reads:
    """Stands in the annotation of an option that is a fact of an act, beside the `Parameter` that explains it.

    `read` turns what was typed into the fact, or raises `ValueError` with half a sentence. A fact that is not `needed`
    is said by its option alone.
    """

    read: Callable[[str], Any]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    says: str
    reads: Reads

    @property
    def option(self) -> str:
        return f"--{self.name.replace('_', '-')}"


def facts_of(command: Callable[..., int]) -> list[Fact]:
    """Return the facts among the options of a command, in their order."""
    found = []
    for name, hint in get_type_hints(command, include_extras=True).items():
        extras = getattr(hint, "__metadata__", ())
        reads = next((each for each in extras if isinstance(each, Reads)), None)
        says = next((each.help for each in extras if isinstance(each, Parameter)), None)
        if reads:
            found.append(Fact(name, says or "", reads))
    return found


def gathered(facts: Sequence[Fact], given: Mapping[str, object], also: Collection[str] = ()) -> dict[str, Any]:
    """Return the facts by name. `given` is what its options said; None and False are not said.

    `also` names facts that are needed this time. Raises `Ended` with all faults. At a terminal, needed facts that were
    not said are asked for.
    """
    found: dict[str, Any] = {}
    faults, missing = [], []
    for fact in facts:
        said = given.get(fact.name)
        if said is None or said is False:
            missing += [fact] if fact.reads.needed or fact.name in also else []
            continue
        try:
            found[fact.name] = fact.reads.read("yes" if said is True else str(said))
        except ValueError as fault:
            faults.append(f"{fact.option} {fault}")
    if not faults and missing and sys.stdin.isatty():
        return found | {fact.name: _asked(fact) for fact in missing}
    faults += [f"{fact.option} is missing: {fact.says}" for fact in missing]
    if faults:
        raise Ended(Exit.USED_WRONGLY, "\n".join(faults))
    return found


def _asked(fact: Fact) -> Any:
    hint = " [yes/no]" if fact.reads.read is checked else ""
    while True:
        try:
            return fact.reads.read(input(f"{fact.says}\n  {fact.name.replace('_', ' ')}{hint}: ").strip())
        except ValueError as fault:
            print(f"  That {fault}")


def agreed(question: str) -> bool:
    """Ask once more; only a clear yes is one. Raises `Ended` where the answers end."""
    while True:
        try:
            typed = input(f"{question} [yes/no]: ").strip().lower()
        except EOFError:
            raise Ended(Exit.COULD_NOT, "Nobody said yes, so nothing was written; --yes says it beforehand.") from None
        if typed in YES | NO:
            return typed in YES
