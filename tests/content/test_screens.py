"""The rows that the check counts are those that the kiosk draws at 80x24."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.content.folder import gather
from consent_tui.content.manuscript import manuscript
from consent_tui.content.passages import filler
from consent_tui.content.screens import rows, screens
from consent_tui.model.journey import Step
from consent_tui.model.pack import Shape
from consent_tui.services.rehearsing import rehearse
from tests.content.small_pack import edited, write
from tests.scenarios.stage import NOW, certify, draw, visit
from tests.scenarios.stage import pack as packed
from tests.scenarios.stage import sheet as answer_sheet
from tests.tui.stage import playing

TINY = Path(__file__).parents[1] / "packs" / "tiny"


def states(tmp_path: Path):
    """Where an encounter stands on each page."""
    found = {}

    def front(session, walker) -> None:
        while (act := walker.decide(session.state)) is not None:
            if session.state.place.step is Step.PAGES:
                found.setdefault(session.state.place.item, session.state)
            session.post(act, session.state.revision)

    rehearse(answer_sheet(tmp_path), packed(TINY), visit(TINY), front, certify=certify, clock=lambda: NOW)
    return found


async def test_a_page_has_as_many_rows_as_the_kiosk_draws(tmp_path: Path) -> None:
    written, _ = manuscript(gather(TINY))
    english, pack = written.words["en"], read(TINY).pack
    assert pack is not None
    filled = filler(english)
    for id_, state in states(tmp_path).items():
        async with playing(draw(state)) as (_, app, _session):
            drawn = sum(part.outer_size.height + part.styles.margin.bottom for part in app.kiosk.sheet.children)
            shown = app.kiosk.sheet.size.height
        words, chart = pack.words["en"].pages[id_], next(p.chart for p in pack.pages if p.id == id_)
        counted = rows(
            words.title, [(b.shape, filled(b.plain)) for b in words.body], len(pack.evidence) if chart else 0
        )
        assert drawn <= counted <= drawn + 2, id_
        taken = screens(english.pages[id_], written, english, chart=chart)
        assert (taken - 1) * shown < drawn <= taken * shown + 1, id_


@pytest.mark.parametrize(
    ("blocks", "more"),
    [
        ([(Shape.PARAGRAPH, "word")], 2),
        ([(Shape.PARAGRAPH, "word"), (Shape.PARAGRAPH, "word")], 4),
        ([(Shape.POINT, "word"), (Shape.POINT, "word")], 3),  # points stand close
        ([(Shape.POINT, "word"), (Shape.NOTE, "word")], 4),
        ([(Shape.PARAGRAPH, "word " * 13 + "end")], 2),  # 68 columns
        ([(Shape.PARAGRAPH, "word " * 13 + "ends")], 3),
    ],
)
def test_paragraphs_take_their_lines_and_a_space_below(blocks: list[tuple[Shape, str]], more: int) -> None:
    assert rows("Title", blocks) - rows("Title", []) == more


def test_a_page_of_the_smallest_kind_takes_one_screen(tmp_path: Path) -> None:
    written, _ = manuscript(gather(write(tmp_path, edited("en/pages/rights.md", "{fee}", ""))))
    files = written.words["en"]
    assert screens(files.pages["rights"], written, files, chart=False) == 1
