"""From a press to the next view: what is typed is committed first; a press for a screen that has gone does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from consent_tui.model.acts import Act
from consent_tui.views.shapes import ChooseSheet, FormSheet, View


@dataclass(slots=True)
class Posting:
    """`act` does an act now and returns the view then. `current`: the revisions that show the same screen."""

    act: Callable[[Act], View]
    current: set[int] = field(default_factory=set)

    def accepts(self, revision: int) -> bool:
        """Whether a press belongs to what is on screen; revisions that differ by a committed text look the same."""
        return revision in self.current

    def post(self, view: View, typed: Iterable[Act], act: Act | None, *, main: bool) -> View:
        """Commit what is typed, then do the act; a text that was not taken keeps the client on the screen."""
        before = view.frame.revision
        key = view.key
        for text in typed:
            view = self.act(text)
        if act is not None and not (main and (view.key != key or _refused(view) or not _leads_on(view, act))):
            view = self.act(act)
            self.current = {view.frame.revision}
        else:
            self.current = {before, view.frame.revision} if view.key == key else {view.frame.revision}
        return view


def _leads_on(view: View, act: Act) -> bool:
    """Whether the main key still does this: a field may have been emptied, and without it nothing leads on."""
    return view.frame.main is not None and view.frame.main.act == act


def _refused(view: View) -> bool:
    """Whether a field says why its text was not taken."""
    match view.sheet:
        case FormSheet(fields=fields):
            return any(each.problem for each in fields)
        case ChooseSheet(field=one) if one is not None:
            return bool(one.problem)
    return False
