"""From a typed line to what is meant by it, and the prompt that says what can be meant."""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.model.acts import Act
from consent_tui.plain.offers import Offer, Offers
from consent_tui.words import Words

LITERAL = "="  # before a text that would be read as a command


@dataclass(frozen=True, slots=True)
class Press:
    """Post this act; `offer` is the answer that stands for it, if it has a number."""

    act: Act
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Ask this part of the sheet; `None`: past the present one."""

    part: int | None


@dataclass(frozen=True, slots=True)
class Explain:
    pass


@dataclass(frozen=True, slots=True)
class Again:
    pass


@dataclass(frozen=True, slots=True)
class Unclear:
    """One sentence that says what is wrong; the prompt that follows says what can be answered."""

    sentence: str
    lacking: str | None = None  # what is missing before it goes on: the main key's `at`, perhaps "" for none named


Meant = Press | Turn | Explain | Again | Unclear

_OWN = ("again", "help")


def spelled(name: str, say: Words) -> str:
    """Return a command's name in the language of the encounter."""
    key = f"plain.command.{name}"
    return say(key) if key in say else name


def names(found: Offers) -> tuple[str, ...]:
    """Return the plain names of all commands that work now, the way on first."""
    onward = ("next",) if found.onward else ()
    return (*onward, *(c.name for c in found.commands), *_OWN)


def prompt(found: Offers, say: Words) -> str:
    """Return the prompt: which part is asked, and all that can be answered."""
    words = [spelled(name, say) for name in names(found)]
    first = [ranged([o.name for o in found.numbered], say)] if found.numbered else []
    if found.onward:
        first.append(words.pop(0))
    rest = say("list.comma").join(words)
    listed = say("plain.or", first=say("list.comma").join(first), rest=rest) if first else rest
    begin = ""
    if found.part is not None and not (found.typed and found.parts == 1):
        begin = say("plain.part", n=found.part + 1, total=found.parts)
    key = "plain.type" if found.typed else "plain.answer"
    return f"{begin} {say(key, offers=listed)}".strip() + " "


def ranged(numbers: list[str], say: Words) -> str:
    """Return "1 to 4", or "1 to 4, 6" where numbers are missing."""
    runs: list[list[int]] = []
    for number in sorted(map(int, numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = (say("plain.range", first=run[0], last=run[-1]) if len(run) > 1 else str(run[0]) for run in runs)
    return say("list.comma").join(said)


def understood(line: str, found: Offers, say: Words) -> Meant:
    """Return what a line means. At a field only a whole command counts, and `=` before it makes it text."""
    typed = " ".join(line.split())
    if not typed:
        return _on(found, say)
    if found.typed and typed.startswith(LITERAL):
        return Press(found.typed.act(line.strip()[1:]))
    by_number = next((o for o in found.numbered if o.name == typed.rstrip(".")), None)
    if by_number:
        return Press(by_number.act, by_number) if by_number.act else Turn(by_number.part)
    if act := found.phrases.get(typed.casefold()):
        return Press(act, next(o for o in found.numbered if o.name == typed.split()[0]))
    matching = _commands(typed.casefold(), found, say)
    if len(matching) == 1:
        return _do(matching[0], found, say)
    if found.typed:
        return Press(found.typed.act(line))
    if matching:
        return Unclear(say("plain.ambiguous", words=say("list.comma").join(spelled(m, say) for m in matching)))
    return Unclear(say("plain.unknown"))


def _commands(typed: str, found: Offers, say: Words) -> list[str]:
    """Return the commands that a word may stand for: whole, or, where nothing is typed in, by its first letters."""
    known = names(found)
    whole = [n for n in known if typed in (n, spelled(n, say).casefold())]
    if whole or found.typed:
        return whole
    return [n for n in known if n.startswith(typed) or spelled(n, say).casefold().startswith(typed)]


def _do(name: str, found: Offers, say: Words) -> Meant:
    match name:
        case "next":
            return _on(found, say)
        case "help":
            return Explain()
        case "again":
            return Again()
    act = next(c.act for c in found.commands if c.name == name)
    return Press(act) if act else Unclear(say("plain.unknown"))


def _on(found: Offers, say: Words) -> Meant:
    if found.part is not None:
        return Turn(None)
    if found.main and found.main.act:
        return Press(found.main.act)
    if found.main:
        return Unclear(say("plain.not_yet", what=found.main.word), found.main.at)
    return Unclear(say("plain.unknown"))
