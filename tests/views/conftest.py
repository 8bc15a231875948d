"""All screens of all tours, drawn once."""

from __future__ import annotations

import pytest

from consent_tui.model.state import State
from tests.views.tours import TOURS


@pytest.fixture(scope="session")
def states() -> tuple[State, ...]:
    return tuple(state for tour in TOURS.values() for state in tour().states)
