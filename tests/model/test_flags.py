"""Flags: what somebody still has to do about a record, the gravest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from consent_tui import words
from consent_tui.model.entry import State
from consent_tui.model.flags import Flag, flags_of, flags_of_act, ordered
from consent_tui.model.later import Note, Topic
from consent_tui.model.record import Disposed, Kind, Record, Screened, TaughtBack
from consent_tui.model.standing import standing
from tests.model.later_acts import (
    ASKED,
    AT_DESK,
    AT_KIOSK,
    BORN,
    CHECKED,
    CLEARANCE_NEEDED,
    CLEARED,
    CONSENT,
    DIGEST,
    DOUBT,
    FOR_A_CHILD,
    SIGNED,
    TALK,
    act,
    filed,
)

PRIVATE = frozenset({"trauma"})
TOLD = replace(CONSENT, screening=(Screened(id="trauma", words="…", language="en", answer="unsure"),))


def flags(record: Record, *acts, private: frozenset[str] | None = None) -> tuple[Flag, ...]:
    stands = standing(filed(record, 42, "front-desk", DIGEST), acts, SIGNED + timedelta(hours=2))
    return flags_of(record, stands, acts, private)


MISSED = TaughtBack(id="stop", words="…", language="en", flagged=True)
LOWERED = Disposed(result="none", lowered=("trauma",))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (CONSENT, ()),
        (TALK, (Flag.TALK,)),
        (CLEARANCE_NEEDED, (Flag.CLEARANCE,)),
        (ASKED, (Flag.TALK, Flag.QUESTION)),
        (FOR_A_CHILD, (Flag.PAPER,)),
        (replace(CONSENT, teach_back=(MISSED,)), (Flag.TALK, Flag.TEACH_BACK)),
        (replace(CONSENT, disposition=LOWERED), (Flag.TALK, Flag.LOWERED)),
        (replace(CONSENT, kind=Kind.DEFERRAL, disposition=Disposed(result="stop")), (Flag.STOP,)),
    ],
)
def test_a_record_is_flagged_for_what_is_in_it_the_gravest_first(record: Record, expected: tuple[Flag, ...]) -> None:
    assert flags(record) == expected


@pytest.mark.parametrize("record", [TALK, ASKED, FOR_A_CHILD, replace(CONSENT, teach_back=(MISSED,))])
def test_once_a_consent_is_valid_nothing_of_it_waits(record: Record) -> None:
    seen = replace(CHECKED, paper="court order", paper_dated=SIGNED.date())
    assert flags(record, filed(act(seen, minutes=5))) == ()


def test_a_doctor_s_answer_takes_its_flag_away_before_anybody_countersigned() -> None:
    assert flags(CLEARANCE_NEEDED, filed(act(CLEARED))) == ()


def test_a_withdrawn_consent_waits_for_nobody() -> None:
    assert flags(TALK, filed(act(AT_DESK))) == ()


def test_a_doubt_has_to_be_talked_about() -> None:
    before, doubt = filed(act(CHECKED)), filed(act(DOUBT, minutes=5), number=2)
    assert flags(CONSENT, before) == ()
    assert flags(CONSENT, before, doubt) == (Flag.TALK,)


def test_a_private_answer_is_flagged_until_it_was_heard() -> None:
    heard = Note(topic=Topic.PRIVATE, private=("trauma",))
    assert flags(TOLD, private=PRIVATE) == (Flag.PRIVATE,)
    assert flags(TOLD, private=frozenset()) == ()
    assert flags(TOLD, filed(act(heard)), private=PRIVATE) == ()
    assert flags(TOLD, filed(act(heard), trusted=False), private=PRIVATE) == (Flag.PRIVATE,)


def test_a_question_is_flagged_until_it_was_answered() -> None:
    answered = filed(act(Note(topic=Topic.ANSWER, words="No.", question=1)))
    assert flags(ASKED, answered) == (Flag.TALK,)


def test_a_withdrawal_is_unmatched_unless_it_names_a_record_of_that_birth_date() -> None:
    assert flags_of_act(act(AT_KIOSK), CONSENT) == ()
    assert flags_of_act(act(AT_KIOSK), None) == (Flag.UNMATCHED,)
    assert flags_of_act(act(replace(AT_KIOSK, born=BORN + timedelta(days=1))), CONSENT) == (Flag.UNMATCHED,)
    assert flags_of_act(act(AT_DESK), CONSENT) == ()
    assert flags_of_act(act(DOUBT), None) == ()


def test_flags_come_in_the_order_of_their_gravity_and_once() -> None:
    assert ordered([Flag.SEAL, Flag.TALK, Flag.STOP, Flag.TALK]) == (Flag.STOP, Flag.TALK, Flag.SEAL)


@pytest.mark.parametrize("language", words.OWN)
def test_every_flag_and_state_has_its_word_in_every_language(language: str) -> None:
    say = words.load(language)
    keys = [*(f"flag.{flag}" for flag in Flag), *(f"file.{state}" for state in State)]
    assert [key for key in keys if key not in say] == []
