"""Whatever lies in the folder, the check never raises: it gives a pack or at least one fault, at a file that is there.

Ten thousand packs in CI, some hundreds while somebody works.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consent_tui import wiring
from tests.content.small_pack import FILES, SCENARIOS, Changes, write
from tests.model.profiles import IN_CI

PACKS = 10_000 if IN_CI else 400
WHOLE = {**FILES, **SCENARIOS}
paths = st.sampled_from(sorted(WHOLE))
VALUES = ("3", "true", '"x"', "[]", "{}", "[3]", '[["x"]]', "2026-11-21", "nan", '""', '"Fear"', '[{ id = "a" }]', "")


def part(share: float) -> Callable[[Any], Any]:
    """So much of all packs that are tried."""
    return settings(
        max_examples=round(PACKS * share),
        deadline=None,
        derandomize=PACKS > 1000,
        suppress_health_check=list(HealthCheck),
    )


_KEPT: list[tempfile.TemporaryDirectory[str]] = []  # no cache: a kiosk that runs in this process empties those


def kept() -> tempfile.TemporaryDirectory[str]:
    """One pack for all examples: writing it anew each time would take longer than checking it."""
    if not _KEPT:
        _KEPT.append(tempfile.TemporaryDirectory())
        write(Path(_KEPT[0].name), WHOLE)
    return _KEPT[0]


@contextmanager
def changed(changes: Changes) -> Iterator[Path]:
    folder = Path(kept().name)
    for path, text in changes.items():
        if text is None:
            (folder / path).unlink()
        else:
            (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        yield folder
    finally:
        for path in changes:
            (folder / path).write_text(WHOLE[path], "utf-8")


def looked_at(changes: Changes) -> None:
    with changed(changes) as folder:
        found = wiring.checked(folder)
        assert (found.reading.pack is None) == bool(found.reading.faults)
        assert set(found.reading.faults) <= set(found.faults)
        assert not set(found.faults) & set(found.warnings)
        for fault in (*found.faults, *found.warnings):
            assert Path(fault.file).exists(), f"{fault} names a file that is not there"
            assert fault.what
            assert fault.todo
            assert str(fault).isprintable()
            if fault.line is not None:
                assert 1 <= fault.line <= len(re.findall(rb"\n|\r", Path(fault.file).read_bytes())) + 1


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes | str | None]:
    """One to three files with lines dropped, doubled, misspelled or given a value of another kind."""
    changes: dict[str, bytes | str | None] = {}
    for path in draw(st.lists(paths, min_size=1, max_size=3, unique=True)):
        lines = WHOLE[path].splitlines()
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


@part(0.5)
@given(mutated())
def test_a_slip_never_raises(changes: dict[str, bytes | str | None]) -> None:
    looked_at(changes)


@part(0.1)
@given(paths, st.binary(max_size=200))
def test_random_bytes_never_raise(path: str, raw: bytes) -> None:
    looked_at({path: raw})


@part(0.15)
@given(paths, st.integers(0, 2000), st.binary(max_size=4))
def test_random_bytes_in_a_file_never_raise(path: str, at: int, raw: bytes) -> None:
    text = WHOLE[path].encode()
    looked_at({path: text[:at] + raw + text[at + len(raw) :]})


@part(0.15)
@given(st.text(alphabet="*_#>-`[]()<>!{}+|&;:\\ \n\tabc1.é\u2028", max_size=120))
def test_any_markdown_never_raises(markdown: str) -> None:
    looked_at({"en/pages/rights.md": f'+++\ntitle = "Rights"\n+++\n{markdown}'})


@part(0.1)
@given(st.lists(paths, min_size=1, max_size=4, unique=True))
def test_missing_files_never_raise(missing: list[str]) -> None:
    looked_at(dict.fromkeys(missing))
