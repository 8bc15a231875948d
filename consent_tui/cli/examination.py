"""What `consent-tui doctor` looks at. Each look gives one finding: how fit, what was seen, and what to do."""

from __future__ import annotations

import codecs
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from consent_tui.cli import terminal
from consent_tui.records.faults import RecordsFault
from consent_tui.settings import folders
from consent_tui.settings.reading import SettingsFaults, read
from consent_tui.settings.values import Settings

if TYPE_CHECKING:
    from consent_tui.records.keys import Key

LEAST_FREE, WISE_FREE = 50_000_000, 1_000_000_000  # bytes; a record has about 60,000
RELEASED = 1_795_000_000  # seconds; this program is younger than any clock that shows less (November 2026)
COLOURS = {"linen": 2**24, "evening": 2**24, "clear": 256, "console": 8}  # below, a theme's text is harder to read
SMALLEST, COMFORTABLE = (60, 18), (80, 24)  # columns and rows, from docs/kiosk.md


class Fitness(StrEnum):
    WELL = "well"
    LOOK = "look"  # works, and someone should know
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Finding:
    fitness: Fitness
    about: str
    says: str


def examined(settings: Path | None, records: Path | None, pack: Path | None) -> list[Finding]:
    """Return one finding per look, in the order that a person would mend things."""
    try:
        found = read(settings)
    except SettingsFaults as faults:
        broken = [Finding(Fitness.UNFIT, "settings", fault) for fault in faults.faults]
        return [*broken, *_screen(), *_pack(pack)]
    root = records or folders.records(found)
    return [
        *_settings(found),
        *_screen(touch=found.kiosk.touch_keyboard, theme=found.kiosk.theme),
        *_clock(found, root),
        *_records(root),
        *_rights(found, root),
        *_encryption(found),
        *_copies(found, root),
        *_keys(found, root),
        *_numbers(found),
        *_pack(pack),
        *_browser(),
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    if not settings.is_set_up:
        yield Finding(Fitness.LOOK, "settings", "there is no clinic.toml, so defaults are used; run: consent-tui setup")
    else:
        yield Finding(Fitness.WELL, "settings", f"read from {settings.source}")
    if settings.kiosk.pin_hash is None:
        yield Finding(
            Fitness.LOOK, "staff PIN", "none is set, so any client can leave the kiosk; run: consent-tui setup"
        )
    else:
        yield Finding(Fitness.WELL, "staff PIN", "is set")


def _screen(*, touch: bool = False, theme: str | None = None) -> Iterator[Finding]:
    unfit = terminal.unfit()
    if unfit is None:
        columns, rows = shutil.get_terminal_size()
        size, seen = (columns, rows), f"{columns} columns, {rows} rows"
        if columns < SMALLEST[0] or rows < SMALLEST[1]:
            yield Finding(Fitness.UNFIT, "size", f"{seen}; make it at least 60 by 18, better 80 by 24")
        elif columns < COMFORTABLE[0] or rows < COMFORTABLE[1]:
            yield Finding(Fitness.LOOK, "size", f"{seen}; 80 by 24 reads better")
        else:
            yield Finding(Fitness.WELL, "size", "{} columns, {} rows".format(*size))
        if touch and (columns < COMFORTABLE[0] or rows < COMFORTABLE[1]):
            yield Finding(Fitness.LOOK, "letters on the screen", f"need 80 by 24 and are not offered in {seen}")
        yield Finding(Fitness.WELL, "terminal", f"can be drawn on (TERM={os.environ.get('TERM', 'unset')})")
    else:
        yield Finding(Fitness.LOOK, "terminal", f"{unfit} Line by line works: consent-tui --plain")
    colours = terminal.colours()
    few = Finding(
        Fitness.LOOK, "colours", f"{colours}; the theme made for few colours is used unless settings say otherwise"
    )
    yield few if colours < 2**24 else Finding(Fitness.WELL, "colours", "16 million")
    if theme is not None and 0 < colours < COLOURS[theme]:
        told = f"{theme} wants more colours than {colours}, so text is harder to read; leave [kiosk] theme unset"
        yield Finding(Fitness.LOOK, "theme", told)
    encoding = codecs.lookup(sys.stdout.encoding or "ascii").name
    narrow = Finding(
        Fitness.UNFIT, "encoding", f"{encoding} cannot show every name; set a UTF-8 locale, as LANG=C.UTF-8"
    )
    yield narrow if encoding != "utf-8" else Finding(Fitness.WELL, "encoding", "UTF-8")
    if encoding == "utf-8":
        yield _signs_shown()


def _signs_shown() -> Finding:
    """Which signs the screens are drawn with; whether the font has them only a person can see."""
    if os.environ.get("TERM") == "linux":
        few = "a bare console has few signs, so plain ones are used, and a signature is only typed"
        return Finding(Fitness.LOOK, "signs", f"{few}; a graphical terminal shows more")
    return Finding(
        Fitness.WELL, "signs", "here stand a bead, a ring, a box and eight dots, if the font has them: ● ◉ ╭─╮ ⣿"
    )


def _clock(settings: Settings, root: Path) -> Iterator[Finding]:
    now = time.time()
    shown = time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(now))
    ledger = root / "ledger"
    latest = max((path.stat().st_mtime for path in ledger.iterdir()), default=0.0) if ledger.is_dir() else 0.0
    if now < max(RELEASED, latest - 60):
        yield Finding(Fitness.UNFIT, "clock", f"shows {shown}, which has passed already; set it")
    else:
        yield Finding(Fitness.WELL, "clock", f"shows {shown}")
    if settings.clinic.zone is None:
        yield Finding(Fitness.LOOK, "time zone", "not set, so that of the machine is used; run: consent-tui setup")
    else:
        yield Finding(Fitness.WELL, "time zone", settings.clinic.zone)


def _records(root: Path) -> Iterator[Finding]:
    from consent_tui.records.folder import Folder

    try:
        Folder.open(root)
    except RecordsFault as fault:
        yield Finding(Fitness.UNFIT, "records folder", str(fault))
        return
    yield Finding(Fitness.WELL, "records folder", f"{root} takes records")
    free = shutil.disk_usage(root).free
    room = Fitness.UNFIT if free < LEAST_FREE else Fitness.LOOK if free < WISE_FREE else Fitness.WELL
    yield Finding(room, "disk", f"{free // 1_000_000} MB free" + ("" if room is Fitness.WELL else "; make room"))


def _encryption(settings: Settings) -> Iterator[Finding]:
    lines, about = settings.records.recipients, "encryption"
    if not lines:
        told = "records are kept in clear; set [records] recipients, or put their folder on an encrypted disk"
        yield Finding(Fitness.LOOK, about, told)
        return
    from consent_tui.records.age import Recipients

    try:
        Recipients(lines).prove()
    except RecordsFault as fault:
        yield Finding(Fitness.UNFIT, about, str(fault))
        return
    if len(lines) == 1:
        told = "records are encrypted to one key alone; if it is lost, so are they: add a recovery key to recipients"
        yield Finding(Fitness.LOOK, about, told)
    else:
        yield Finding(Fitness.WELL, about, f"records are encrypted to {len(lines)} keys")


def _rights(settings: Settings, root: Path) -> Iterator[Finding]:
    from consent_tui.cli.examination_rights import rights

    for unfit, about, says in rights(root, settings.source, pin=settings.kiosk.pin_hash is not None):
        yield Finding(Fitness.UNFIT if unfit else Fitness.LOOK, about, says)


def _copies(settings: Settings, root: Path) -> Iterator[Finding]:
    from consent_tui.cli.examination_copies import copies

    yield from copies(settings, root)


def _keys(settings: Settings, root: Path) -> Iterator[Finding]:
    from consent_tui.records.keys import load

    folder, key = folders.keys(settings), folders.key(settings)
    if root == folder or root in folder.parents:
        yield Finding(Fitness.UNFIT, "key", f"{folder} lies inside the records folder; name another in clinic.toml")
    elif not key.exists():
        yield Finding(Fitness.LOOK, "key", f"there is none at {key} yet; the first start makes it")
    elif os.name != "nt" and stat.S_IMODE(folder.stat().st_mode) & 0o022:
        yield Finding(Fitness.UNFIT, "key", f"other accounts may write to {folder}; run: chmod 700 {folder}")
    else:
        try:
            yield _key(settings, root, load(key))
        except RecordsFault as fault:
            yield Finding(Fitness.UNFIT, "key", str(fault))


def _key(settings: Settings, root: Path, key: Key) -> Finding:
    """A key can be read, and its life may still have ended; or those who verify may not know it."""
    from consent_tui.records import layout, seal, signers

    by, said = settings.kiosk.name, f"{settings.kiosk.name} seals with {key.fingerprint}"
    allowed = root / layout.SIGNERS
    here = signers.load(allowed) if allowed.is_file() else signers.Signers()
    pinned = signers.parse(settings.trust.signers, "pinned signers")
    for ring in (here, pinned):
        objection = ring.objection(by, seal.RECORD, key.public, seal.MOST)
        if objection and (by, seal.RECORD, key.public) in ring.keys:
            return Finding(Fitness.UNFIT, "key", f"{objection}; see docs/keys.md for a new one")
    if pinned.keys and not pinned.allow(by, seal.RECORD, key.public):
        told = "this key is not among the pinned signers, so verify will not know it; add its line to clinic.toml"
        return Finding(Fitness.LOOK, "key", f"{said}; {told}")
    return Finding(Fitness.WELL, "key", said)


def _numbers(settings: Settings) -> Iterator[Finding]:
    for name, number in (("emergency number", settings.safety.emergency), ("crisis number", settings.safety.crisis)):
        unset = Finding(Fitness.LOOK, name, "not set; clients read general words instead; run: consent-tui setup")
        yield unset if number is None else Finding(Fitness.WELL, name, number)


def _pack(given: Path | None) -> Iterator[Finding]:
    from consent_tui.content.folder import bundled
    from consent_tui.content.reading import read as read_pack
    from consent_tui.model.pack import Status

    folder = given or bundled()
    reading = read_pack(folder)
    if reading.pack is None:
        first = next(iter(reading.faults))
        yield Finding(
            Fitness.UNFIT, "pack", f"{first} ({len(reading.faults)} faults); run: consent-tui pack check {folder}"
        )
        return
    name = f"{reading.pack.id} {reading.pack.version}"
    if reading.pack.status is not Status.RELEASED:
        yield Finding(
            Fitness.UNFIT, "pack", f"{name} is {reading.pack.status}; the kiosk starts with a released pack only"
        )
    elif not reading.pack.reviewed_by:
        yield Finding(Fitness.LOOK, "pack", f"{name} has not been reviewed by a clinician (reviewed_by is empty)")
    else:
        yield Finding(Fitness.WELL, "pack", f"{name}, reviewed by {reading.pack.reviewed_by}")


def _browser() -> Iterator[Finding]:
    from consent_tui.browser.running import missing

    lacking = missing()
    if lacking is None:
        yield Finding(Fitness.WELL, "browser", "consent-tui serve can show the kiosk in one")
    else:
        told = f"{lacking} is missing; only who serves it needs it: pip install 'consent-tui[browser]'"
        yield Finding(Fitness.WELL, "browser", told)
