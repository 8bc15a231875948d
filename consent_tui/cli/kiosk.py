"""`consent-tui`: the client's walkthrough, on a full screen or line by line."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from consent_tui.cli.opening import opened
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
    return opened(pack=pack, records=records, language=language, plain=plain, draft=draft, settings=settings)
