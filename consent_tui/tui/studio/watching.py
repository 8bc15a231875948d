"""Says when a file of a pack was saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

QUIET = 30  # milliseconds without another change: an editor writes a file in several steps
MOST = 400  # milliseconds that changes are gathered for at most


async def changes(folder: Path) -> AsyncIterator[object]:
    """Yield once for each save, or for several that come together. Raises `OSError` where the folder goes away."""
    async for each in awatch(folder, step=QUIET, debounce=MOST):
        yield each
        if not await asyncio.to_thread(folder.is_dir):
            raise FileNotFoundError(str(folder))
