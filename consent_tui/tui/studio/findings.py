"""What was found wrong with a pack, one of it chosen."""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.content.faults import Fault
from consent_tui.tui.studio.about import Found, Told, told


@dataclass(slots=True)
class Findings:
    """`told`: faults first, then what stops nothing."""

    told: Told = ()
    chosen: int = 0

    @property
    def fault(self) -> Fault | None:
        return self.told[self.chosen][1] if self.told else None

    def take(self, found: Found) -> None:
        """Take over what was found; the chosen fault stays chosen where it is still there."""
        was = self.fault
        self.told = told(found)
        same = (n for n, (_, fault) in enumerate(self.told) if was and (fault.file, fault.what) == (was.file, was.what))
        self.choose(next(same, self.chosen))

    def choose(self, number: int) -> None:
        self.chosen = max(0, min(len(self.told) - 1, number))

    def next(self) -> None:
        """Go on to the one after, from the last to the first."""
        self.chosen = (self.chosen + 1) % max(1, len(self.told))
