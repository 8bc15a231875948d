"""The composition root: the only place where clock, ids, keys, folders, settings and a front end are put together."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui import words
from consent_tui.content import Reading, bundled, read_known
from consent_tui.model.acts import Act, Speak
from consent_tui.model.pack import Pack, Status
from consent_tui.model.state import State
from consent_tui.services.giving import Giver
from consent_tui.services.sealing import Sealer
from consent_tui.services.session import Session
from consent_tui.services.visiting import visit_of
from consent_tui.settings import folders
from consent_tui.settings.values import Settings
from consent_tui.views import view
from consent_tui.views.shapes import FormSheet, View
from consent_tui.wiring_clock import clock_kind, clock_of, zone_name, zone_of
from consent_tui.wiring_page import given, handing, page_around

if TYPE_CHECKING:
    from consent_tui.records.age import Identities
    from consent_tui.services.acting import Desk
    from consent_tui.services.checking import Checked
    from consent_tui.services.exercising import Progress
    from consent_tui.services.rehearsing import Front, Rehearsed
    from consent_tui.tui.kiosk.app import Session as Played
    from consent_tui.tui.studio.workshop import Workshop


class CannotStart(Exception):
    """A kiosk cannot start: one sentence that says why and what to do, for staff."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def kiosk(
    *, settings: Settings, pack: Path | None, records: Path | None, language: str | None, plain: bool, draft: bool
) -> int:
    """Run the client's walkthrough until staff leave it; return the exit code."""
    found, sealer = prove(settings=settings, pack=pack, records=records, language=language, draft=draft)
    zone = zone_of(settings)
    clock = clock_of(zone)
    root = records or folders.records(settings)
    give, page = Giver(settings, lambda: sealer.last), None if plain else page_around()
    offers = page is not None and given(settings)
    visit = visit_of(
        settings,
        found,
        zone=zone_name(zone),
        clock=clock_kind(),
        copies=(*give.ways, *(("page",) if offers else ())),
        paged=page is not None,
    )
    withdraw = sealer.withdrawing(visit)
    session = Session(
        found, visit, clock=clock, write=sealer.write, withdraw=withdraw, stopwatch=time.monotonic, give=give
    )
    if language is not None:
        session.post(Speak(language), session.state.revision)
    if plain:
        return _line_by_line(session, found, settings)
    paged = handing(session, sealer, root, clock, page) if page and offers else session
    return _on_screen(paged, found, settings)


def prove(
    *, settings: Settings, pack: Path | None, records: Path | None, language: str | None, draft: bool
) -> tuple[Pack, Sealer]:
    """Return what a kiosk works with, its records folder opened. Raises `CannotStart` and what `Sealer` does."""
    reading = _fit(read_known(pack or bundled(), folders.cache() / "packs"), draft=draft)
    found = _pack_of(reading)
    if language is not None and language not in found.languages:
        raise CannotStart(f'The pack has no language "{language}"; it has {", ".join(found.languages)}.', 2)
    root, key, clock = records or folders.records(settings), folders.key(settings), clock_of(zone_of(settings))
    return found, _sealer(root, key, settings.kiosk.name, clock, reading, settings.records.recipients)


def _sealer(
    records: Path, key: Path, by: str, clock: Callable[[], datetime], reading: Reading, to: tuple[str, ...] = ()
) -> Sealer:  # a rehearsal holds nothing of anybody, and is encrypted `to` nobody
    return Sealer(
        records,
        key,
        by,
        now=clock,
        random=secrets.token_bytes,
        pack_digest=reading.digest,
        pack_files=reading.files,
        recipients=to,
    )


def _line_by_line(session: Session, pack: Pack, settings: Settings) -> int:
    from consent_tui.plain import run

    return run(
        session,
        drawer(pack),
        sys.stdin,
        sys.stdout,
        idle_seconds=settings.kiosk.idle_seconds,
        warning_seconds=settings.kiosk.warning_seconds,
        hidden_minutes=settings.kiosk.hidden_minutes,
    )


def _on_screen(session: Played, pack: Pack, settings: Settings) -> int:
    from consent_tui.tui import run_kiosk

    kiosk_settings = settings.kiosk
    return run_kiosk(
        session,
        drawer(pack),
        words=_spoken(pack).__getitem__,
        theme=kiosk_settings.theme,
        idle_seconds=kiosk_settings.idle_seconds,
        warning_seconds=kiosk_settings.warning_seconds,
        hidden_minutes=kiosk_settings.hidden_minutes,
        is_pin=_pin(kiosk_settings.pin_hash),
        touch_keyboard=kiosk_settings.touch_keyboard,
        log=folders.state(),
    )


def _pin(pin_hash: str | None) -> Callable[[str], bool] | None:
    """Return what says whether a typed PIN is that of the staff, if one is set."""
    if pin_hash is None:
        return None
    from consent_tui.settings.pin import is_pin

    return lambda typed: is_pin(typed, pin_hash)


def _spoken(pack: Pack) -> dict[str, words.Words]:
    """Return the program's words in each language of the pack, with the pack's own over them."""
    return {language: words.load(language, pack.words[language].messages) for language in pack.languages}


def drawer(pack: Pack) -> Callable[[State], View]:
    """Return what draws a state of an encounter with this pack, in the language that the encounter has now."""
    spoken = _spoken(pack)

    def draw(state: State) -> View:
        return view(state, spoken[state.facts.language or pack.languages[0]])

    return draw


def _fit(reading: Reading, *, draft: bool) -> Reading:
    """A kiosk never starts with a pack that is draft (unless asked to), retired or broken (rule 9)."""
    if reading.faults:
        told = "\n".join(str(fault) for fault in reading.faults)
        raise CannotStart(f"{told}\nThis pack is broken, so no client is shown it. Mend these places first.", 1)
    pack = _pack_of(reading)
    if pack.status is Status.RETIRED:
        raise CannotStart("This pack is retired (releases.toml); start with another one: --pack DIR.", 3)
    if pack.status is Status.DRAFT and not draft:
        raise CannotStart("This pack is a draft (releases.toml). Release it, or start with --draft to try it.", 3)
    return reading


def _pack_of(reading: Reading) -> Pack:
    if reading.pack is None:  # the reader says a fault wherever it gives no pack
        raise CannotStart("This folder holds no pack.", 1)
    return reading.pack


def rehearsal(
    *, pack: Path | None, front: str, records: Path | None
) -> Callable[[Path], tuple[Rehearsed, Path | None]]:
    """Return what runs one answer sheet through `front`, and says where its record lies, if one was wanted.

    Words and switches are the defaults, never the clinic's. Raises `CannotStart` for a broken pack; what it returns
    raises `ScenarioFaults` and `NotOffered`.
    """
    from consent_tui.content.scenario import read_scenario  # none of this is the kiosk's
    from consent_tui.records.seal import REHEARSAL
    from consent_tui.services.rehearsing import rehearse

    reading = _fit(read_known(pack or bundled(), folders.cache() / "packs"), draft=True)
    found, clock = _pack_of(reading), clock_of(UTC)
    settings, draw = Settings(), drawer(found)
    sealer = None
    if records is not None:
        key = folders.keys(settings) / REHEARSAL
        sealer = _sealer(records, key, REHEARSAL, clock, reading)
    visit = visit_of(settings, found, zone="UTC", clock=None, rehearsal=True)
    perform = _performer(front, draw)

    def run(sheet: Path) -> tuple[Rehearsed, Path | None]:
        write = sealer.write if sealer else None
        scenario = read_scenario(sheet)
        done = rehearse(scenario, found, visit, perform, certify=_certify(draw), clock=clock, write=write)
        return done, sealer.last.path if sealer and sealer.last and done.record else None

    return run


def checked(folder: Path, progress: Progress | None = None) -> Checked:
    """Check a pack from end to end. Raises `StudioMissing`."""
    from consent_tui.services.checking import check  # none of this is the kiosk's

    return check(folder, certify=lambda pack: _certify(drawer(pack)), clock=clock_of(UTC), progress=progress)


def studio(folder: Path, language: str | None) -> int:
    """Run the preview of a pack until its trainer leaves; return the exit code. Raises `StudioMissing`."""
    from consent_tui.tui.studio.running import run_studio  # none of this is the kiosk's

    shop = workshop(folder)
    reading = shop.read(folder)
    if reading.pack and language is not None and language not in reading.pack.languages:
        raise CannotStart(f'The pack has no language "{language}"; it has {", ".join(reading.pack.languages)}.', 2)
    return run_studio(shop, reading, language=language)


def workshop(folder: Path) -> Workshop:
    """Return all that the studio works with. Raises `StudioMissing`."""
    from consent_tui.tui.studio.workshop import furnished

    return furnished(folder, check=checked, drawer=drawer, spoken=_spoken, certify=_certify)


def desk(
    *, settings: Settings, records: Path | None, practitioner: Path | None, identities: Identities, name: str = ""
) -> Desk:
    """Return the desk of whoever acts here, before the folder on which the record `name` lies.

    `identities` open what is encrypted there. Raises `NotSetUp`, `KeyRefused`.
    """
    from consent_tui import __version__  # none of this is the kiosk's
    from consent_tui.model import record
    from consent_tui.records.acts_signing import held
    from consent_tui.records.shelf import Shelf
    from consent_tui.services.acting import Desk, Hand
    from consent_tui.settings import practitioner as acting

    who, zone, clinic = acting.read(practitioner), zone_of(settings), settings.clinic
    shelf = Shelf.of(name, records or folders.records(settings), settings.trust.signers, identities)
    person = record.Practitioner(name=who.name, registration=who.registration)
    return Desk(
        shelf,
        Hand(by=who.by, person=person, key=held(who.key, shelf.root)),
        now=clock_of(zone),
        random=secrets.token_bytes,
        clinic=record.Clinic(name=clinic.name, address=clinic.address, contact=clinic.contact),
        zone=zone_name(zone),
        software=record.Software(name="consent-tui", version=__version__),
        recipients=settings.records.recipients,
    )


def _performer(front: str, draw: Callable[[State], View]) -> Front:
    if front == "plain":
        from consent_tui.plain.rehearsing import typed

        return typed(draw)
    if front == "tui":
        from consent_tui.tui.rehearsing import piloted

        return piloted(draw)
    from consent_tui.services.rehearsing import directly

    return directly


def _certify(draw: Callable[[State], View]) -> Callable[[State], Act]:
    """Return what gives the act behind the certify line, whose words are the view's."""

    from consent_tui.services.rehearsing import NotOffered

    def certify(state: State) -> Act:
        sheet = draw(state).sheet
        if not isinstance(sheet, FormSheet) or sheet.certify is None:
            raise NotOffered("certify")
        return sheet.certify.act

    return certify
