"""The clock that is wired in: the clinic's time zone, and whether the time came from the network."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from consent_tui.settings.values import Settings

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def zone_of(settings: Settings) -> tzinfo:
    if settings.clinic.zone:
        return ZoneInfo(settings.clinic.zone)
    named = _machine_zone()
    if named:
        return ZoneInfo(named)
    return datetime.now().astimezone().tzinfo or UTC


def _machine_zone() -> str | None:
    """Return the machine's IANA zone where it can be told."""
    link = Path("/etc/localtime")
    named = os.environ.get("TZ") or (link.resolve().as_posix().partition("zoneinfo/")[2] if link.is_symlink() else "")
    try:
        return ZoneInfo(named).key if named else None
    except (KeyError, ValueError, OSError):
        return None


def zone_name(zone: tzinfo) -> str:
    return zone.key if isinstance(zone, ZoneInfo) else str(zone)


def clock_of(zone: tzinfo) -> Callable[[], datetime]:
    return lambda: datetime.now(zone).replace(microsecond=0)


def clock_kind() -> str:
    """Say whether the time came from the network, as far as this machine tells."""
    return "ntp" if _SYNCHRONISED.exists() else "system"
