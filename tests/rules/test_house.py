"""Rules of the house that no linter knows: `docs/architecture.md`."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES, MOST_CLASS = 300, 150
ASSERTING = re.compile(r"assert|raises|check|expect|verify|compare")
# Spelled in pieces, so that this file does not break its own rule.
ADDRESS = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.(com|org)", r"(deb|security)\.debian" + r"\.org"])
)
MACHINE = re.compile(
    r"(?<![\w.~$}/-])/(" + "|".join(["wo" + "rk", "ro" + "ot", "fa" + "rm", "ho" + "me/[a-z]+"]) + r")/"
)


def tracked() -> list[Path]:
    """Every file of the repository; where there is no git, as in a source archive, every file that is no by-product."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not any(part.startswith(".") for part in path.parts)]


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py") if "packs" not in path.parts)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def classes(tree: ast.AST) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def test_small_rooms() -> None:
    """No file over 300 lines, no class over 150: such a file is two rooms."""
    large = []
    for path in sources("consent_tui", "scripts"):
        text = path.read_text(encoding="utf-8")
        large += [named(path)] if len(text.splitlines()) > MOST_LINES else []
        large += [
            f"{named(path)}: {found.name}"
            for found in classes(ast.parse(text))
            if (found.end_lineno or 0) - found.lineno + 1 > MOST_CLASS
        ]
    assert large == []


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    guilty = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        guilty += [f"{named(path)}: {found[0]}" for found in (*ADDRESS.finditer(text), *MACHINE.finditer(text))]
    assert guilty == []


@pytest.mark.parametrize(
    "text", ["https://pypi" + ".org/simple", "/ro" + "ot/x", "see /wo" + "rk/main", '"/home' + '/ada/x"']
)
def test_the_rule_about_places_can_fail(text: str) -> None:
    assert ADDRESS.search(text) or MACHINE.search(text)


MARKED = {"Static", "Label", "Button", "Digits", "Link", "Collapsible", "Checkbox", "RadioButton", "OptionList"}
UNMARKED = {"Static", "Label", "notify"}  # these have a `markup` switch; a Button's label is given as Content


def unguarded(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Calls that would read brackets in their words as markup: a client called "Ana [b]" must stay that."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        switches = {word.arg: ast.unparse(word.value) for word in node.keywords if word.arg}
        words = [*node.args, *(word.value for word in node.keywords if word.arg in {"content", "renderable", "label"})]
        told = any(map(is_words, words))
        bare = name in UNMARKED and switches.get("markup") != "False" and told
        label = name in MARKED - UNMARKED and bool(words) and is_words(words[0])
        if switches.get("markup") == "True" or bare or label:
            yield node.lineno, name


def is_words(node: ast.expr) -> bool:
    """Whether this may be a str at run time. A plain literal without brackets is no danger; Content never is markup."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and "[" in node.value
    called = node.func if isinstance(node, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    base = called.value if isinstance(called, ast.Attribute) else None
    return name not in {"Content", "Text"} and getattr(base, "id", "") not in {"Content", "Text"}


def test_nothing_that_a_person_wrote_is_markup() -> None:
    guilty = [
        f"{named(path)}:{line}: {name}"
        for path in sources("consent_tui")
        for line, name in unguarded(ast.parse(path.read_text(encoding="utf-8")))
        if "tui" in path.relative_to(ROOT / "consent_tui").parts[:1]
    ]
    assert guilty == []


@pytest.mark.parametrize(
    ("line", "is_guilty"),
    [
        ("Static(view.title)", True),
        ("Static(view.title, markup=False)", False),
        ("Static(Content(view.title))", False),
        ("Static('[b]Start')", True),
        ("Static()", False),
        ("Static(view.title, markup=True)", True),
        ("self.notify(words)", True),
        ("Button(view.label)", True),
        ("Button(Content(view.label))", False),
    ],
)
def test_the_rule_about_markup_can_fail(line: str, *, is_guilty: bool) -> None:
    assert bool(list(unguarded(ast.parse(line)))) is is_guilty


def test_no_markup_is_switched_on_anywhere() -> None:
    switched = re.compile(r"markup\s*=\s*True")
    assert [named(path) for path in sources("consent_tui") if switched.search(path.read_text(encoding="utf-8"))] == []


Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls(function: Function) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def asserts(function: Function) -> bool:
    held = any(isinstance(node, ast.Assert | ast.Raise) for node in ast.walk(function))
    return held or any(map(ASSERTING.search, calls(function)))


def unasserting(tree: ast.AST) -> list[Function]:
    """Tests that assert nothing, neither themselves nor through functions of the same file."""
    here = [node for node in ast.walk(tree) if isinstance(node, Function)]
    holding: set[str] = set()
    while more := {each.name for each in here if asserts(each) or calls(each) & holding} - holding:
        holding |= more
    return [each for each in here if each.name.startswith("test_") and each.name not in holding]


def test_every_test_can_fail() -> None:
    """A test without an assertion holds nothing."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources("tests")}
    assert [f"{named(path)}:{each.lineno}" for path, tree in trees.items() for each in unasserting(tree)] == []


def test_the_rule_about_tests_can_fail() -> None:
    tree = ast.parse("def holds():\n    assert 1\ndef test_a():\n    holds()\ndef test_b():\n    print()\n")
    assert [each.name for each in unasserting(tree)] == ["test_b"]
