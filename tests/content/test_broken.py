"""Each broken pack is told once, at its line, in plain words, with what to do.

They stand in `broken/*.toml`, a file for each family of checks, each under the name of its fault. Their sentences are
what people read, so they are compared word for word.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from consent_tui.content import read
from tests.content.small_pack import checked, edited, faults

BROKEN = [
    pytest.param(pack, id=f"{file.stem}: {name}")
    for file in sorted((Path(__file__).parent / "broken").glob("*.toml"))
    for name, pack in tomllib.loads(file.read_text("utf-8")).items()
]


@pytest.mark.parametrize("pack", BROKEN)
def test_a_broken_pack_is_told(pack: dict[str, Any], tmp_path: Path) -> None:
    changes = edited(pack["file"], pack["old"], pack["new"]) if "old" in pack else {pack["file"]: pack["new"]}
    told, warned = checked(tmp_path, changes)
    expected = [
        [row.replace("{digest}", read(tmp_path).digest) for row in pack.get(key, [])] for key in ("told", "warned")
    ]
    assert [told, warned] == expected


def test_the_pack_that_is_not_broken_has_no_fault_and_no_warning(tmp_path: Path) -> None:
    assert checked(tmp_path) == ([], [])


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
