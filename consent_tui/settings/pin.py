"""The staff PIN: kept as a salted scrypt hash, so that a stolen settings file does not give it away at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

LEAST, MOST = 4, 12  # digits
_COST = {
    "n": 2**14,
    "r": 8,
    "p": 1,
}  # 16 MiB, about 50 ms: four digits stay guessable, but not by the thousand a second


def hashed(pin: str) -> str:
    """Return what stands in `clinic.toml` for this PIN. Raises `ValueError` with what a PIN must be."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        raise ValueError(f"A PIN has {LEAST} to {MOST} digits.")
    salt = os.urandom(16)
    return f"scrypt:{_written(salt)}:{_written(_derived(pin, salt))}"


def is_pin(typed: str, pin_hash: str) -> bool:
    """Whether this is the PIN that `hashed` was given."""
    _, salt, kept = pin_hash.split(":")
    return hmac.compare_digest(_derived(typed, base64.b64decode(salt)), base64.b64decode(kept))


def _derived(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8", "surrogatepass"), salt=salt, dklen=32, **_COST)


def _written(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
