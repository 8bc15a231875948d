"""Whatever lies in the folder, `read` never raises: it gives a pack or at least one fault, at a file that is there."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.content import read
from tests.content.small_pack import FILES, write

paths = st.sampled_from(sorted(FILES))
VALUES = ("3", "true", '"x"', "[]", "{}", "[3]", '[["x"]]', "2026-11-21", "nan", '""', '"Fear"', '[{ id = "a" }]', "")


def look(folder: Path, changes: dict[str, bytes | str | None]) -> None:
    reading = read(write(folder, changes))
    assert (reading.pack is None) == bool(reading.faults)
    for fault in (*reading.faults, *reading.warnings):
        assert Path(fault.file).exists(), f"{fault} names a file that is not there"
        assert fault.what
        assert fault.todo
        assert str(fault).isprintable()
        if fault.line is not None:
            assert 1 <= fault.line <= len(re.findall(rb"\n|\r", Path(fault.file).read_bytes())) + 1


def looked_at(changes: dict[str, bytes | str | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        look(Path(folder), changes)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes | str | None]:
    """One to three files with lines dropped, doubled, misspelled or given a value of another kind."""
    changes: dict[str, bytes | str | None] = {}
    for path in draw(st.lists(paths, min_size=1, max_size=3, unique=True)):
        lines = FILES[path].splitlines()
        for _ in range(draw(st.integers(1, 3))):
            number = draw(st.integers(0, len(lines) - 1)) if lines else 0
            line = lines[number] if lines else ""
            match draw(st.sampled_from(["drop", "double", "value", "slip", "insert"])):
                case "drop":
                    lines[number : number + 1] = []
                case "double":
                    lines[number:number] = [line]
                case "value":
                    lines[number : number + 1] = [re.sub(r"= .*", f"= {draw(st.sampled_from(VALUES))}", line)]
                case "slip":
                    at = draw(st.integers(0, max(len(line) - 1, 0)))
                    lines[number : number + 1] = [line[:at] + draw(st.characters(codec="utf-8")) + line[at + 1 :]]
                case _:
                    lines[number:number] = [draw(st.text(max_size=20))]
        changes[path] = "\n".join(lines)
    return changes


@settings(max_examples=250, deadline=None)
@given(mutated())
def test_a_slip_never_raises(changes: dict[str, bytes | str | None]) -> None:
    looked_at(changes)


@settings(max_examples=100, deadline=None)
@given(paths, st.binary(max_size=200))
def test_random_bytes_never_raise(path: str, raw: bytes) -> None:
    looked_at({path: raw})


@settings(max_examples=100, deadline=None)
@given(paths, st.integers(0, 2000), st.binary(max_size=4))
def test_random_bytes_in_a_file_never_raise(path: str, at: int, raw: bytes) -> None:
    text = FILES[path].encode()
    looked_at({path: text[:at] + raw + text[at + len(raw) :]})


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="*_#>-`[]()<>!{}+|&;:\\ \n\tabc1.é\u2028", max_size=120))
def test_any_markdown_never_raises(markdown: str) -> None:
    looked_at({"en/pages/rights.md": f'+++\ntitle = "Rights"\n+++\n{markdown}'})


@settings(max_examples=60, deadline=None)
@given(st.lists(paths, min_size=1, max_size=4, unique=True))
def test_missing_files_never_raise(missing: list[str]) -> None:
    looked_at(dict.fromkeys(missing))
