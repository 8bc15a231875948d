"""The page around the screen, where a browser shows it: whether there is one, and what it gives a client to keep."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui.browser.giving import Copy, Give, page
from consent_tui.settings.values import Settings

if TYPE_CHECKING:
    from consent_tui.services.handing import Handing
    from consent_tui.services.sealing import Sealer
    from consent_tui.services.session import Session


def page_around() -> Give | None:
    """Return what gives a copy to the page that shows the screen, if one does."""
    return page(os.environ)


def given(settings: Settings) -> bool:
    """Whether a page may offer the client's copy: what is sealed for others alone cannot be read here."""
    return "text" in settings.copies.allowed and not settings.records.recipients


def handing(session: Session, sealer: Sealer, root: Path, clock: Callable[[], datetime], give: Give) -> Handing:
    """Let the page offer the client's copy."""
    from consent_tui.services.handing import Handing, text_copy  # only a page needs what tells a record

    def offer(number: str) -> None:
        receipt = sealer.last
        text = text_copy(receipt, root, clock()) if receipt and receipt.number == number else None
        give(Copy(f"{number}.txt", text) if text else None)

    return Handing(session, offer, lambda: give(None))
