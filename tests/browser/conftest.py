"""A server for each file of tests. All of this needs pseudo-terminals and /proc: Linux."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

_THERE = sys.platform == "linux" and importlib.util.find_spec("aiohttp") and importlib.util.find_spec("textual_serve")
collect_ignore_glob = [] if _THERE else ["test_*.py"]

if _THERE:
    from tests.browser.served import Browser, Served, serving

    @pytest.fixture(scope="module")
    def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A machine of its own, whose kiosk is set up."""
        home = tmp_path_factory.mktemp("browser")
        (home / "tmp").mkdir()
        settings = home / "config" / "consent-tui" / "clinic.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text('[clinic]\nname = "Sample Clinic"\nzone = "Europe/Berlin"\n', "utf-8")
        return home

    @pytest.fixture(scope="module")
    def served(home: Path) -> Iterator[Served]:
        with serving(home, "--sessions", "3") as found:
            yield found

    @pytest.fixture
    async def browser(served: Served) -> AsyncIterator[Browser]:
        """A browser that came in by a start address."""
        async with Browser(served) as found:
            await found.enter()
            yield found

    @pytest.fixture(scope="module")
    def playing() -> Iterator[Playwright]:
        """What leads a Chromium, for tests that have found one."""
        from tests.browser.chromium import chromium

        with chromium() as playwright:
            yield playwright
