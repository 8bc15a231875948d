"""The evidence as a chart: how many people, which way results point, how sure. Every figure is also said in words.

`─────●━━●───`: the middle is no difference; a line between two beads means that results differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual.content import Content
from textual.widget import Widget

from consent_tui.tui.glyphs import Glyphs, glyphs_of
from consent_tui.tui.styles import beside
from consent_tui.views.parts import Chart, ChartRow

BAR = 6  # cells of the longest bar, in halves
STRIP = 13  # cells from worse to better; odd, so that there is a middle
SHORT_STRIP = 11  # where words are long
DOTS = 4

Part = tuple[str, str]


def bar(share: float, glyphs: Glyphs) -> str:
    """Return a bar whose scale starts at 0; whoever took part at all shows as half a cell."""
    halves = max(1, round(share * BAR * 2)) if share > 0 else 0
    return (glyphs.bar * (halves // 2) + glyphs.half_bar * (halves % 2)).ljust(BAR)


def place_on_strip(result: float, length: int = STRIP) -> int:
    return round((max(-1.0, min(1.0, result)) + 1) / 2 * (length - 1))


def strip(results: tuple[float, ...], glyphs: Glyphs, length: int = STRIP) -> list[Part]:
    """Return the cells of a strip, each with its role."""
    beads = [place_on_strip(result, length) for result in results]
    cells: list[Part] = []
    for cell in range(length):
        if cell in beads:
            cells.append((glyphs.full, "$pine"))
        elif beads and min(beads) < cell < max(beads):
            cells.append((glyphs.heavy, "$pine"))
        elif cell == length // 2:
            cells.append((glyphs.middle, "$ink"))
        else:
            cells.append((glyphs.rule, "$quiet"))
    return cells


def dots(number: int, glyphs: Glyphs) -> str:
    return glyphs.full * number + glyphs.empty * (DOTS - number)


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is; one that finds no room is 0."""

    condition: int
    studies: int
    bar: int
    people: int
    strip: int
    found: int
    sure: int

    @property
    def width(self) -> int:
        """All of them, with the blanks between."""
        between = 1 + 1 + bool(self.bar) + 2 + 2 * bool(self.strip) + 1 + DOTS + 1
        shown = (self.condition, self.studies, self.bar, self.people, self.strip, self.found, self.sure)
        return sum(shown) + between

    @classmethod
    def of(cls, chart: Chart, glyphs: Glyphs, width: int) -> Columns:
        """Words and numbers come first, then the strip, then the bar."""
        least = cls(
            condition=max((len(row.condition) for row in chart.rows), default=0),
            studies=max([1] + [len(_number(row.studies, glyphs)) for row in chart.rows]),
            bar=0,
            people=max([1] + [len(_number(row.people, glyphs)) for row in chart.rows]),
            strip=0,
            found=max([len(chart.heads[4])] + [len(row.found) for row in chart.rows]),
            sure=max((len(row.certainty) for row in chart.rows), default=0),
        )
        wider = (replace(least, bar=bar, strip=cells) for bar, cells in ((BAR, STRIP), (0, STRIP), (0, SHORT_STRIP)))
        return next((columns for columns in wider if columns.width <= width), least)


class ChartTable(Widget):
    """A line an illness, and a legend. Where the screen is narrow the strip gives way to the words."""

    DEFAULT_CSS = beside(__file__)
    SCOPED_CSS = False

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart

    def render(self) -> Content:
        glyphs = glyphs_of(self.app.theme)
        columns = Columns.of(self._chart, glyphs, self.content_size.width or 72)
        lines = [*self._heads(glyphs, columns), *(_line(row, glyphs, columns) for row in self._chart.rows)]
        return Content("\n").join([*lines, Content(""), Content.styled(glyphs.plain(self._chart.legend), "$quiet")])

    def _heads(self, glyphs: Glyphs, columns: Columns) -> Iterator[Content]:
        """Trials above, people below, each ending over its numbers: the words are wider than those."""
        trials, people, worse, better, found, sure = (glyphs.plain(head) for head in self._chart.heads)
        over = columns.condition + 1 + columns.studies
        yield Content.styled(trials.rjust(over), "$quiet")
        text = people.rjust(over + 1 + columns.bar + bool(columns.bar) + columns.people) + "  "
        if columns.strip:
            text += worse + better.rjust(columns.strip - len(worse)) + "  "
        yield Content.styled(text + found.ljust(columns.found + 1) + sure, "$quiet")


def _line(row: ChartRow, glyphs: Glyphs, columns: Columns) -> Content:
    parts: list[Part] = [(glyphs.plain(row.condition).ljust(columns.condition + 1), "bold")]
    parts.append((_number(row.studies, glyphs).rjust(columns.studies) + " ", ""))
    if columns.bar:
        parts.append((f"{bar(row.share, glyphs)} ", "$pine"))
    parts.append((_number(row.people, glyphs).rjust(columns.people) + "  ", ""))
    if columns.strip:
        parts += [*strip(row.results, glyphs, columns.strip), ("  ", "")]
    parts += [(glyphs.plain(row.found).ljust(columns.found + 1), ""), (dots(row.dots, glyphs), "")]
    parts.append((f" {glyphs.plain(row.certainty)}", ""))
    return Content.assemble(*parts)


def _number(number: int | None, glyphs: Glyphs) -> str:
    return glyphs.plain("–" if number is None else str(number))
