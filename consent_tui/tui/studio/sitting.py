"""The encounter behind the screen in the box. It is walked anew after each save; what was seen of it stays seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from consent_tui.model.acts import Act
from consent_tui.services.session import Session


@dataclass(slots=True)
class Sitting:
    """`session` is `None` where no answers lead to the screen."""

    session: Session | None = None
    _seen: list[Act] = field(default_factory=list)

    def begin(self, session: Session | None, *, again: bool) -> None:
        """Take over an encounter. `again`: at the same screen, whose sheet does not say a second time what was seen."""
        self.session = session
        self._seen = self._seen if again else []
        for act in self._seen:
            self._post(act)

    def saw(self, act: Act) -> None:
        """The end of a page, or rows of a group, have been on screen."""
        self._seen.append(act)
        self._post(act)

    def _post(self, act: Act) -> None:
        if self.session is not None:
            self.session.post(act, self.session.state.revision)
