"""Each slip of a trainer's pen is told once, at its line, in plain words, with what to do.

The slips stand in `slips/*.toml`, a file for each family of checks; their sentences are what people read, so they are
compared word for word.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.content.small_pack import edited, faults

SLIPS = [
    pytest.param(slip, id=f"{file.stem}: {slip['rule']}")
    for file in sorted((Path(__file__).parent / "slips").glob("*.toml"))
    for slip in tomllib.loads(file.read_text("utf-8"))["slip"]
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told(slip: dict[str, Any], tmp_path: Path) -> None:
    changes = edited(slip["file"], slip["old"], slip["new"]) if "old" in slip else {slip["file"]: slip["new"]}
    assert faults(tmp_path, changes) == slip["told"]


def test_the_pack_without_a_slip_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Reports all faults at once: a trainer should not have to run the check again for each."""
    changes = {
        **edited("screening.toml", 'yes = "talk"', 'yes = "tlak"'),
        **edited("pages.toml", 'id = "touch"', 'id = "tuoch"'),
        **edited("en/areas.toml", "Head", "Safe"),
        **edited("en/statements.toml", "words_other", "word_other"),
        "en/results.toml": "= broken",
        "en/glossary.toml": b"\xff",
    }
    assert [fault.split(": ")[0] for fault in faults(tmp_path, changes)] == [
        "en/areas.toml:1",
        "en/glossary.toml:1",
        "en/pages/touch.md",
        "en/results.toml:1",
        "en/statements.toml:3",
        "pack.toml:17",
        "pack.toml:18",
        "pack.toml:20",
        "screening.toml:16",
        "screening.toml:27",
        "teach-back.toml:12",
    ]
