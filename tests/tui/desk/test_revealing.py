"""Private answers behind a key: shown on screen by `R`, covered by it again and by whatever leads away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.desk.bench import Practice, flat, of, press, reviewing, told

NOTE = "When I was ten."
PRIVATE = "a private answer"


@pytest.fixture
def practice(tmp_path) -> Practice:
    """A client who told something in confidence, and said more about it."""
    practice = Practice(tmp_path / "records")
    screening = tuple(
        replace(each, note=NOTE) if each.id == "trauma" else each for each in told("talk-private").screening
    )
    assert any(each.note for each in screening)
    practice.keep(of("talk-private", "Ana Example", screening=screening))
    return practice


async def parts(pilot, session, those: str) -> dict[str, str]:
    """What is drawn in these parts of the open record, on screen and below it."""
    found = {}
    for part in those:
        shown = await press(pilot, part)
        found[part] = flat(" ".join((shown, *session.seen.lines)))
    return found


async def test_a_key_shows_private_answers_and_covers_them_again(practice):
    """*Private answers behind a key.*"""
    async with reviewing(practice) as (pilot, _, session):
        assert "Private answers other than no: 1. R shows them." in flat(await press(pilot, "enter"))
        covered = await parts(pilot, session, "345621")
        assert [part for part, text in covered.items() if NOTE in text] == []
        assert PRIVATE in covered["1"]
        shown = flat(await press(pilot, "r"))
        assert f'"{NOTE}"' in shown
        assert "Yes: Have you lived through" in shown
        assert "R shows them" not in shown
        assert "R Cover" in shown
        assert NOTE in (await parts(pilot, session, "2"))["2"]
        await press(pilot, "r")
        assert await parts(pilot, session, "21") == {part: covered[part] for part in "21"}


@pytest.mark.parametrize("away", [("escape", "enter"), ("f9", "enter")], ids=["the list", "the lock"])
async def test_whatever_leads_away_covers_them(practice, away):
    """*Leaving the record or locking the desk covers them.*"""
    async with reviewing(practice) as (pilot, _, session):
        assert NOTE in flat(await press(pilot, "enter", "r"))
        shown = flat(await press(pilot, *away))
        assert NOTE not in shown
        assert PRIVATE in shown
        assert not session.desk.revealed


async def test_an_act_does_not_carry_what_was_revealed(practice):
    """What is sealed names the question alone, and a copy covers its answer."""
    async with reviewing(practice) as (pilot, _, _):
        shown = await press(pilot, "enter", "r", "n", "2", "enter")
        assert 'private = ["trauma"]' in shown
        assert NOTE not in shown
        await press(pilot, "enter")
        assert NOTE not in (practice.shelf.find("ada-1").data.decode())
