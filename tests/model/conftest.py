"""A small fixed pack, and a walk that has come as far as the sign sheet."""

from __future__ import annotations

import pytest

from consent_tui.model.journey import SIGN
from consent_tui.model.pack import Group, Pack, StatementRule, TeachBackRule
from consent_tui.model.screening import Answer, Severity, StopFor, Together, Urgent
from tests.model.packs import pack, rule
from tests.model.walks import Walk


@pytest.fixture
def small() -> Pack:
    """One of everything: urgent, private, follow-up, combination, and a question of each class."""
    return pack(
        groups=(Group(id="first", at="welcome"), Group(id="head", one_by_one=True), Group(id="body")),
        questions=(
            rule("emergency", Severity.STOP, Severity.STOP, group="first", urgent=Urgent.EMERGENCY),
            rule("aneurysm", Severity.STOP, stop_for=StopFor.LASTING),
            rule(
                "stroke", Severity.CLEARANCE, follow={Answer.YES: ("stroke-recent",), Answer.UNSURE: ("stroke-recent",)}
            ),
            rule("stroke-recent", Severity.STOP),
            rule("fever", Severity.STOP, group="body", stop_for=StopFor.TODAY),
            rule("thinners", Severity.TALK, group="body"),
            rule("surgery", Severity.TALK, group="body"),
            rule("trauma", Severity.NONE, group="body", private=True),
            rule("crisis", Severity.STOP, group="body", urgent=Urgent.CRISIS, private=True, needs="crisis_question"),
        ),
        together=(Together(all=("thinners", "surgery"), leads=Severity.CLEARANCE, words="see-a-doctor"),),
        teach_back=(
            TeachBackRule(id="stopping", page="page-0", choices=("any-time", "never"), right="any-time", always=True),
            TeachBackRule(id="clothes", page="page-1", choices=("on", "off"), right="on"),
            TeachBackRule(id="doctor", page="page-1", choices=("yes", "no"), right="yes", when=("stroke",)),
        ),
        teach_back_asked=2,
        statements=(
            StatementRule(id="free-choice", group="choice"),
            StatementRule(id="talk-first", group="health", when=("thinners",)),
        ),
    )


@pytest.fixture
def walk(small: Pack) -> Walk:
    return Walk.of(small)


@pytest.fixture
def at_sign(walk: Walk) -> Walk:
    walk.to(SIGN)
    return walk
