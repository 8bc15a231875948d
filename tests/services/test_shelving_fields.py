"""*Search as you type: name, reference, record number, date, flag, words in answers*: each, end to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consent_tui.model.record import AskedQuestion, Client, Record, Signatory, Times
from tests.model.later_acts import CONSENT, SIGNED, TALK
from tests.services.desks import House
from tests.services.shelved import keys, shelves

MEANT = "front-desk-2"


def client(record: Record, name: str, born: date, reference: str, days_ago: int, *asked: str) -> Record:
    at = SIGNED - timedelta(days=days_ago)
    return replace(
        record,
        times=Times(opened=at, signed=at, written=at),
        client=Client(name=name, born=born, age_band="adult", reference=reference),
        signatory=Signatory(role="self", name=name),
        questions=tuple(AskedQuestion(place="touch", words=words) for words in asked),
    )


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Three records that are alike in nothing that is searched, but for the kiosk that all are from."""
    house = House(tmp_path_factory.mktemp("fields") / "records")
    house.keep(client(CONSENT, "Jon Muster", date(1970, 3, 1), "K-900", 40))
    house.keep(client(TALK, "Zoë Müller-Example", date(1980, 2, 29), "AB-123/7", 3, "Does it hurt?"))
    house.keep(client(CONSENT, "Eva Muestra", date(1990, 12, 10), "Q5", 80))
    with shelves(house) as opened:
        yield opened


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("name", ["mueller", "Müller", "zoe exam"]),
        ("born", ["29.2.1980", "29.02.1980", "1980-02-29", "29 February 1980", "29 de febrero de 1980", "2/29/19"]),
        ("reference", ["AB-123/7", "ab1237", "123"]),
        ("number", [MEANT, "FRONT-DESK-2"]),
        ("day", ["18.11.2026", "18 November 2026", "2026-11-18", "18. Nov", "11/18"]),
        ("flags", ["talk", "reden", "hablar"]),
        ("answers", ["hurt", "does hur"]),
    ],
)
def test_a_record_is_found_by_each_of_its_fields_and_no_other_record_is(found, column: str, typed: list[str]) -> None:
    assert {each: keys(found, each) for each in typed} == {each: [MEANT] for each in typed}, column
    assert len(keys(found, "front")) == 3


def test_words_of_several_fields_are_looked_for_together(found) -> None:
    assert keys(found, "müller 29 February 1980 talk 18.11.2026 hurt") == [MEANT]
    assert keys(found, "müller 1 March 1970") == []
