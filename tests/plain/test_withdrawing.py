"""Withdrawing line by line: the same words whatever was typed, and nothing of it in sight afterwards."""

import os
from datetime import date

import pytest

from consent_tui.model.journey import START
from consent_tui.services.session import CannotSeal
from tests.plain.talk import CTRL_C, SILENCE, talk
from tests.plain.test_transcripts import GOLDEN
from tests.scenarios.stage import noted

LINES = ("withdraw", "1", "next", "front-desk-42", "29 2 1980", "next", "1")


class Desk:
    """Takes withdrawals, unless the disk is full."""

    def __init__(self, full: int = 0):
        self.taken, self.full = [], full

    def __call__(self, number, born):
        if self.full:
            self.full -= 1
            raise CannotSeal("disk-full")
        self.taken.append((number, born))
        return noted()


def test_a_withdrawal_is_sealed_once_and_told():
    desk = Desk()
    held = talk(*LINES, "next", withdraw=desk)
    assert desk.taken == [("front-desk-42", date(1980, 2, 29))]
    assert "We have noted it" in held.said[len(LINES)]
    assert (held.before.place, held.before.withdrawing) == (START, None)


def test_it_reads_as_kept():
    held = talk("withdraw", "2", "volver", "1", "next", "Ana Example", "front-desk-42", "31 2 1980", *LINES[4:], "next")
    said = "\n----\n".join(held.said)
    kept = GOLDEN / "withdrawing.txt"
    if os.environ.get("CONSENT_TUI_GOLDEN") == "write":
        kept.write_text(said, "utf-8")
    assert said == kept.read_text("utf-8")


@pytest.mark.parametrize("number", ["front-desk-42", "front-desk-999", "42"])
def test_the_same_is_said_whatever_was_typed(number):
    """*The screen says "we have noted it" whether or not anything matched.*"""
    plain = talk(*LINES, withdraw=Desk())
    other = talk(*(number if line == "front-desk-42" else line for line in LINES), withdraw=Desk())
    assert other.said[len(LINES) :] == plain.said[len(LINES) :]


def test_what_was_typed_is_pushed_out_of_sight_on_the_way_to_start():
    for way in (("back", "back", "back"), ("stop", "3", "next"), (SILENCE, SILENCE), (CTRL_C, "")):
        held = talk(*LINES[:4], *way)
        after = "".join(held.said[len(LINES[:4]) + 1 :])
        assert "\n" * 60 in after, way
        assert held.before.place == START
        assert "front-desk-42" not in after.rpartition("\n" * 60)[2]


def test_a_full_disk_is_told_and_tried_again():
    desk = Desk(full=2)
    held = talk(*LINES, "next", "next", withdraw=desk)
    told = held.said[len(LINES)]
    assert "Your withdrawal is not saved yet" in told
    assert "The disk is full." in told
    assert "We have noted it" not in held.said[len(LINES) + 1]
    assert "We have noted it" in held.said[len(LINES) + 2]
    assert len(desk.taken) == 1


def test_after_its_time_the_client_is_sent_to_a_person():
    desk = Desk(full=9)
    held = talk(*LINES, SILENCE, withdraw=desk)
    assert "Please tell the desk that you withdraw." in held.said[-2]
    assert (desk.taken, held.before.withdrawing) == ([], None)


def test_hide_covers_it_and_an_empty_line_comes_back():
    held = talk(*LINES[:5], "hide", "front-desk-43", "", "next", "next", "1", withdraw=(desk := Desk()))
    assert "\n" * 60 in held.said[6]
    assert "front-desk-42" not in held.said[6]
    assert desk.taken == [("front-desk-42", date(1980, 2, 29))], "what is typed at a cover is no answer"
