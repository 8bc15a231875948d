"""Nothing about the therapy stands in the program: another therapy is another pack."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from consent_tui.content import bundled, read
from consent_tui.content.folder import RULES, WORDS

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "consent_tui"
NAMED = {  # where the pack that ships is chosen, and where the command line says which one that is
    "content/folder.py": "craniosacral",
    "cli/commands.py": "Informed consent to craniosacral therapy",
    "cli/options.py": "the bundled craniosacral one",
}
THERAPY = re.compile(r"cr[aá]neo|[ck]rani[oe]|kranio|sacral", re.IGNORECASE)


def told(path: Path) -> list[str]:
    """What a file of the program says: its words where it has nothing else, the literals of its code, no docstrings."""
    if path.suffix != ".py":
        return [path.read_text("utf-8")]
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return [node.value for node in literals if isinstance(node.value, str)]


def program() -> list[Path]:
    return sorted(
        path
        for path in CODE.rglob("*")
        if path.suffix in {".py", ".toml", ".md", ".tcss", ".json"} and path.relative_to(CODE).parts[0] != "packs"
    )


def test_the_therapy_is_named_where_its_pack_is_chosen_and_nowhere_else() -> None:
    found = {
        (path.relative_to(CODE).as_posix(), text) for path in program() for text in told(path) if THERAPY.search(text)
    }
    assert {path for path, _ in found} <= NAMED.keys()
    assert all(NAMED[path] in text for path, text in found)


def test_no_id_of_the_pack_that_ships_stands_in_the_code() -> None:
    """Ids of two words and more; one such as `head` is a word of any program. Areas are the body's."""
    pack = read(bundled()).pack
    assert pack is not None
    entries = (pack.questions, pack.pages, pack.groups, pack.teach_back, pack.statements, pack.evidence)
    ids = {entry.id for table in entries for entry in table} | {*pack.permissions, *pack.sources}
    ids |= {id_ for words in pack.words.values() for id_ in words.glossary}
    ids |= {t.words for t in pack.together}
    formats = {name.removesuffix(".toml") for name in (*RULES, *WORDS)}
    own = {id_ for id_ in ids if "-" in id_} - formats
    assert len(own) > 60, "the test looks at next to nothing"
    guilty = [(path.name, text) for path in program() if path.suffix == ".py" for text in told(path) if text in own]
    assert guilty == []


@pytest.mark.parametrize("text", ["Craniosacral", "terapia craneosacral", "Kraniosakral", "craneo"])
def test_the_rule_about_the_therapy_can_fail(text: str) -> None:
    assert THERAPY.search(text)
