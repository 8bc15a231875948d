"""Where the practitioner's desk is put together: a folder, its index, who acts, and with which key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui import wiring, words
from consent_tui.settings import folders
from consent_tui.settings.pin import is_pin
from consent_tui.settings.practitioner import NotSetUp
from consent_tui.settings.values import Settings
from consent_tui.wiring_clock import clock_of, zone_of
from consent_tui.wiring_shelves import shelves as wired

if TYPE_CHECKING:
    from consent_tui.records.age import Identities
    from consent_tui.services.acting import Desk
    from consent_tui.services.desk_session import DeskSession
    from consent_tui.services.shelving import Progress

OWN = "en"  # the language of the desk (docs/decisions/180-desk-language.md)


def review(session: DeskSession, settings: Settings) -> int:
    """Run the desk until the practitioner leaves; return the exit code."""
    from consent_tui.tui.desk.running import run_desk

    try:
        return run_desk(
            session,
            words.load(OWN),
            theme=settings.kiosk.theme,
            idle_seconds=settings.desk.idle_minutes * 60,
            log=folders.state(),
        )
    finally:
        session.review.shelves.close()


def session_of(
    *,
    settings: Settings,
    records: Path | None,
    practitioner: Path | None,
    identities: Identities,
    pack: Path | None,
    progress: Progress | None = None,
) -> DeskSession:
    """Return the desk before a folder that was read. Without a practitioner it reads, and says why nobody can act.

    Raises `OSError` where the folder cannot be read.
    """
    from consent_tui.records.shelf import Shelf
    from consent_tui.services.desk_session import DeskSession
    from consent_tui.services.reviewing import Review
    from consent_tui.services.unlocking import Latch

    now, pin = clock_of(zone_of(settings)), settings.kiosk.pin_hash
    shelves = wired(settings=settings, records=records, identities=identities, pack=pack)
    shelves.refresh(progress)
    desk, unable = _acting(settings, records, practitioner, identities)
    latch = Latch(desk.hand.key if desk else None, partial(is_pin, pin_hash=pin) if pin else None)
    shelf = Shelf(shelves.root, settings.trust.signers, identities)
    review = Review(shelves, shelf, desk, latch, now=now, unable=unable, pack=pack, copies=settings.copies)
    who = desk.hand.person.name if desk else ""
    return DeskSession(review, clinic=settings.clinic.name or "consent-tui", who=who)


def _acting(
    settings: Settings, records: Path | None, practitioner: Path | None, identities: Identities
) -> tuple[Desk | None, str]:
    from consent_tui.records.faults import KeyRefused

    try:
        return wiring.desk(settings=settings, records=records, practitioner=practitioner, identities=identities), ""
    except NotSetUp as missing:
        return None, str(missing)
    except KeyRefused as refused:
        return None, refused.sentence
