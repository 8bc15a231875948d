"""JSON Schemas of a pack's files, made of the very classes that read them, so that an editor helps while typing.

They lie in the pack, in a folder that the reader leaves alone; the first line of each file names its own
(`docs/decisions/085-where-schemas-lie.md`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from consent_tui import words
from consent_tui.content import rules, wordings
from consent_tui.content.completeness import RESULTS
from consent_tui.content.scenario import AnswerSheet

FOLDER = ".schemas"
DIRECTIVE = "#:schema"  # what TOML language servers look for

KINDS: Mapping[str, type[BaseModel]] = {
    "pack.toml": rules.PackRules,
    "releases.toml": rules.ReleaseRules,
    "pages.toml": rules.PageRules,
    "screening.toml": rules.ScreeningRules,
    "teach-back.toml": rules.TeachBackRules,
    "statements.toml": rules.StatementRules,
    "permissions.toml": rules.PermissionRules,
    "areas.toml": rules.AreaRules,
    "evidence.toml": rules.EvidenceRules,
    "sources.toml": rules.SourceRules,
    "words/pack.toml": wordings.PackText,
    "words/screening.toml": wordings.ScreeningText,
    "words/results.toml": wordings.ResultTexts,
    "words/teach-back.toml": wordings.TeachBackTexts,
    "words/statements.toml": wordings.AgreeTexts,
    "words/permissions.toml": wordings.AgreeTexts,
    "words/areas.toml": wordings.AreaTexts,
    "words/evidence.toml": wordings.ClaimTexts,
    "words/glossary.toml": wordings.TermTexts,
    "words/messages.toml": wordings.MessageTexts,
    "scenarios/*.toml": AnswerSheet,
}


class _Plain(GenerateJsonSchema):
    """Without what only programs read: names of classes, and null, which TOML has not."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  its base names it so
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        return {key: value for key, value in super().model_schema(schema).items() if key != "title"}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        told = not isinstance(made.get("default"), dict | None)
        return {key: value for key, value in made.items() if key != "default" or told}


def schemas() -> dict[str, str]:
    """Return each schema as JSON text, by its path within the folder of schemas, such as `words/screening.json`."""
    return {_named(kind): json.dumps(_schema(kind), indent=1, ensure_ascii=False) + "\n" for kind in KINDS}


def kind_of(path: str) -> str | None:
    """The kind of a pack's file by its posix path within the pack; None where it has no schema."""
    inner, _, name = path.rpartition("/")
    kind = name if not inner else "scenarios/*.toml" if inner == "scenarios" and name.endswith(".toml") else None
    kind = kind or (f"words/{name}" if "/" not in inner else None)
    return kind if kind in KINDS else None


def first_line(path: str) -> str | None:
    """The line that names the schema of a pack's file, relative to the file; None where it has no schema."""
    kind = kind_of(path)
    return f"{DIRECTIVE} {'../' if '/' in path else './'}{FOLDER}/{_named(kind)}" if kind else None


def _named(kind: str) -> str:
    return "scenario.json" if kind == "scenarios/*.toml" else kind.replace(".toml", ".json")


def _schema(kind: str) -> dict[str, Any]:
    shape = KINDS[kind].model_json_schema(schema_generator=_Plain)
    if kind == "words/messages.toml":
        shape = _messages()
    elif kind == "words/results.toml":
        shape["required"] = list(RESULTS)
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": kind, **shape}


def _messages() -> dict[str, Any]:
    """The program's interface words as tables; each shows its English."""
    root: dict[str, Any] = _table("Words of the program's own screens, in place of its own")
    for key, english in words.load(words.OWN[0]).table.items():
        *above, name = key.split(".")
        table = root
        for part in above:
            table = table["properties"].setdefault(part, _table())
        table["properties"][name] = {"type": "string", "pattern": r"\S", "description": english}
    return root


def _table(*description: str) -> dict[str, Any]:
    said = {"description": description[0]} if description else {}
    return {**said, "type": "object", "additionalProperties": False, "properties": {}}
