"""Every code of the model has its word in every language: views make keys out of codes (`say(f"block.{code}")`)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import consent_tui
from consent_tui import words
from consent_tui.model.acts import AgeBand, Outcome, Touch, Treated
from consent_tui.model.journey import Step
from consent_tui.model.record import Kind
from consent_tui.model.screening import Answer, Severity, Urgent
from consent_tui.model.state import COVERS, Ending
from consent_tui.words import load

ROOMS = Path(consent_tui.__file__).parent
ANY = r"[\w-]+"

# Codes that a view puts into a word's key. `SEEN_AS_FIELDS` are made in a loop over the fields of the sign sheet.
SEEN_AS_FIELDS = {"signer", "relationship"}
WHERE_AGREEING = {"stop", "assent", "choice", "page", "question", "result", "teach-back", "permission"} | {
    "statement-open",
    "statement",
}
WHERE_SIGNING = {"name", "birth-date", "age", "authority", "signature", "signature-differs", "certify", *SEEN_AS_FIELDS}
WHERE_GOING_ON = {"question", "choice", "page", "result", "teach-back", "permission", "statement-open", "identity"}
WITHOUT_A_MAIN_KEY = {"language", "decision"}  # Start, and where the decision is made
KNOWN_BLOCKS = WHERE_AGREEING | WHERE_SIGNING | WHERE_GOING_ON | WITHOUT_A_MAIN_KEY
SAID_AS: dict[str, set[str]] = {
    "block.{}": WHERE_AGREEING,
    "missing.{}": WHERE_SIGNING | WHERE_GOING_ON | {"questions", "interpreter"},
    "notice.{}": {"signature-removed", "statements-again"},
    "answer.{}": set(Answer),
    "steps.{}": set(Step) - {Step.START},
    "cover.{}": {str(kind) for kind in COVERS},
    "done.{}": {*Kind, Ending.LEFT, Ending.PAPER, Ending.UNKEPT, Ending.LOST},
    "done.{}_prose": {Ending.LEFT, Ending.PAPER, Ending.UNKEPT, Ending.LOST},
    "urgent.{}.title": set(Urgent),
    "urgent.{}.prose": set(Urgent),
    "decide.{}": set(Outcome) - {Outcome.DEFERRAL},
    "decide.condition_{}": {"talk", "clearance"},
    "keep.{}": set(Outcome) - {Outcome.AGREE},
    "body.{}": {*Touch, "none"},
    "person.{}": set(Treated) - {Treated.SELF},
    "deciding.who_{}": set(Treated),
    "deciding.age_{}": {"under", AgeBand.MINOR, AgeBand.ADULT},
    "results.{}": {severity.word for severity in Severity},
    "chart.{}": {"high", "moderate", "low", "very-low", "unsure"},
    "result.{}": {"age", "capacity"},
    "review.{}": {"self", "child_parent", "child_guardian", "representative"},
    "trouble.{}": {"disk-full", "read-only", "no-permission", "not-a-folder", "no-locks", "failed"}
    | {"locked", "name-taken", "ledger-damaged"},
}


def trees(*rooms: str) -> Iterator[ast.AST]:
    for room in rooms:
        for path in sorted((ROOMS / room).rglob("*.py")):
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def literals(name: str, *rooms: str) -> set[str]:
    """The first argument of every call `name("…")`."""
    return {
        node.args[0].value
        for node in trees(*rooms)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
        if node.args and isinstance(node.args[0], ast.Constant)
    }


REFUSED = literals("Refused", "model")


@pytest.mark.parametrize("language", words.OWN)
@pytest.mark.parametrize("key", SAID_AS)
def test_every_code_of_the_model_has_its_word_in_every_language(key: str, language: str) -> None:
    say = load(language)
    assert sorted(code for code in SAID_AS[key] if key.format(code) not in say) == []


@pytest.mark.parametrize("language", words.OWN)
def test_every_reason_why_a_text_is_not_taken_has_its_words(language: str) -> None:
    say = load(language)
    assert len(REFUSED) >= 9
    assert sorted(code for code in REFUSED if f"refused.{code}" not in say) == []


def test_no_block_is_made_in_the_model_that_this_test_does_not_know() -> None:
    assert literals("Block", "model", "views") | SEEN_AS_FIELDS == KNOWN_BLOCKS


def test_no_notice_is_made_in_the_model_that_this_test_does_not_know() -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted((ROOMS / "model").glob("*.py")))
    set_to = re.findall(r"^.*\bnotice ?= ?(.+)$", source, re.MULTILINE)
    assert {code for line in set_to for code in re.findall(r'"([\w-]+)"', line)} == SAID_AS["notice.{}"]


def test_every_way_in_which_writing_a_record_fails_has_its_word() -> None:
    """The codes that `NotWritten` carries, and those of the operating system behind it."""
    by_system = {
        element.value
        for node in trees("records")
        if isinstance(node, ast.Dict)
        for value in node.values
        if isinstance(value, ast.Tuple) and isinstance(element := value.elts[0], ast.Constant)
        if isinstance(element.value, str) and isinstance(value.elts[1], ast.Constant)
    }
    assert "disk-full" in by_system
    assert (literals("NotWritten", "records") | by_system) - SAID_AS["trouble.{}"] == set()


SAYING = ("say", "words")


def said() -> Iterator[str]:
    """Patterns of all keys that the program says: `say("key.next")`, `self.words(f"steps.{s}")`, either of two."""
    for node in trees("views", "plain", "tui", "services"):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name.strip("_") in SAYING:
            yield from _patterns(node.args[0])


def _patterns(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(str(key)):
            yield re.escape(key)
        case ast.JoinedStr(parts):
            yield "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ANY for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from _patterns(one)
            yield from _patterns(other)


def test_every_key_that_the_program_says_is_there() -> None:
    patterns = {p for p in said() if "." in p}
    assert len(patterns) > 100
    assert sorted(p for p in patterns if not any(re.fullmatch(p, key) for key in sorted(words.keys()))) == []
