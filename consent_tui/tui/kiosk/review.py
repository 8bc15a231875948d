"""Everything that the record will say, line by line; each line leads back to where it was said."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.tui.styles import beside
from consent_tui.tui.widgets.pressable import Pressable, chip
from consent_tui.views.parts import Fact
from consent_tui.views.shapes import ReviewSheet

CAPS = "123456789CDEFGIJKLMNOPQRSTUVWXYZ"  # A, B and H are keys of every screen; further lines are reached by Tab
LABEL = 24  # columns at most; a longer label goes on before its words


class ReviewLine(Pressable):
    """A cap, a label, and what the record will say."""

    def __init__(self, fact: Fact, cap: str, revision: int, column: int) -> None:
        super().__init__(f"line-{fact.cap}", cap, fact.act, revision, classes="reviewed")
        self._fact, self._column = fact, column
        self.can_focus = fact.act is not None

    def parts(self) -> tuple[Content, Content]:
        plain, fact = self.glyphs.plain, self._fact
        mark = f"{self.glyphs.mark(fact.mark)} " if fact.mark else ""
        cap = chip(self.cap or " ") if fact.act else ("   ", "")
        lead = Content.assemble(self.here(), cap, "  ")
        label, value = plain(fact.label), mark + plain(fact.value)
        if len(label) > self._column:
            return lead, Content.assemble((f"{label}  ", "bold"), value)
        return lead + Content.styled(label.ljust(self._column + 2), "bold"), Content(value)


class Review(Sheet[ReviewSheet]):
    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def compose(self) -> ComposeResult:
        sheet = self.sheet
        yield from self.head(sheet.title)
        yield from self.prose(sheet.prose)
        column = max((len(f.label) for f in sheet.facts if len(f.label) <= LABEL), default=0)
        caps = iter(CAPS)
        for fact in sheet.facts:
            yield ReviewLine(fact, next(caps, "") if fact.act else "", self.revision, column)

    def forward(self) -> bool:
        """What is to be signed is seen to its end first."""
        return self.turn_over()
