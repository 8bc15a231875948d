"""Every key, table and item of a TOML file has its line, however it is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.content.positions import lines

TINY = Path(__file__).parents[1] / "packs" / "tiny"
SOURCE = '''\
title = "a" # 1
"quoted key".inner = 1
[table.deep]
key = """
two lines"""
last = [
  1, # a comment
  { x = [2, 3] },
]
[[entry]]
id = "one"
[entry.sub]
a = 1
[[entry]]
id = "two"
follow = { yes = ["b",
  "c"] }
[[entry.inner]]
z = 1
[[entry.inner]]
z = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("title",), 1),
        (("quoted key", "inner"), 2),
        (("table",), 3),
        (("table", "deep"), 3),
        (("table", "deep", "key"), 4),
        (("table", "deep", "last"), 6),
        (("table", "deep", "last", 0), 7),
        (("table", "deep", "last", 1), 8),
        (("table", "deep", "last", 1, "x", 1), 8),
        (("entry",), 10),
        (("entry", 0, "id"), 11),
        (("entry", 0, "sub", "a"), 13),
        (("entry", 1), 14),
        (("entry", 1, "follow", "yes", 0), 16),
        (("entry", 1, "follow", "yes", 1), 17),
        (("entry", 1, "inner", 0, "z"), 19),
        (("entry", 1, "inner", 1), 20),
        (("entry", 1, "inner", 1, "z"), 21),
    ],
)
def test_the_line_of(path: tuple[str | int, ...], line: int) -> None:
    assert lines(SOURCE)[path] == line


@pytest.mark.parametrize("source", ["[[\\q]]", "[[#x\n]]", "[]", '"\\q" = 1', "= 1", "a. = 1", "a = [{ = 1}]"])
def test_a_key_that_only_one_of_the_parsers_reads_has_no_line(source: str) -> None:
    assert lines(f"a = 1\n{source}\n")[("a",)] == 1


def test_the_parser_that_knows_positions_is_loaded_only_for_a_fault() -> None:
    """Line numbers come from a TOML parser that knows positions, loaded only when there is something to report."""
    code = (
        "import sys; from pathlib import Path; from consent_tui.content import read;"
        "assert read(Path(sys.argv[1])).pack; print('tree_sitter' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(TINY)], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
