"""Says when a file of a pack was saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

QUIET = 30  # milliseconds without another change: an editor writes a file in several steps
MOST = 400  # milliseconds that changes are gathered for at most


async def changes(folder: Path) -> AsyncIterator[object]:
    """Yield once the folder is watched, since something may have been saved before; then once for each save.

    Several saves that come together are one. Raises `OSError` where the folder goes away.
    """
    saves = awatch(folder, step=QUIET, debounce=MOST)
    upcoming = asyncio.ensure_future(anext(saves))
    await asyncio.sleep(0)  # it watches from its first step on
    try:
        yield ()
        while True:
            yield await upcoming
            if not await asyncio.to_thread(folder.is_dir):
                raise FileNotFoundError(str(folder))
            upcoming = asyncio.ensure_future(anext(saves))
    finally:
        upcoming.cancel()
