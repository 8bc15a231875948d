"""Whether each file has the shape of `rules` and `wordings`, all faults of it at once, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from consent_tui.content.faults import Fault, listed, nearest
from consent_tui.content.packfile import PackFile
from consent_tui.content.syntax import Doc

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]

A_TABLE = "a table: [name] on a line of its own, or { } on this one"
WANTED = {  # pydantic's type of fault → what has to stand there
    "string_type": 'words in "quotation marks"',
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false, without quotation marks",
    "list_type": 'a list in [ ], such as ["one", "two"]',
    "dict_type": A_TABLE,
    "model_type": A_TABLE,
    "model_attributes_type": A_TABLE,
    "date_type": "a day, such as 2026-11-21, without quotation marks",
}
PATTERNS = {
    "a-z0-9-": ("is not an id", "use a-z, 0-9 and -, and begin with a letter"),
    "A-Z": ("is not the short name of a language", 'write it as "en", "es" or "pt-BR"'),
    "sha256": ("is not a digest", "copy what `consent-tui pack digest` prints"),
    "0-9": ("is not a version", 'write three numbers, such as "1.0.0"'),
}


def understood(
    kind: type[Model], path: str, shown: str, source: str, doc: Doc, *, stand_in: Mapping[str, Any] = {}, above: int = 0
) -> tuple[PackFile[Model], list[Fault]]:
    """Return the file with all of it that could be understood, and its faults of shape.

    `stand_in` gives a value for each key without which the file has no meaning, so that the other files can still be
    looked at; a pack is never made of it.
    """
    rest, first = doc, list[ErrorDetails]()
    while True:
        try:
            model = kind.model_validate(rest)
            break
        except ValidationError as error:
            found = error.errors(include_url=False)
            first = first or found
            rest = _without(rest, {_gone(e) for e in found}) | {k: v for k, v in stand_in.items() if _lacks(found, k)}
    file = PackFile(path, shown, source, doc, model, not first, above=above)
    return file, [_told(kind, file, error) for error in first if not _misspelt(kind, error, first)]


def _misspelt(kind: type[BaseModel], error: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """The key is missing only because it stands there with a slip, and that is told already."""
    if error["type"] != "missing":
        return False
    loc = error["loc"]
    strays = (e["loc"] for e in found if e["type"] == "extra_forbidden" and e["loc"][:-1] == loc[:-1])
    return any(nearest(str(stray[-1]), _known(kind, loc)) == loc[-1] for stray in strays)


def _lacks(found: list[ErrorDetails], key: str) -> bool:
    return any(e["type"] == "missing" and e["loc"] == (key,) for e in found)


def _gone(error: ErrorDetails) -> Path:
    """What has to be left out: the value, or the table that misses one."""
    loc = _place(error)
    return loc[:-1] if error["type"] == "missing" else loc


def _place(error: ErrorDetails) -> Path:
    return tuple(part for part in error["loc"] if part != "[key]")


def _without(value: Any, gone: set[Path], path: Path = ()) -> Any:
    if isinstance(value, dict):
        return {k: _without(v, gone, (*path, k)) for k, v in value.items() if (*path, k) not in gone}
    if isinstance(value, list):
        return [_without(v, gone, (*path, n)) for n, v in enumerate(value) if (*path, n) not in gone]
    return value


def _told(kind: type[BaseModel], file: PackFile[Model], error: ErrorDetails) -> Fault:
    loc = _place(error)
    what, todo = _sentence(kind, loc, error)
    at = loc[:-1] if error["type"] == "missing" else loc
    return file.fault(f"{_where(file.doc, loc)}{what}", todo, *at)


def _where(doc: Doc, loc: Path) -> str:
    """Name the entry by its id, since trainers do not count them: `in "aneurysm": `."""
    entry = doc[str(loc[0])][loc[1]] if len(loc) > 1 and isinstance(loc[1], int) else None
    if isinstance(entry, dict):
        named = entry.get("id")
        return f'in "{named}": ' if isinstance(named, str) and loc[2:] != ("id",) else f"in [[{loc[0]}]]: "
    around = [part for part in loc if isinstance(part, str)][:-1]
    return f"in [{'.'.join(around)}]: " if around else ""


def _sentence(kind: type[BaseModel], loc: Path, error: ErrorDetails) -> tuple[str, str]:
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    limits, given, fault = error.get("ctx", {}), error["input"], error["type"]
    match fault:
        case "missing":
            return f'"{name}" is missing', f"add {name} = …"
        case "extra_forbidden":
            known = _known(kind, loc)
            near = nearest(name, known)
            return f'"{name}" is not known here', f'did you mean "{near}"?' if near else f"use {listed(known)}"
        case "literal_error":
            choices = [str(c).strip("'") for c in str(limits["expected"]).replace(" or ", ", ").split(", ")]
            near = nearest(given, choices) if isinstance(given, str) else None
            todo = f'did you mean "{near}"?' if near else f"write {listed(map(_quoted, choices))}"
            return f'"{name}" cannot be {_quoted(given)}', todo
        case "string_pattern_mismatch":
            return _pattern(name, given, str(limits["pattern"]))
        case "string_too_long":
            return f'"{name}" has {len(given)} letters', f"use at most {limits['max_length']}"
        case "too_short":
            return f'"{name}" has only {limits["actual_length"]}', f"write at least {limits['min_length']}"
        case "too_long":
            return f'"{name}" has {len(given)} entries', f"keep at most {limits['max_length']}"
        case "greater_than_equal" | "greater_than" | "less_than_equal":
            return f'"{name}" cannot be {given}', _limit(fault, limits)
        case _:
            return f'"{name}" cannot be {_quoted(given)}', f"write {WANTED.get(fault, 'it as the guide shows')}"


def _pattern(name: str, given: str, pattern: str) -> tuple[str, str]:
    if not given.strip():
        return f'"{name}" is empty', "write its words"
    what, todo = next(sentence for mark, sentence in PATTERNS.items() if mark in pattern)
    return f"{_quoted(given)} {what}", todo


def _limit(fault: str, limits: Mapping[str, Any]) -> str:
    bound = next(iter(limits.values()))
    word = {"greater_than_equal": "at least", "greater_than": "more than", "less_than_equal": "at most"}[fault]
    return f"write a number of {word} {bound:g}"


def _quoted(given: object) -> str:
    """What was written, short enough for a line."""
    match given:
        case bool():
            return str(given).lower()
        case str():
            return f'"{given[:40]}…"' if len(given) > 40 else f'"{given}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(given)[:40]


def _known(kind: type[BaseModel], loc: Path) -> list[str]:
    """The keys that may stand beside the one at `loc`."""
    at: Any = kind
    for part in loc[:-1]:
        at = _inside(at, part)
    return list(getattr(at, "model_fields", ()))


def _inside(kind: Any, part: str | int) -> Any:
    """What stands at `part` of a model, of `list[Table]` or of `dict[Id, Table]`."""
    if isinstance(kind, type) and issubclass(kind, RootModel):
        kind = kind.model_fields["root"].annotation
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if part in kind.model_fields:
            return kind.model_fields[str(part)].annotation
        kind = get_type_hints(kind).get("__pydantic_extra__")
    return next(reversed(get_args(kind)), None)
