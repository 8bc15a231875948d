"""What the studio works with: reading, drawing, measuring, watching, editing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from consent_tui.content.lexicon import StudioMissing
from consent_tui.content.readability import measure
from consent_tui.content.reading import read
from consent_tui.content.verdict import Reading
from consent_tui.model.acts import Act
from consent_tui.model.facts import Visit
from consent_tui.model.pack import Pack, PageWords
from consent_tui.model.state import State
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from consent_tui.tui.studio.about import Found
from consent_tui.tui.studio.editor import edit
from consent_tui.tui.studio.measures import Measure
from consent_tui.views.shapes import View
from consent_tui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """`read` is quick, `check` thorough. `measure` says how long and hard a page is. `changes` yields once per save.

    `edit` opens a file at a line and returns when its editor has ended; it raises `NoEditor`.
    """

    folder: Path
    read: Callable[[Path], Reading]
    visit: Callable[[Pack], Visit]
    drawer: Callable[[Pack], Callable[[State], View]]
    spoken: Callable[[Pack], Callable[[str], Words]]
    certify: Callable[[Callable[[State], View]], Callable[[State], Act]]
    check: Callable[[Path], Found]
    measure: Callable[[PageWords, str], Measure]
    changes: Callable[[Path], AsyncIterator[object]]
    edit: Callable[[Path, int | None], None]
    clock: Callable[[], datetime]


def furnished(
    folder: Path,
    *,
    check: Callable[[Path], Found],
    drawer: Callable[[Pack], Callable[[State], View]],
    spoken: Callable[[Pack], Mapping[str, Words]],
    certify: Callable[[Callable[[State], View]], Callable[[State], Act]],
) -> Workshop:
    """Return the workshop of a real studio; a clinic's settings play no part in it. Raises `StudioMissing`."""
    try:
        from consent_tui.tui.studio.watching import changes
    except ModuleNotFoundError as missing:
        raise StudioMissing(str(missing.name)) from None
    return Workshop(
        folder=folder,
        read=read,
        check=check,
        visit=lambda pack: visit_of(Settings(), pack, zone="UTC", clock=None),
        drawer=drawer,
        spoken=lambda pack: spoken(pack).__getitem__,
        certify=certify,
        measure=lambda page, language: measure((block.plain for block in page.body), language),
        changes=changes,
        edit=edit,
        clock=datetime.now,
    )
