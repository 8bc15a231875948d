"""Where an arrow key leads: to the nearest target in its direction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.geometry import Region

T = TypeVar("T")
ARROWS = ("up", "down", "left", "right")


def nearest(start: Region, targets: Iterable[tuple[T, Region]], arrow: str) -> T | None:
    """Return the target whose region lies nearest in the arrow's direction, or `None`."""
    ranked = [(distance, target) for target, region in targets if (distance := _distance(start, region, arrow))]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _distance(start: Region, to: Region, arrow: str) -> tuple[int, int] | None:
    """Rows or columns ahead, weighed with what lies aside; `None` where the target does not lie ahead."""
    upright = arrow in ("up", "down")
    ahead = {
        "up": start.y - to.bottom,
        "down": to.y - start.bottom,
        "left": start.x - to.right,
        "right": to.x - start.right,
    }[arrow]
    if ahead < 0:
        return None
    if upright:
        aside = max(0, to.x - start.right, start.x - to.right)
        middle = abs(to.x - start.x)
    else:
        aside = max(0, to.y - start.bottom + 1, start.y - to.bottom + 1)
        middle = abs(to.y - start.y)
    return ahead + aside * 3, middle
