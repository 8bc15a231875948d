"""What the desk's screen plays."""

from __future__ import annotations

from typing import Protocol

from consent_tui.model.acts import Act
from consent_tui.model.desk import Desk
from consent_tui.model.desk_seen import Seen


class Playing(Protocol):
    """`services.desk_session.DeskSession`. May be asked from any thread, one thing after the other."""

    desk: Desk
    seen: Seen

    def post(self, act: Act, revision: int | None = None, typed: str = "") -> Desk: ...

    def count(self) -> None: ...

    def unlocks(self, typed: str) -> str: ...

    def follow(self) -> bool: ...

    def look_at_each(self) -> None: ...
