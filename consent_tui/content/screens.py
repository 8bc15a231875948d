"""How many screens of 80x24 a page takes, so that a client sees it in one or two.

The widths and rows are those of the kiosk's sheet at that size; a test compares them with what it draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from textwrap import wrap

from consent_tui.content.faults import Fault
from consent_tui.content.manuscript import Manuscript, Page, Wordings
from consent_tui.content.pages import MORE
from consent_tui.content.passages import filler
from consent_tui.model.pack import Shape

MOST = 2  # screens a page
SHEET = 16  # rows of a page that a screen shows
COLUMNS = {Shape.PARAGRAPH: 68, Shape.POINT: 66, Shape.NOTE: 67}
TITLE = 72  # columns
AROUND = 4  # rows: above the title, below it, the small keys, and the last line where it has no room beside them
CLOSE = (Shape.POINT, Shape.NOTE)  # stand close to the next of their kind
CHART = 5  # rows of the evidence chart beside one per claim: its heads, its legend, its space


def faults(written: Manuscript) -> Iterator[Fault]:
    for files in written.words.values():
        for rule in written.pages.model.page:
            page = files.pages.get(rule.id)
            taken = screens(page, written, files, chart=rule.chart) if page else 0
            if page and taken > MOST:
                what = f"the page takes {taken} screens of 80x24, and {MOST} are the most"
                todo = f'move some of it below "## {MORE}", or make two pages of it'
                yield page.fault(what, todo, page.body.blocks[0].first)


def screens(page: Page, written: Manuscript, files: Wordings, *, chart: bool) -> int:
    """Return the screens of a page's main part; settings are filled in with the program's words for them."""
    filled = filler(files)
    blocks = [(placed.block.shape, filled(placed.block.plain)) for placed in page.body.blocks]
    claims = len(written.evidence.model.claim) if chart else 0
    return max(1, ceil((rows(page.head.model.title, blocks, claims) - 1) / SHEET))  # the last line may be elsewhere


def rows(title: str, blocks: Sequence[tuple[Shape, str]], claims: int = 0) -> int:
    """Return the rows of a page's main part, at most one too many; `claims` are the lines of the chart on it."""
    text = sum(_lines(words, COLUMNS[shape]) for shape, words in blocks)
    shapes = [shape for shape, _ in blocks]
    spaces = sum(above not in CLOSE or below is not above for above, below in pairwise(shapes))
    return AROUND + _lines(title, TITLE) + text + spaces + bool(blocks) + (claims + CHART if claims else 0)


def _lines(text: str, columns: int) -> int:
    return max(1, len(wrap(text, columns, break_on_hyphens=False)))
