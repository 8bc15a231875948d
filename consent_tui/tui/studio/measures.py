"""How long and how hard a page is, in numbers that a trainer can act on."""

from __future__ import annotations

from typing import Protocol


class Measure(Protocol):
    """`words` on the page itself, without what lies under *learn more*. `grade`: years of school, where it is known."""

    @property
    def words(self) -> int: ...

    @property
    def grade(self) -> float | None: ...


def graded(found: Measure) -> str:
    return "–" if found.grade is None else f"{found.grade:.1f}"
