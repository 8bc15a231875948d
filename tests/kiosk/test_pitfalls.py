"""*Each pitfall is either closed with a test or named in the guide*: the tests that the table names are there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.kiosk.terminal import ROOT

TABLE = ROOT / "docs" / "decisions" / "131-pitfalls.md"
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TABLE.read_text("utf-8"))))


def test_the_table_names_tests() -> None:
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) > 22
    assert [row for row in rows[1:] if "`tests/" not in row and "the guide" not in row] == []


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_each_of_them_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
