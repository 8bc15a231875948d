"""What a clinic's settings and a pack make of one sitting: the `Visit` that every encounter here begins with."""

from __future__ import annotations

from consent_tui import __version__, words
from consent_tui.model import record
from consent_tui.model.facts import Visit
from consent_tui.model.pack import Pack
from consent_tui.settings.values import Settings

_PEOPLE = ("child", "represented")
_FILLED = ("emergency", "crisis", "recent", "fee", "retention", "contact")


def visit_of(
    settings: Settings,
    pack: Pack,
    *,
    zone: str | None,
    clock: str | None,
    rehearsal: bool = False,
    copies: tuple[str, ...] = (),
    paged: bool = False,
) -> Visit:
    """Return the visit; what the clinic has not set is worded in each language of the pack.

    `copies` are the ways in which a client may take a copy along; `paged`: the screen is shown in a browser's page.
    """
    clinic = record.Clinic(
        name=settings.clinic.name,
        address=settings.clinic.address,
        contact=settings.clinic.contact,
        jurisdiction=settings.clinic.jurisdiction,
        kiosk=settings.kiosk.name,
    )
    return Visit(
        filled={language: filled(settings, pack, language) for language in pack.languages},
        switches={"crisis_question": settings.safety.crisis_question},
        copies=copies,
        code=settings.copies.qr and not rehearsal,
        paged=paged,
        clinic=clinic,
        zone=zone,
        clock=clock,
        retention=settings.consent.retention,
        valid_for=settings.consent.valid_for,
        rehearsal=rehearsal,
        software=record.Software(name="consent-tui", version=__version__),
    )


def filled(settings: Settings, pack: Pack, language: str) -> dict[str, str]:
    """Return what stands for `{emergency}` and the like in one language, and how it names the person treated."""
    say = words.load(language, pack.words[language].messages)
    unset = {name: say(f"filled.{name}") for name in _FILLED}
    people = {key: say(key) for person in _PEOPLE for key in (f"person.{person}", f"person.my_{person}")}
    return {**unset, **settings.filled(), **people}
