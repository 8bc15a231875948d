"""The rows that are on screen now, and below the last of them "No to all of these"."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical

from consent_tui.tui.widgets.grouprow import GroupRow
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.views.parts import Choice, Row


class RowStack(Vertical):
    """Rows change in place while the same ones are shown."""

    async def show(self, rows: Sequence[Row], last: Choice | None, revision: int, width: int, *, anew: bool) -> bool:
        """Show these rows at `width` columns; return whether widgets were exchanged."""
        shown = list(self.query(GroupRow))
        same = [_told(each.row) for each in shown] == [_told(row) for row in rows]
        if anew or not same or bool(self.query(ChoiceRow)) is (last is None):
            with self.app.batch_update():
                await self.remove_children()
                await self.mount(*(GroupRow(row, revision, width) for row in rows))
                if last:
                    await self.mount(ChoiceRow(last, revision))
            return True
        for each, row in zip(shown, rows, strict=True):
            await each.show(row, revision)
        for choice in self.query(ChoiceRow):
            if last:
                choice.show(last, revision)
        return False


def _told(row: Row) -> tuple[str, str, str]:
    """What makes a row another one; its answers do not."""
    return row.id, row.words, row.noted
