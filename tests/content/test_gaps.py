"""What is still to be written stands in [[ ]]: a draft lists it, and no client may ever see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.small_pack import FILES, edited, faults, warnings, write

GAPS = {
    **edited("en/pages/touch.md", "Two small studies.", "Two small studies.\n[[Say\nwhich.]]"),
    **edited("sources.toml", "Sample A. A study. 2020.", "[[Authors.]] 2020, [[pages]]"),
}


def test_a_draft_lists_what_is_still_to_be_written(tmp_path: Path) -> None:
    todo = "write your own words in the place of [[ ]]"
    assert warnings(tmp_path, GAPS) == [
        f'en/pages/touch.md:16: still to be written: "Say which."; {todo}',
        f'sources.toml:2: still to be written: "Authors."; {todo}',
        f'sources.toml:2: still to be written: "pages"; {todo}',
    ]


@pytest.mark.parametrize("status", ["released", "retired"])
def test_a_pack_with_gaps_is_not_released(tmp_path: Path, status: str) -> None:
    told = faults(tmp_path, {**GAPS, "releases.toml": f'status = "{status}"\n'})
    assert len(told) == 3
    assert all("still to be written" in fault and 'set status = "draft"' in fault for fault in told)


def test_single_brackets_are_words_like_any(tmp_path: Path) -> None:
    assert warnings(write(tmp_path), edited("en/areas.toml", '"Head"', '"Head [top]"')) == []
    assert "[[" not in "".join(FILES[path] for path in FILES if path.startswith("en/"))
