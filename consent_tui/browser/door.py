"""Who may come in: one start address at a time, good for one browser, which is known by its cookie from then on.

Pure: what is random and what time it is come by argument. Of a secret only its digest is kept.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

PASS_SECONDS: Final = 12 * 3600.0  # a cookie that has not been shown for so long counts no more: a day's work
MOST_PASSES: Final = 200  # browsers; the one that has been away longest is forgotten first


@dataclass(slots=True)
class Door:
    """`now` counts seconds and never goes back; `secret` makes a text that nobody can guess."""

    now: Callable[[], float]
    secret: Callable[[], str]
    _ticket: bytes | None = None
    _passes: dict[bytes, float] = field(default_factory=dict)  # digest: when it was last shown, the oldest first

    def ticket(self) -> str:
        """Return what stands in the next start address; the one before counts no more."""
        made = self.secret()
        self._ticket = _digest(made)
        return made

    def admit(self, ticket: str) -> str | None:
        """Return the pass of a new browser for a ticket, which is used up by that; None for any other text."""
        if self._ticket is None or not hmac.compare_digest(self._ticket, _digest(ticket)):
            return None
        self._ticket = None
        made = self.secret()
        self._passes[_digest(made)] = self.now()
        while len(self._passes) > MOST_PASSES:
            del self._passes[next(iter(self._passes))]
        return made

    def knows(self, shown: str) -> bool:
        """Whether a browser that shows this pass may come in; it may for as long again from now on."""
        digest, now = _digest(shown), self.now()
        last = self._passes.pop(digest, None)
        if last is None or now - last > PASS_SECONDS:
            return False
        self._passes[digest] = now
        return True


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogateescape")).digest()
