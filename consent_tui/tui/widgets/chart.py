"""The evidence as a chart: how many people, which way results point, how sure. Every figure is also said in words.

`─────●━━●───`: the middle is no difference; a line between two beads means that results differ.
"""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.views.parts import Chart, ChartRow

BAR = 6  # cells of the longest bar, in halves
STRIP = 13  # cells from worse to better; odd, so that there is a middle
DOTS = 4

Part = tuple[str, str]


def bar(share: float, glyphs: Glyphs) -> str:
    """Return a bar whose scale starts at 0; whoever took part at all shows as half a cell."""
    halves = max(1, round(share * BAR * 2)) if share > 0 else 0
    return (glyphs.bar * (halves // 2) + glyphs.half_bar * (halves % 2)).ljust(BAR)


def place_on_strip(result: float) -> int:
    return round((max(-1.0, min(1.0, result)) + 1) / 2 * (STRIP - 1))


def strip(results: tuple[float, ...], glyphs: Glyphs) -> list[Part]:
    """Return the cells of a strip, each with its role."""
    beads = [place_on_strip(result) for result in results]
    cells: list[Part] = []
    for cell in range(STRIP):
        if cell in beads:
            cells.append((glyphs.full, "$pine"))
        elif beads and min(beads) < cell < max(beads):
            cells.append((glyphs.heavy, "$pine"))
        elif cell == STRIP // 2:
            cells.append((glyphs.middle, "$ink"))
        else:
            cells.append((glyphs.rule, "$quiet"))
    return cells


def dots(number: int, glyphs: Glyphs) -> str:
    return glyphs.full * number + glyphs.empty * (DOTS - number)


class ChartTable(Widget):
    """A line an illness, and a legend. At least 70 columns wide; below that the strip gives way to the words."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart

    def render(self) -> Content:
        glyphs, rows, heads = glyphs_of(self.app.theme), self._chart.rows, self._chart.heads
        width = self.content_size.width or 72
        first = max((len(row.condition) for row in rows), default=0)
        found = max(len(heads[3]), *(len(row.found) for row in rows)) if rows else 0
        sure = max((len(row.certainty) for row in rows), default=0)
        people = max([3] + [len(_people(row, glyphs)) for row in rows])
        with_bar = first + 2 + BAR + people + 2 + STRIP + 2 + found + 1 + DOTS + 1 + sure <= width
        with_strip = with_bar or first + 1 + people + 2 + STRIP + 2 + found + 1 + DOTS + 1 + sure <= width
        lines = [self._heads(glyphs, first, people + (BAR + 1) * with_bar, found, strip_shown=with_strip)]
        for row in rows:
            parts: list[Part] = [(glyphs.plain(row.condition).ljust(first + 1), "bold")]
            if with_bar:
                parts.append((f"{bar(row.share, glyphs)} ", "$pine"))
            parts.append((_people(row, glyphs).rjust(people) + "  ", ""))
            if with_strip:
                parts += [*strip(row.results, glyphs), ("  ", "")]
            parts += [(glyphs.plain(row.found).ljust(found + 1), ""), (dots(row.dots, glyphs), "")]
            parts.append((f" {glyphs.plain(row.certainty)}", ""))
            lines.append(Content.assemble(*parts))
        lines += [Content(""), Content.assemble((glyphs.plain(self._chart.legend), "$quiet"))]
        return Content("\n").join(lines)

    def _heads(self, glyphs: Glyphs, first: int, people: int, found: int, *, strip_shown: bool) -> Content:
        names = [glyphs.plain(head) for head in self._chart.heads]
        ends = names[1] + names[2].rjust(STRIP - len(names[1])) + "  " if strip_shown else ""
        text = " " * (first + 1) + names[0].ljust(people)[:people] + "  " + ends + names[3].ljust(found + 1) + names[4]
        return Content.assemble((text, "$quiet"))


def _people(row: ChartRow, glyphs: Glyphs) -> str:
    return glyphs.plain("–" if row.people is None else str(row.people))
