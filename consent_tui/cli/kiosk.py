"""`consent-tui`: the client's walkthrough, on a full screen or line by line."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli import terminal
from consent_tui.cli.ending import Ended, Exit
from consent_tui.cli.options import PackFolder, RecordsFolder, SettingsFile


def kiosk(
    *,
    pack: PackFolder = None,
    records: RecordsFolder = None,
    language: Annotated[str | None, Parameter(help="Begin in this language of the pack, as en.")] = None,
    plain: Annotated[bool, Parameter(help="Line by line, for screen readers and scripts.")] = False,
    draft: Annotated[bool, Parameter(help="Start with a pack that is not released yet.")] = False,
    settings: SettingsFile = None,
) -> int:
    """Lead a client through consent, and seal the outcome.

    Example: consent-tui kiosk --pack content/craniosacral --language en
    """
    from consent_tui.settings.reading import read

    found = read(settings)
    if found.records.recipients:
        raise Ended(
            Exit.COULD_NOT,
            f"{found.source}: [records] recipients asks for encrypted records, which this version cannot write; "
            "put # before that line to have them written in clear.",
        )
    if not plain and (unfit := terminal.unfit()):
        raise Ended(Exit.COULD_NOT, f"{unfit} To go line by line, start: consent-tui --plain")
    from consent_tui import wiring

    return wiring.kiosk(settings=found, pack=pack, records=records, language=language, plain=plain, draft=draft)
