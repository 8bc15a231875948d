"""The studio's keys, each with what it does. A press on a line does the same."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.studio import saying
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.hanging import Labelled
from consent_tui.tui.widgets.pressable import SmallKey

LABEL = 14


class Manual(Vertical):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self) -> None:
        super().__init__(id="manual")

    def compose(self) -> ComposeResult:
        glyphs = glyphs_of(self.app.theme)
        yield Static("Keys of the studio", classes="title", markup=False)
        with VerticalScroll(id="manual-lines", can_focus=False):
            for name, does in saying.HELP:
                yield Labelled(Content.styled(name, "bold"), Content(glyphs.plain(does)), LABEL)
            for key in saying.all_keys():
                yield SmallKey(key, 0)
