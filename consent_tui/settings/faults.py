"""Explains every wrong line of a `clinic.toml` at once, and describes a right one as JSON Schema.

Loaded only when something is wrong or a schema is asked for: pydantic walks the whole file, where reading stops at the
first fault; the rules are the same ones.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, WithJsonSchema, create_model
from pydantic_core import ErrorDetails

from consent_tui.content.faults import printable
from consent_tui.content.positions import Path, lines
from consent_tui.settings.rules import kind_of, meant
from consent_tui.settings.values import TABLES

SCHEMA_ID = "consent-tui-clinic/1"
KEYS = {table: tuple(field.name for field in dataclasses.fields(shape)) for table, shape in TABLES.items()}
_RUNS_ON = ("Unclosed", "Unterminated", "end of document")  # what follows such a line cannot be judged
_ENOUGH = 30  # lines that are no TOML: such a file is no settings file
_HOW = "write settings as: name = value, words in quotes"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`line` counts from 1; `says` is what is wrong and what to do, printable on any terminal."""

    line: int
    says: str


def explain(text: str) -> tuple[Fault, ...]:
    """Return everything that is wrong with this settings file, in the order of its lines."""
    found, document, readable = _spelling(text)
    if document is not None:
        stands = lines(readable)
        found += [Fault(_line(stands, where), says) for where, says in (*_meanings(document), *_together(document))]
    return tuple(sorted({Fault(fault.line, printable(fault.says)) for fault in found}))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `clinic.toml`."""
    return {"$id": SCHEMA_ID, **_shape().model_json_schema()}


def _spelling(text: str) -> tuple[list[Fault], dict[str, Any] | None, str]:
    """Return the lines that are no TOML, then what the others say. Such a line is left out to reach the next one."""
    rows, found = text.split("\n"), list[Fault]()
    while True:
        try:
            return found, tomllib.loads("\n".join(rows)), "\n".join(rows)
        except RecursionError:
            return [*found, Fault(1, "nests lists too deep to be read; write plain settings")], None, ""
        except tomllib.TOMLDecodeError as fault:
            message = str(fault)
            at = re.search(r"at line (\d+)", message)
            line = min(int(at[1]) if at else len(rows), len(rows))
            found.append(Fault(line, f"cannot be read as TOML ({re.sub(r' [(]at .*$', '', message)}); {_HOW}"))
            if any(sign in message for sign in _RUNS_ON) or not rows[line - 1].strip() or len(found) >= _ENOUGH:
                return found, None, ""
            rows[line - 1] = ""


def _meanings(document: dict[str, Any]) -> list[tuple[Path, str]]:
    """What is wrong with each table and key by itself, and where."""
    try:
        _shape().model_validate(document)
    except ValidationError as faults:
        return [((*fault["loc"],), _sentence(tuple(map(str, fault["loc"])), fault)) for fault in faults.errors()]
    return []


def _together(document: dict[str, Any]) -> list[tuple[Path, str]]:
    """What is wrong between the keys of a table that are right by themselves; the sentence begins with the key."""
    found: list[tuple[Path, str]] = []
    for name, table in TABLES.items():
        right = {}
        for field in dataclasses.fields(table):
            try:
                right[field.name] = field.metadata["rule"](document[name][field.name])
            except (KeyError, TypeError, ValueError):
                continue  # not there, or told already
        try:
            table(**right)
        except ValueError as fault:
            found.append(((name, str(fault).split()[0]), f"{name}.{fault}"))
    return found


def _sentence(where: tuple[str, ...], fault: ErrorDetails) -> str:
    match fault["type"], where:
        case "extra_forbidden", (name,):
            homes = [table for table, keys in KEYS.items() if name in keys]
            if homes:
                return f'"{name}" stands outside a table; put it below [{homes[0]}]'
            return f'there is no setting or table "{name}"' + (meant(name, KEYS) or f"; tables are {', '.join(KEYS)}")
        case "extra_forbidden", (table, key):
            homes = [other for other, keys in KEYS.items() if key in keys]
            todo = f"; it belongs below [{homes[0]}]" if homes else meant(key, KEYS[table])
            return f'there is no setting "{key}" in [{table}]' + (todo or f"; there are {', '.join(KEYS[table])}")
        case "model_type", (name, *_):
            return f"{name} must be a table, not {kind_of(fault['input'])}; write [{name}] on a line of its own"
        case _:
            return f"{'.'.join(where)} {fault['ctx']['error']}"


def _line(stands: dict[Path, int], where: Path) -> int:
    """The line of this place, or of the nearest one around it."""
    while where not in stands:
        where = where[:-1]
    return stands[where]


def _shape() -> type[BaseModel]:
    """Return the tables as a pydantic model; every check in it is a rule of `values`."""
    strict = ConfigDict(extra="forbid")
    tables: dict[str, Any] = {}
    for name, table in TABLES.items():
        keys: dict[str, Any] = {}
        for field in dataclasses.fields(table):
            rule = field.metadata["rule"]
            kind = Annotated[Any, PlainValidator(rule), WithJsonSchema(rule.schema)]
            keys[field.name] = (kind, Field(default=field.default, description=field.metadata["says"]))
        model = create_model(table.__name__, __config__=strict, __doc__=table.__doc__, **keys)
        tables[name] = (model, Field(default_factory=dict))
    return create_model("Settings", __config__=strict, __doc__="The settings of a clinic.", **tables)
