"""What the studio works with, put together by `wiring`: reading, drawing, measuring, watching, editing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from consent_tui.content.verdict import Reading
from consent_tui.model.acts import Act
from consent_tui.model.facts import Visit
from consent_tui.model.pack import Pack, PageWords
from consent_tui.model.state import State
from consent_tui.tui.studio.about import Found
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
