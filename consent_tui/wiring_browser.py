"""Where the kiosk in a browser is put together. What the screens need is put together by each session's own kiosk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui import wiring
from consent_tui.browser.process import command
from consent_tui.browser.running import run_server
from consent_tui.settings import folders
from consent_tui.settings.values import Settings
from consent_tui.tui import lockdown_log

if TYPE_CHECKING:
    from consent_tui.browser.address import Address


def serve(
    address: Address,
    *,
    settings: Settings,
    pack: Path | None,
    records: Path | None,
    language: str | None,
    draft: bool,
    most: int,
    start: Callable[[str], None],
    line: Callable[[str], None],
) -> int:
    """Serve kiosks until TERM or INT; return 0.

    Raises `CannotStart` and what a `Sealer` does, before anybody is let in: what keeps one kiosk from starting keeps
    all; and what `run_server` does.
    """
    wiring.prove(settings=settings, pack=pack, records=records, language=language, draft=draft)
    given = {"--pack": pack, "--records": records, "--settings": settings.source, "--language": language}
    options = [f"{name}={_whole(value)}" for name, value in given.items() if value is not None]
    lockdown_log.keep(folders.state())
    kiosk = command(*options, *(["--draft"] if draft else []))
    return run_server(address, kiosk, most=most, start=start, line=line, note=lockdown_log.note)


def _whole(value: Path | str) -> str:
    return str(value.absolute()) if isinstance(value, Path) else value
