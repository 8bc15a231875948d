"""Names of records: UUIDv7 (RFC 9562), and the short print of a digest that people compare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

RANDOM_BYTES = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(now: datetime, random: bytes) -> str:
    """Return a UUIDv7 for the millisecond of `now` (aware) and ten random bytes, of which 74 bits are used.

    Raises `ValueError` if `now` has no offset or lies before 1970 or after 10889, or `random` is not ten bytes.
    """
    if now.tzinfo is None:
        raise ValueError("a record id needs a time with an offset")
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"a record id needs {RANDOM_BYTES} random bytes")
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError("a record id needs a time from 1970 on")
    bits = int.from_bytes(random) & ((1 << 74) - 1)
    return str(UUID(int=milliseconds << 80 | 7 << 76 | bits >> 62 << 64 | 0b10 << 62 | bits & ((1 << 62) - 1)))


def short_fingerprint(digest: str) -> str:
    """Return the first eight bytes of a digest (`sha256:…`) as people read them: `7F3A 91C2 0BE4 55D8`."""
    shown = digest.removeprefix("sha256:")[:16].upper()
    return " ".join(shown[at : at + 4] for at in range(0, 16, 4))
