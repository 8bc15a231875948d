"""A session that plays hand-made views. Knows nothing of Textual, so that a started kiosk can import it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

from consent_tui.model.acts import Act
from consent_tui.views.shapes import View

Reply = Callable[[Act, View], View | None]


class FakeSession:
    """Keeps what was posted; `reply` says which view follows, or `None` for no change."""

    def __init__(self, view: View, reply: Reply | None = None) -> None:
        self.view = view
        self.posted: list[tuple[Act, int]] = []
        self._reply = reply or (lambda act, view: None)
        self.state = self._state()

    def _state(self) -> SimpleNamespace:
        return SimpleNamespace(revision=self.view.frame.revision, top=None, trouble="", begun=True, place=self.view.key)

    def post(self, act: Act, revision: int, actor: str = "client") -> SimpleNamespace:
        self.posted.append((act, revision))
        following = self._reply(act, self.view)
        if following is not None:
            revision = max(self.view.frame.revision + 1, following.frame.revision)
            self.view = View(following.key, replace(following.frame, revision=revision), following.sheet)
        self.state = self._state()
        return self.state

    @property
    def acts(self) -> list[Act]:
        return [act for act, _ in self.posted]
