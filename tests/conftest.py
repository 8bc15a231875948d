"""For all tests: where coverage is counted, and what properties are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.model.profiles import IN_CI

# What `tests/model/profiles.py` says of walks holds of every property: in CI always the same examples, else new ones.
settings.register_profile("house", deadline=None, derandomize=IN_CI)
settings.load_profile("house")

HERE = Path(__file__).parent
DESK = HERE / "tui" / "desk"  # draws the desk's views, each once
WHOLE = [HERE / name for name in ("browser", "docs", "kiosk", "scripts", "tui", "scenarios/test_screens.py")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no lines where a thousand examples or a whole screen go over the same ones: counting doubles their time.

    What is asked is whether examples that somebody thought of reach 95 % of each room: the harder question.
    """
    for item in items:
        repeated = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        whole = any(item.path.is_relative_to(place) for place in WHOLE) and not item.path.is_relative_to(DESK)
        if repeated or whole:
            item.add_marker("no_cover")
