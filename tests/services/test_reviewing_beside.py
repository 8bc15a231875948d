"""What a desk compares an open record with, and what it covers of both. Nobody in here exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consent_tui.model.desk_acts import Part
from consent_tui.model.record import Record
from consent_tui.services.reviewing import Review
from consent_tui.services.unlocking import Latch
from tests.services.desks import House
from tests.services.shelved import named, shelves
from tests.tui.desk.bench import NOW, Practice, told

BY_NAME = "was found by name and birth date. Neither record names the other."


@pytest.fixture
def house(tmp_path) -> Practice:
    return Practice(tmp_path / "records")


def answered(record: Record, question: str, answer: str) -> Record:
    """The same with another answer to one question."""
    changed = [replace(each, answer=answer) if each.id == question else each for each in record.screening]
    assert changed != list(record.screening)
    return replace(record, screening=tuple(changed))


def differs(house: House, key: str, *, reveal: bool = False) -> str:
    with shelves(house) as found:
        review = Review(found, house.shelf, None, Latch(None, None), now=lambda: NOW)
        return "\n".join(review.part(review.opened(key, reveal=reveal), Part.DIFFERS))


def earlier(house: House) -> None:
    """A consent of somebody whose answer to a private question is another one in the next."""
    house.keep(answered(told("talk-private"), "trauma", "no"))


@pytest.mark.parametrize("linked", [True, False])
def test_private_answers_that_differ_are_shown_once_they_are_asked_for(house: Practice, linked: bool) -> None:
    """`R` on this page does what `consent-tui show --against NUMBER --private` does."""
    earlier(house)
    before = house.shelf.find("front-desk-1").filed.reference if linked else None
    record = replace(told("talk-private"), supersedes=before)
    house.keep(record)
    (asked,) = (" ".join(each.words.split()) for each in record.screening if each.id == "trauma")
    covered, revealed = differs(house, "front-desk-2"), differs(house, "front-desk-2", reveal=True)
    assert asked not in covered
    assert "Private questions that differ: 1." in covered
    assert f"{asked}: before: No; now: Yes" in revealed
    assert (BY_NAME in covered) is not linked


def test_a_client_who_came_back_without_the_number_is_found_by_name_and_birth_date(house: Practice) -> None:
    """The newest other consent is the one to compare with; it works from both, and one that is alone finds none."""
    house.keep(told("plain-consent"))
    assert BY_NAME not in differs(house, "front-desk-1")
    house.keep(told("areas-avoided"))
    house.keep(told("talk-private"))
    assert f"front-desk-2 {BY_NAME}" in differs(house, "front-desk-3")
    for key in ("front-desk-1", "front-desk-2"):
        assert f"front-desk-3 {BY_NAME}" in differs(house, key)
        assert differs(house, key).count("front-desk-3: Consent") == 1


def test_neither_another_birth_date_nor_half_a_name_is_the_same_client(house: Practice) -> None:
    record = told("plain-consent")
    assert record.client
    house.keep(named(record, f"{record.client.name} Sample"))
    house.keep(replace(record, client=replace(record.client, born=date(1981, 3, 1))))
    house.keep(record)
    assert BY_NAME not in differs(house, "front-desk-3")
