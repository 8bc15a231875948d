"""The facts of an act, from options or from the person at the terminal; everything that lacks or is odd, at once."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit
from consent_tui.model.text import Refused, take, take_name

NONE = "none"
_YES, _NO = {"y", "yes"}, {"n", "no"}
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


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
        if typed in _YES | _NO:
            return typed in _YES


def words(typed: str) -> str:
    """Words as a record may hold them."""
    return _taken(take, typed)


def person(typed: str) -> str:
    return _taken(take_name, typed)


def _taken(rule: Callable[[str], str], typed: str) -> str:
    try:
        text = rule(typed)
    except Refused as refused:
        told = {
            "too-long": f"is too long; use at most {refused.detail} letters",
            "character": f"holds a sign that a record cannot keep ({refused.detail})",
            "marks": "has too many marks on one letter",
            "no-letter": "should be a name with letters",
        }
        raise ValueError(told[refused.code]) from None
    if not text:
        raise ValueError("is empty")
    return text


def words_or_none(typed: str) -> str:
    return "" if typed.strip().lower() == NONE else words(typed)


def day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise ValueError("is no day; write year, month and day as 2026-11-21") from None


def day_or_none(typed: str) -> date | None:
    return None if typed.strip().lower() == NONE else day(typed)


def checked(typed: str) -> bool:
    """A check that was done; one that was not is no reason to go on."""
    if typed.strip().lower() in _YES:
        return True
    if typed.strip().lower() in _NO:
        raise ValueError("has to be done first; ctrl+c stops and writes nothing")
    raise ValueError("is answered with yes or no")


def one_of(*known: str) -> Callable[[str], str]:
    def read(typed: str) -> str:
        if typed.strip().lower() not in known:
            raise ValueError(f"is one of: {', '.join(known)}")
        return typed.strip().lower()

    return read


def count(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise ValueError("is a number")
    return int(typed)


def ids(typed: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in typed.split(",") if each.strip())


def scan(typed: str) -> str:
    """The digest of a scanned form: of a file, or as it was told."""
    if _DIGEST.fullmatch(typed.strip()):
        return typed.strip()
    try:
        with Path(typed).expanduser().open("rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise ValueError(f"cannot be read ({(error.strerror or 'it failed').lower()})") from None
