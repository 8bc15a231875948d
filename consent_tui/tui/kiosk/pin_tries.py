"""How long a wrong PIN makes everybody wait. Pure: times in, seconds out.

The wait grows, so that a PIN cannot be tried out; it is capped, so that nobody can lock staff out for the fun of it
(`docs/decisions/101-staff.md`).
"""

from __future__ import annotations

from dataclasses import dataclass

FREE = 2  # wrong tries without a wait: a slip of the finger
FIRST, MOST = 2.0, 30.0  # seconds
FORGOTTEN = 15 * 60.0  # seconds after which nothing is held against anybody


@dataclass(frozen=True, slots=True)
class Tries:
    """`wrong` tries in a row, the last one at `at`, in seconds that never go back."""

    wrong: int = 0
    at: float = 0.0

    def missed(self, now: float) -> Tries:
        """Return what stands after one more wrong try."""
        return Tries(1 if self._forgotten(now) else self.wrong + 1, now)

    def wait(self, now: float) -> float:
        """Return how many seconds the next try still has to wait."""
        if self.wrong <= FREE or self._forgotten(now):
            return 0.0
        grown = FIRST * 2.0 ** min(self.wrong - FREE - 1, 10)
        return max(0.0, min(MOST, grown) - (now - self.at))

    def _forgotten(self, now: float) -> bool:
        return now - self.at >= FORGOTTEN
