"""Files that are not UTF-8 or not TOML: the line and a plain sentence, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.content.syntax import SENTENCES
from tests.content.small_pack import FILES, faults, write

LEFT = {"screening.toml": None}


def areas(tmp_path: Path, text: str | bytes) -> list[str]:
    return [f for f in faults(tmp_path, {"en/areas.toml": text}) if f.startswith("en/areas.toml")]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'head = "H\xe4nde"\n', ":1: the file is not UTF-8 text; save it as UTF-8 in your editor"),
        (b'\n\nhead = "H\xff"', ":3: the file is not UTF-8 text; save it as UTF-8 in your editor"),
        (
            b'\xef\xbb\xbfhead = "Head"\n',
            ':1: the file begins with an invisible mark (BOM); save it as "UTF-8", not "UTF-8 with BOM"',
        ),
        (b'head = "Head"\n\0', ":2: the file holds a NUL character; save it as a plain text file in UTF-8"),
        (
            'head = "Head"'.encode("utf-16-le"),
            ":1: the file holds a NUL character; save it as a plain text file in UTF-8",
        ),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, raw: bytes, told: str) -> None:
    assert areas(tmp_path, raw) == [f"en/areas.toml{told}"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            "head = Head\n",
            1,
            'this is not a value; put "quotation marks" around words',
        ),
        ('# a\nhead "Head"\n', 2, 'an = is missing after the name; write name = "words"'),
        ('head = "a" "b"\n', 1, "something is left over at the end of this line; begin a new line after each value"),
        (
            'head = "Head\nneck = "Neck"\n',
            1,
            'a text is not closed on its line, or holds an invisible character; put " at its end',
        ),
        ('head = """Head\n', 1, "a text is never closed; put the closing quotation marks"),
        ('head = "a\\c"\n', 1, "a \\ stands alone in a text; write \\\\ for one, or leave it out"),
        ('head = ["a"\nneck = "b"\n', 2, "a list is never closed; put the closing ]"),
        ('head = { a = "a"\n', 1, "a { is never closed; put the closing }"),
        ("[head\n", 1, "the head of a table is not closed; write [name] or, for one of several, [[name]]"),
        ('head = "a"\nhead = "b"\n', 2, "this name already has a value; keep one of the two"),
        ("[head]\n[head]\n", 2, "this table stands here twice; keep one, or write [[name]] where several may stand"),
        ("head = {}\n[head.x]\na = 1\n", 2, None),
        ("head = { a = 1, a = 2 }\n", 1, "a name stands twice between { and }; keep one of the two"),
        ("-> Head\n", 1, None),
        ("é = 3\n", 1, None),
        ("head = 2026-02-30\n", 1, "there is no such day or time; write a day as 2026-11-21"),
        ('head = "\\ud800"\n', 1, "this line cannot be read; compare it with the lines around it"),
        (f"head = {'9' * 5000}\n", None, "this line cannot be read; compare it with the lines around it"),
    ],
)
def test_toml_that_cannot_be_parsed(tmp_path: Path, text: str, line: int | None, told: str | None) -> None:
    (fault,) = areas(tmp_path, text)
    said = {f"{what}; {todo}" for _, what, todo in SENTENCES}
    if line is not None:
        assert fault.startswith(f"en/areas.toml:{line}: ")
    assert fault.split(": ", 1)[1] == told if told else fault.split(": ", 1)[1] in said


@pytest.mark.parametrize(
    "text", ["head = " + "[" * 5000 + "]" * 5000, ".".join("a" * 5000) + " = 1", "a = [[[[[[1]]]]]]"]
)
def test_toml_nested_too_deep(tmp_path: Path, text: str) -> None:
    told = "lists or tables stand too deep in each other; compare the file with the guide"
    assert areas(tmp_path, text) == [f"en/areas.toml: {told}"]


def test_a_file_that_cannot_be_read_brings_no_faults_of_its_absence(tmp_path: Path) -> None:
    """One slip, one fault: nobody knows what the unreadable file would have said."""
    for path in FILES:
        if path.endswith(".toml"):
            write(tmp_path, {path: "= broken"})
            told = [fault.file.removeprefix(f"{tmp_path.as_posix()}/") for fault in read(tmp_path).faults]
            assert told == [path]
            write(tmp_path)


def test_a_page_needs_its_title_between_two_lines(tmp_path: Path) -> None:
    assert faults(tmp_path, {"en/pages/rights.md": "You can stop.\n"}) == [
        "en/pages/rights.md:1: the page does not begin with +++; put its title between two lines of +++"
    ]
    assert faults(tmp_path, {"en/pages/rights.md": '+++\ntitle = "Rights"\nYou can stop.\n'}) == [
        "en/pages/rights.md:1: the second +++ is missing; put a line of +++ below the title and the sources"
    ]
    assert faults(tmp_path, {"en/pages/rights.md": b"\xff"}) == [
        "en/pages/rights.md:1: the file is not UTF-8 text; save it as UTF-8 in your editor"
    ]


def test_lines_of_front_matter_count_from_the_top_of_the_page(tmp_path: Path) -> None:
    assert faults(tmp_path, {"en/pages/rights.md": "+++\ntitle = Rights\n+++\nYou can stop at any time.\n"}) == [
        'en/pages/rights.md:2: this is not a value; put "quotation marks" around words'
    ]
    assert faults(
        tmp_path, {"en/pages/rights.md": '+++\ntitle = "A"\nsorces = []\n+++\nYou can stop at any time.\n'}
    ) == ['en/pages/rights.md:3: "sorces" is not known here; did you mean "sources"?']
    assert faults(tmp_path, {"en/pages/rights.md": "+++\n+++\nYou can stop at any time.\n"}) == [
        'en/pages/rights.md: "title" is missing; add title = …'
    ]
