"""A plain consent takes at most 45 screens, counted at 80x24, the smallest usual terminal."""

from consent_tui.content.scenario import read_scenario
from consent_tui.tui import rehearsing
from consent_tui.tui.kiosk.rows import Rows
from consent_tui.tui.rehearsing import Hand, piloted
from tests.scenarios.stage import CRANIOSACRAL, draw, run

GOAL = 45


class Counting(Hand):
    """Counts each screen once: a place, or a part of a group that does not fit on one screen."""

    seen: dict[tuple[str, int], None]

    def count(self) -> None:
        screen = self._app.kiosk
        part = screen.sheet.at() if isinstance(screen.sheet, Rows) else 0
        self.seen[screen.view.key.split("|")[0], part] = None

    async def settle(self) -> None:
        await super().settle()
        await self._pilot.pause()
        self.count()

    async def _turn(self, act, sheet):
        await super()._turn(act, sheet)
        await self._pilot.pause()
        self.count()


def test_a_plain_consent_takes_at_most_45_screens(monkeypatch):
    monkeypatch.setattr(Counting, "seen", {}, raising=False)
    monkeypatch.setattr(rehearsing, "Hand", Counting)
    done = run(read_scenario(CRANIOSACRAL / "scenarios/plain-consent.toml"), piloted(draw, (80, 24)), CRANIOSACRAL)
    assert done.record
    steps = [place.split("/")[0] for place, _ in Counting.seen]
    assert (steps[0], steps[-1]) == ("start", "done")
    assert len(steps) <= GOAL, list(Counting.seen)
