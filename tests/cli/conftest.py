from pathlib import Path

import pytest

from tests.cli.started import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    home = tmp_path / "a home"
    home.mkdir()
    return Machine(home)
