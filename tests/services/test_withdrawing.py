"""A withdrawal at the kiosk: sealed whatever matched, and nobody is told whether anything did."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consent_tui.model.text import Refused
from consent_tui.records.verify import verify_paths
from consent_tui.services.session import CannotSeal
from consent_tui.services.showing import as_text, shown
from consent_tui.services.withdrawing import Withdrawer
from tests.model.later_acts import BORN, CHECKED, CONSENT
from tests.services.desks import KIOSK, KIOSK_KEY, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "records")
    made.keep(CONSENT)
    made.act("front-desk-1", replace(CHECKED, talked=None))
    assert made.word("front-desk-1") == "valid"
    return made


def withdrawer(house: House) -> Withdrawer:
    return Withdrawer(house.folder, KIOSK_KEY, KIOSK, now=house.now, random=os.urandom, zone="Europe/Vienna")


@pytest.mark.parametrize("typed", ["front-desk-1", " Front-Desk-1 "])
def test_number_and_birth_date_withdraw_a_consent(house: House, typed: str) -> None:
    receipt = withdrawer(house).withdraw(typed, BORN)
    assert receipt.number == "front-desk-2"
    act = house.shelf.find("front-desk-2").filed.what
    assert (act.withdrawal.born, act.withdrawal.number, act.practitioner) == (BORN, None, None)
    assert act.about == house.shelf.find("front-desk-1").filed.reference
    assert house.word("front-desk-1") == "withdrawn"
    assert verify_paths([house.root]).exit_code == 0


def test_another_birth_date_is_kept_as_given_and_the_desk_asks(house: House) -> None:
    withdrawer(house).withdraw("front-desk-1", date(1981, 2, 28))
    assert house.shelf.find("front-desk-2").filed.what.withdrawal.born == date(1981, 2, 28)
    assert house.word("front-desk-1") == "awaiting-talk"


def test_a_number_that_matches_nothing_is_kept_as_typed(house: House) -> None:
    receipt = withdrawer(house).withdraw("front  desk 77", BORN)
    act = house.shelf.find(receipt.number).filed.what
    assert (act.about, act.withdrawal.number) == (None, "front desk 77")
    assert house.word("front-desk-1") == "valid"


def test_what_comes_back_is_the_same_whatever_matched(house: House) -> None:
    """`we have noted it` whether or not anything matched."""
    one, other = (withdrawer(house).withdraw(typed, BORN) for typed in ("front-desk-1", "front-desk-99"))
    assert (one.number, other.number) == ("front-desk-2", "front-desk-3")
    assert len(one.fingerprint) == len(other.fingerprint)


def test_it_needs_no_look_into_any_record(house: House) -> None:
    """A kiosk may hold public keys alone."""
    for path in house.root.glob("20*/*/*.toml"):
        path.write_bytes(b"unreadable")
    assert withdrawer(house).withdraw("front-desk-1", BORN).number == "front-desk-2"


def test_what_cannot_be_written_is_said_without_what_was_typed(house: House) -> None:
    (house.root / "ledger" / KIOSK).write_text("broken\n")
    with pytest.raises(CannotSeal) as found:
        withdrawer(house).withdraw("Quendolin", BORN)
    assert found.value.__cause__ is None
    assert "Quendolin" not in str(found.value)


def test_signs_that_no_record_can_hold_are_refused(house: House) -> None:
    with pytest.raises(Refused):
        withdrawer(house).withdraw("front\x1b[2J", BORN)


def told(house: House, number: str) -> str:
    """What `consent-tui show` says, on one line."""
    return " ".join(" ".join(as_text(shown(house.shelf, house.shelf.find(number), house.now()))).split())


def test_shown_by_itself_it_says_which_record_it_is_about_or_what_was_typed(house: House) -> None:
    about = house.shelf.find("front-desk-1").filed.reference
    matched, unmatched = (told(house, withdrawer(house).withdraw(f"front-desk-{n}", BORN).number) for n in (1, 77))
    assert f"about {about.id}" in matched
    assert "number typed: front-desk-77" in unmatched
    assert "about" not in unmatched
    consent = told(house, "front-desk-1")
    assert "front-desk-2 withdrew it" in consent
    since = consent.partition("What happened since")[2].partition("The seal")[0]
    assert "at the kiosk; birth date as in the record" in since
    assert "about" not in since
