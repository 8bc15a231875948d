"""What opens a desk and its key: the key's passphrase, else the staff PIN, else nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from consent_tui.records import keys
from consent_tui.records.acts_signing import HeldByOpenSSH
from consent_tui.records.keys import Signing


class Asks(StrEnum):
    PASSPHRASE = "passphrase"  # noqa: S105  a kind of secret, none itself
    PIN = "pin"
    NOTHING = "nothing"


class NotOpened(Exception):
    """What was typed does not open it: one sentence."""


@dataclass(frozen=True, slots=True)
class Latch:
    """`key` seals, None where nobody acts here. `is_pin` says whether a typed PIN is that of the staff, if one is set.

    A key that has a passphrase is asked for that; one in clear, or in an agent, for the PIN.
    """

    key: Signing | None = None
    is_pin: Callable[[str], bool] | None = None

    @property
    def asks(self) -> Asks:
        if self._closed is not None:
            return Asks.PASSPHRASE
        return Asks.PIN if self.is_pin else Asks.NOTHING

    @property
    def _closed(self) -> Path | None:
        """The key file that a passphrase opens."""
        held = self.key
        return held.path if isinstance(held, HeldByOpenSSH) and held.path.suffix != ".pub" else None

    def opened(self, typed: str) -> Signing | None:
        """Return what seals, after a passphrase or PIN; it takes a moment. Raises `NotOpened`, `KeyRefused`."""
        if self._closed is not None and self.key is not None:
            key = keys.unlocked(self._closed, typed)
            if key.public != self.key.public:
                raise NotOpened(f"{self._closed} and the .pub beside it are not of one key.")
            return key
        if self.is_pin is not None and not self.is_pin(typed):
            raise NotOpened("That is another PIN.")
        return replace(self.key, asks=False) if isinstance(self.key, HeldByOpenSSH) else self.key
