"""What differs, told in words, private answers covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.copies import diff, text
from consent_tui.copies.shown import Shown
from consent_tui.model import differing
from consent_tui.model.differing import Part
from consent_tui.model.pack import Pack
from consent_tui.model.record import Choices, Record
from consent_tui.model.recording import recorded
from consent_tui.services.showing import spoken
from consent_tui.words import OWN, load
from tests.copies.told import RICH, shown
from tests.model.finishing import finish
from tests.model.later_acts import CONSENT
from tests.model.packs import pack, packs, rule
from tests.model.profiles import walked
from tests.model.walks import Walk, walks

NEWER = replace(
    RICH,
    client=replace(RICH.client, name="Ana Sample"),
    signatory=None,
    screening=(
        replace(RICH.screening[0], answer="yes"),
        replace(RICH.screening[1], words="Pregnant?"),
        replace(RICH.screening[2], answer="no"),
    ),
    choices=Choices(avoid=("feet",), goals="sleep", matters="music"),
    content=replace(RICH.content, version="2.0.0", digest="sha256:" + "1" * 64),
)


def told(old: Record, new: Record, language: str = "en", **changes) -> str:
    """What differs, as text."""
    sides: tuple[Shown, Shown] = (shown(old, **changes), shown(new, **changes))
    return "\n".join(text.lines(diff.between(*sides, old, new, load(language))))


def since(what: Record, today: Pack, **changes) -> str:
    return "\n".join(text.lines(diff.since(shown(what, **changes), what, today, spoken)))


def test_an_area_is_called_as_in_the_pack_of_the_later_record() -> None:
    assert "  - Feet and toes: before: may touch; now: do not touch" in told(
        RICH, NEWER, areas={"feet": "Feet and toes"}
    )


def test_two_records_are_told_in_the_order_in_which_it_matters() -> None:
    assert told(RICH, NEWER).splitlines() == [
        "What differs",
        "front-desk-42: Consent, 21 November 2026",
        "front-desk-42: Consent, 21 November 2026",
        "Name or birth date differ. These may be two people.",
        "",
        "Health questions",
        "  - Do you have a fever?: before: No; now: Yes",
        "  - Pregnant? Asked in other words; the answer is the same: Not sure",
        "  - Private questions that differ: 1. They are covered here.",
        "",
        "Touch",
        "  - feet: before: may touch; now: do not touch",
        "",
        "Permissions",
        "  - May we write?: before: no; now: nothing",
        "",
        "In their own words",
        "  - Matters to them: before: quiet; now: music",
        "",
        "People",
        "  - Name: before: Ana Example; now: Ana Sample",
        "  - For: before: as a legal guardian; now: nothing",
        "  - Decided by: before: Eva Example; now: nothing",
        "",
        "Content",
        "  - Content: before: tiny 1.0.0; now: tiny 2.0.0",
    ]


def test_private_answers_are_covered_unless_revealed() -> None:
    assert "Have you been hurt?" not in told(RICH, NEWER)
    assert "Have you been hurt?: before: Yes; now: No" in told(RICH, NEWER, revealed=True)
    covered = told(RICH, NEWER, private=None)
    assert "Private questions that differ: 3." in covered
    assert "fever" not in covered


@settings(walked, max_examples=60)
@given(walks(), walks())
def test_any_two_records_are_told_in_every_language(one: Walk, other: Walk) -> None:
    """No code is left without its words: a code that the words lack would be told bare, or not at all."""
    records = [_record(walk) for walk in (one, other)]
    if None in records:
        return
    old, new = records
    for language in OWN:
        said = told(old, new, language, revealed=True)
        found = differing.between(old, new)
        assert len([line for line in said.splitlines() if line.startswith("  - ")]) == len(found)
        for code in ("unsure", "person", "avoid", "clearance", "undecided", "missed"):
            assert f": {code};" not in said.replace(": clearance;", "")
    assert told(old, old).endswith(load("en")("diff.nothing"))


def _record(walk: Walk) -> Record | None:
    kind = next((t.after.kind for t in walk.turns if t.after.kind), None)
    case = next((t.after.case for t in walk.turns if t.after.kind), None)
    return recorded(case, kind) if case and kind else None


def test_today_s_pack_is_told_as_new_gone_and_in_other_words() -> None:
    old = pack(questions=(rule("a"), rule("b")))
    record = finish(Walk.of(old))
    today = replace(pack(pages=3, questions=(rule("a"), rule("new"))), digest="sha256:" + "1" * 64, version="2")
    asks = {**today.words["en"].questions, "a": replace(today.words["en"].questions["a"], ask="Other?")}
    today = replace(today, words={**today.words, "en": replace(today.words["en"], questions=asks)})
    said = since(record, today).splitlines()
    assert "Today's content: small 2" in said
    assert "  - In other words: Other?" in said
    assert "  - New: You: en new 112" in said
    assert "  - No longer there: You: en b 112" in said
    assert "  - New: en page-2 112" in said
    assert said[-1] == "  - before: small 1; now: small 2"


def test_a_question_that_is_private_today_is_covered_too() -> None:
    record = finish(Walk.of(pack(questions=(rule("a"),))))
    today = replace(pack(questions=(rule("a"), rule("new", private=True))), digest="sha256:" + "1" * 64)
    assert "en new" not in since(record, today)
    assert "Private questions that differ: 1." in since(record, today)
    assert "New: You: en new 112" in since(record, today, revealed=True)


def test_nothing_differs_from_the_very_pack_of_the_record() -> None:
    of = pack(questions=(rule("a"),))
    assert since(finish(Walk.of(of)), of).endswith("Nothing differs.")


@settings(deadline=None, max_examples=30)
@given(today=packs(), revealed=st.booleans())
def test_any_pack_is_told_about_any_record(today: Pack, *, revealed: bool) -> None:
    said = since(CONSENT, replace(today, digest="sha256:" + "1" * 64), revealed=revealed)
    assert "before: tiny 1.0.0; now: small 1" in said


@pytest.mark.parametrize("language", OWN)
@pytest.mark.parametrize("part", Part)
def test_every_part_has_a_title(language: str, part: Part) -> None:
    assert load(language)(f"diff.part.{part}")
