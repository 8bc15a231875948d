"""What all blocks of a page have in common."""

from __future__ import annotations

from typing import Any

from textual.widget import Widget


class Drawn(Widget):
    """A block that is shown, and that takes over another of the same shape."""

    async def take(self, block: Any, revision: int) -> None:
        raise NotImplementedError
