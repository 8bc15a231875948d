"""Opens the kiosk. The command line proper is not needed for `consent-tui` alone, so it stands apart from it."""

from __future__ import annotations

from pathlib import Path

from consent_tui.cli import terminal
from consent_tui.cli.ending import Ended, Exit


def opened(
    *,
    pack: Path | None = None,
    records: Path | None = None,
    language: str | None = None,
    plain: bool = False,
    draft: bool = False,
    settings: Path | None = None,
) -> int:
    """Run the kiosk and return its exit code. Raises `Ended` where it cannot start."""
    from consent_tui.settings.reading import read

    found = read(settings)
    if not plain and (unfit := terminal.unfit()):
        raise Ended(Exit.COULD_NOT, f"{unfit} To go line by line, start: consent-tui --plain")
    from consent_tui import wiring

    return wiring.kiosk(settings=found, pack=pack, records=records, language=language, plain=plain, draft=draft)
