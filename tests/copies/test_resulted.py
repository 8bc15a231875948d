"""What a client's copy says about the answers: the words of the kiosk, in each of them, and no private answer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from consent_tui.content.scenario import read_scenario
from consent_tui.copies.document import Paragraph, Point, Tone
from consent_tui.copies.seen import Seen
from consent_tui.model.record import Record
from consent_tui.services.session import Session
from consent_tui.services.showing import spoken
from consent_tui.services.walker import Walker
from consent_tui.views.shapes import ResultSheet
from tests.scenarios.stage import CRANIOSACRAL, draw, pack, run

PRIVATE = frozenset(rule.id for rule in pack(CRANIOSACRAL).questions if rule.private)
SHEETS = sorted(path.stem for path in CRANIOSACRAL.glob("scenarios/*.toml"))


@cache
def met(name: str) -> tuple[Record | None, ResultSheet | None]:
    """The record of a scenario, and the last result that the kiosk showed on the way."""
    shown: list[ResultSheet] = []

    def front(session: Session, walker: Walker) -> None:
        while (act := walker.decide(session.state)) is not None:
            if isinstance(sheet := draw(session.state).sheet, ResultSheet):
                shown.append(sheet)
            session.post(act, session.state.revision)

    done = run(read_scenario(CRANIOSACRAL / "scenarios" / f"{name}.toml"), front=front, folder=CRANIOSACRAL)
    return done.record, shown[-1] if shown else None


def told(record: Record) -> list[Paragraph | Point]:
    return list(Seen(record, pack(CRANIOSACRAL), PRIVATE.__contains__, spoken).result())


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_what_the_kiosk_said(name: str) -> None:
    """Title, reason and what to do, in the same words and order; nothing where no result is kept."""
    record, sheet = met(name)
    if record is None or record.disposition is None or sheet is None:
        assert record is None or told(record) == [] or sheet is None
        return
    title, *rest = told(record)
    assert (title.words, title.tone) == (flat(sheet.title), Tone.STRONG)
    assert [each.words for each in rest] == [flat(para.plain) for para in (*sheet.why, *sheet.now)]


def test_most_of_the_scenarios_keep_a_result() -> None:
    kept = [name for name in SHEETS if (record := met(name)[0]) and met(name)[1] and record.disposition]
    assert len(kept) > 50


def test_a_private_answer_is_never_named() -> None:
    record, _ = met("talk-private")
    assert record
    said = " ".join(each.words for each in told(record))
    assert spoken("en")("result.private") in said
    words = pack(CRANIOSACRAL).words["en"].questions
    assert not any(words[each].told in said for each in PRIVATE)


def test_words_that_the_pack_lacks_are_left_out() -> None:
    record, _ = met("plain-consent")
    assert record
    gone = replace(pack(CRANIOSACRAL), words={"en": replace(pack(CRANIOSACRAL).words["en"], results={})})
    assert list(Seen(record, gone, PRIVATE.__contains__, spoken).result()) == []
