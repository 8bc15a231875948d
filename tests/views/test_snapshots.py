"""What whole encounters say, each screen as the client left it, as kept in `snapshots/`: read them when they change.

`CONSENT_TUI_GOLDEN=write` keeps what is said now.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

from tests.views.rendering import rendered
from tests.views.sitting import drawn
from tests.views.tours import TOURS

SNAPSHOTS = Path(__file__).parent / "snapshots"


NAMES = ["consent", "consent in Spanish", "child", "detours", "stop until", "emergency"]
NAMES += ["withdrawing", "withdrawing in Spanish", "not withdrawn"]


@pytest.mark.parametrize("name", NAMES)
def test_an_encounter_reads_as_it_was_kept(name: str) -> None:
    views = [drawn(state) for state in TOURS[name]().states if not state.closed]
    as_left = [list(same)[-1] for _, same in groupby(views, key=lambda view: view.key)]
    said = "\n\n".join(rendered(view) for view in as_left) + "\n"
    kept = SNAPSHOTS / f"{name.replace(' ', '-').lower()}.txt"
    if os.environ.get("CONSENT_TUI_GOLDEN") == "write":
        kept.write_text(said, "utf-8")
    assert said == kept.read_text("utf-8")
