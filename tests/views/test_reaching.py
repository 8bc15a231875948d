"""The tours see everything: every sheet, layer, place, ending, trouble, notice, result, and every word of the views."""

from __future__ import annotations

import re
import typing

from consent_tui import words
from consent_tui.model.journey import START, Step
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind
from consent_tui.model.state import COVERS, Ending, Over, State
from consent_tui.model.withdrawing import ASKED, CONFIRM, LANGUAGE, TOLD
from consent_tui.views.shapes import Mark, ResultSheet, Sheet, Tone
from tests.views.sitting import SAID, drawn, shown, spoken

States = tuple[State, ...]
# words that other rooms say: the front ends, and the services that fill in what a clinic has not set
UNREACHED = r"block\..*|missing\.result|results\.stop"  # the way leads past them; said where a state is made by hand
ELSEWHERE = r"(screen|plain|filled|person|show|copy|paper|fhir|diff|flag|file)\..*|staff\.(?!visit).*|answer\.none_yet"


def test_every_kind_of_sheet_is_seen(states: States) -> None:
    assert {type(drawn(state).sheet) for state in states} == set(typing.get_args(Sheet))


def test_every_layer_is_seen(states: States) -> None:
    assert {layer.kind for state in states for layer in state.over} == set(Over)


def test_every_step_and_every_place_at_its_end_is_seen(states: States) -> None:
    assert {state.place.step for state in states} == set(Step)
    assert {s.place.item for s in states if s.place.step == "decide"} == {
        "decision",
        "sign",
        "keep",
        "identity",
        "answers",
    }
    assert {s.place for s in states if s.place.step == "start"} == {START, LANGUAGE, TOLD, ASKED, CONFIRM}
    deciding = {s.place.item for s in states if s.place.step == "deciding"}
    assert deciding == {"who", "role", "help", "able", "interpreter", "assent"}


def test_every_ending_and_every_kind_of_record_is_seen(states: States) -> None:
    assert {state.ending for state in states} - {None} == set(Ending)
    assert {state.kind for state in states if state.receipt} == {*Kind, ActKind.WITHDRAWAL}


def test_every_result_is_seen_with_its_tone_and_mark(states: States) -> None:
    seen = {(s.tone, s.mark) for state in states if isinstance(s := drawn(state).sheet, ResultSheet)}
    assert seen == {
        (Tone.PLAIN, Mark.NONE),
        (Tone.DUSK, Mark.TALK),
        (Tone.OCHRE, Mark.CLEARANCE),
        (Tone.CLAY, Mark.STOP),
    }


def test_every_notice_and_every_refused_text_is_seen(states: States) -> None:
    assert {state.notice for state in states} - {""} == {"signature-removed", "statements-again"}
    refused = {s.refused.code for s in states if s.refused}
    assert refused == {"too-long", "character", "marks", "no-letter", "no-digit"} | {
        f"date-{why}" for why in ("unreadable", "year", "impossible", "future", "old")
    }


def test_every_word_of_the_views_is_said(states: States) -> None:
    """A word that no screen says is in nobody's way but a translator's."""
    for state in states:
        drawn(state)
    unsaid = {k for k in words.keys() - SAID if not re.match(f"{ELSEWHERE}|{UNREACHED}", k)}
    assert sorted(unsaid) == []


def test_covers_say_their_own_words(states: States) -> None:
    for kind in COVERS:
        covered = next(s for s in states if s.top and s.top.kind is kind)
        assert spoken("en")(f"cover.{kind}") in shown(drawn(covered))
