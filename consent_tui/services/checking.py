"""Checks a pack from end to end: what the kiosk's reader finds, what clients can read and must be told, what was
released, and whether every scenario ends as its author expects. For the studio, never for the kiosk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from consent_tui.content import duty, plainness, release, screens
from consent_tui.content.faults import Fault
from consent_tui.content.folder import answer_sheets
from consent_tui.content.manuscript import Manuscript
from consent_tui.content.plainness import Grade
from consent_tui.content.reading import in_order, opened
from consent_tui.content.verdict import Reading
from consent_tui.model.pack import Pack
from consent_tui.services.exercising import Progress, exercised, unexercised
from consent_tui.services.walker import Certify


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """A page as clients meet it: `main` is what all read, `more` what stands below *Learn more*."""

    language: str
    page: str
    file: str
    screens: int  # of 80x24, the main part
    main: Grade
    more: Grade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All that is wrong with a pack, and all that its author should know. Only without `faults` may it be released."""

    reading: Reading
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    pages: tuple[PageLook, ...]
    scenarios: int  # that were run


def check(
    folder: Path,
    *,
    certify: Callable[[Pack], Certify],
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> Checked:
    """Check a pack; `certify` gives what ticks the line before signing, whose words are the views'.

    Nothing is written, and nothing of the clinic's settings plays a part. Raises `StudioMissing`.
    """
    found = opened(folder)
    reading, written = found.reading, found.written
    if written is None:
        return Checked(reading=reading, faults=reading.faults, warnings=(), pages=(), scenarios=0)
    graded = plainness.grades(written)
    faults = [
        *reading.faults,
        *duty.faults(written),
        *plainness.faults(written, graded),
        *screens.faults(written),
        *release.refused(written, reading.digest),
    ]
    warnings = [*reading.warnings, *plainness.warnings(written, graded), *release.misnumbered(written)]
    sheets = answer_sheets(folder)
    paths = [folder / path for path in sheets.files]
    ran = exercised(paths, reading.pack, certify=certify, clock=clock, progress=progress)
    faults += [*sheets.faults, *ran.faults]
    if reading.pack is not None and not ran.faults:
        warnings += unexercised(reading.pack, ran.met, written.screening)
    return Checked(
        reading=reading,
        faults=in_order(faults),
        warnings=in_order(set(warnings) - set(faults)),
        pages=tuple(_pages(written, graded)),
        scenarios=len(ran.met),
    )


def _pages(written: Manuscript, graded: Iterable[Grade]) -> Iterator[PageLook]:
    parts = {(grade.language, grade.page, grade.more): grade for grade in graded}
    charts = {rule.id for rule in written.pages.model.page if rule.chart}
    for (language, id_, more), main in parts.items():
        files = written.words[language]
        if not more:
            page = files.pages[id_]
            yield PageLook(
                language=language,
                page=id_,
                file=page.head.shown,
                screens=screens.screens(page, written, files, chart=id_ in charts),
                main=main,
                more=parts.get((language, id_, True)),
            )
