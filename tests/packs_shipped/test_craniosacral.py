"""The screening of the shipped craniosacral pack: ids stand in records for years, and classes decide who is treated."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui import wiring
from consent_tui.content.reading import read
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Rule, Severity, StopFor, Urgent

FOLDER = Path(__file__).parents[2] / "content" / "craniosacral"

STOPS = {
    "emergency-signs": StopFor.TODAY,
    "unexplained-symptom-severe": StopFor.TODAY,
    "blood-clot-signs": StopFor.TODAY,
    "crisis": StopFor.TODAY,
    "fever": StopFor.TODAY,
    "skull-fracture": StopFor.UNTIL,
    "brain-swelling-now": StopFor.UNTIL,
    "stroke-recent": StopFor.UNTIL,
    "csf-leak": StopFor.UNTIL,
    "brain-bleed": StopFor.LASTING,
    "aneurysm": StopFor.LASTING,
    "brain-herniation": StopFor.LASTING,
}
CLEARANCES = {
    "unexplained-symptom", "brain-swelling", "stroke", "concussion", "brain-injury", "blood-clot", "chiari",
    "csf-pressure", "shunt", "pregnancy", "breastfeeding", "surgery", "spine-fracture", "other-illness",
    "past-reaction-severe",
}  # fmt: skip
TALKS = {
    "blood-thinners", "trauma", "strong-feelings", "support", "dizziness", "touch", "pressure", "stopping-treatment",
    "past-reaction",
}  # fmt: skip
URGENT = {
    "emergency-signs": Urgent.EMERGENCY,
    "unexplained-symptom-severe": Urgent.EMERGENCY,
    "blood-clot-signs": Urgent.EMERGENCY,
    "crisis": Urgent.CRISIS,
}
PRIVATE = {"trauma", "strong-feelings", "support", "crisis", "touch", "pressure"}
FOLLOW_UPS = {
    "unexplained-symptom": "unexplained-symptom-severe",
    "brain-swelling": "brain-swelling-now",
    "stroke": "stroke-recent",
    "blood-clot": "blood-clot-signs",
    "past-reaction": "past-reaction-severe",
}
DOUBT_STOPS = {*URGENT, "stroke-recent"}  # interrupting on "not sure", or the time since a stroke not known
ONE_BY_ONE = {"today", "brain-and-skull", "head-and-fluid", "pregnancy", "feelings", "touch-and-choice"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read(FOLDER)
    assert reading.faults == ()
    assert reading.pack is not None
    return reading.pack


@pytest.fixture(scope="module")
def rules(pack: Pack) -> dict[str, Rule]:
    return {rule.id: rule for rule in pack.questions}


def test_every_fixed_id_is_there_and_no_other(rules: dict[str, Rule]) -> None:
    """ "They stand in records for years, so they are fixed now." """
    assert set(rules) == {*STOPS, *CLEARANCES, *TALKS}


def test_a_yes_leads_to_the_fixed_class(rules: dict[str, Rule]) -> None:
    fixed = {
        **dict.fromkeys(STOPS, Severity.STOP),
        **dict.fromkeys(CLEARANCES, Severity.CLEARANCE),
        **dict.fromkeys(TALKS, Severity.TALK),
    }
    assert {id_: rule.yes for id_, rule in rules.items()} == fixed


def test_a_stop_lasts_as_long_as_fixed(rules: dict[str, Rule]) -> None:
    assert {id_: rule.stop_for for id_, rule in rules.items() if rule.stop_for is not None} == STOPS


def test_not_sure_waits_for_a_doctor_where_a_yes_would_or_would_stop(rules: dict[str, Rule]) -> None:
    """ "Unless said here, not sure = clearance where yes is stop or clearance, talk where yes is talk." """
    for id_, rule in rules.items():
        expected = Severity.STOP if id_ in DOUBT_STOPS else min(rule.yes, Severity.CLEARANCE)
        assert rule.unsure is expected, id_


def test_urgent_questions_are_the_fixed_ones(rules: dict[str, Rule]) -> None:
    assert {id_: rule.urgent for id_, rule in rules.items() if rule.urgent is not None} == URGENT


def test_private_questions_are_the_fixed_ones(rules: dict[str, Rule]) -> None:
    assert {id_ for id_, rule in rules.items() if rule.private} == PRIVATE


def test_only_the_crisis_question_needs_a_setting(rules: dict[str, Rule]) -> None:
    """ "The crisis question is asked only where the settings say that a trained person is there." """
    assert {id_: rule.needs for id_, rule in rules.items() if rule.needs is not None} == {"crisis": "crisis_question"}


def test_follow_ups_are_added_by_yes_and_by_not_sure(rules: dict[str, Rule]) -> None:
    added = {id_: dict(rule.follow) for id_, rule in rules.items() if any(rule.follow.values())}
    assert set(added) == set(FOLLOW_UPS)
    for parent, child in FOLLOW_UPS.items():
        assert added[parent].get(Answer.YES) == (child,), parent
        assert added[parent].get(Answer.UNSURE) == (child,), parent
        assert not added[parent].get(Answer.PERSON), parent


def test_blood_thinners_send_to_a_doctor_today_with_each_of_three(pack: Pack) -> None:
    """ "Together with concussion, surgery or blood-clot: clearance, see a doctor today." """
    assert {frozenset(t.all) for t in pack.together} == {
        frozenset({"blood-thinners", other}) for other in ("concussion", "surgery", "blood-clot")
    }
    assert {(t.leads, t.words, t.stop_for) for t in pack.together} == {(Severity.CLEARANCE, "see-a-doctor-today", None)}


def test_emergency_signs_are_asked_before_all_else(pack: Pack, rules: dict[str, Rule]) -> None:
    welcome = {group.id for group in pack.groups if group.at == "welcome"}
    assert {id_ for id_, rule in rules.items() if rule.group in welcome} == {"emergency-signs"}


def test_brain_pregnancy_crisis_and_feelings_are_asked_one_by_one(pack: Pack) -> None:
    """ "Never in groups marked one_by_one (brain and skull, pregnancy, crisis and feelings)." """
    assert {group.id for group in pack.groups if group.one_by_one} == ONE_BY_ONE


def test_pack_check_passes_and_no_rule_is_without_a_scenario() -> None:
    """Every rule of screening.toml is exercised by at least one scenario."""
    found = wiring.checked(FOLDER)
    assert [str(fault) for fault in found.faults] == []
    assert [str(warning) for warning in found.warnings if "no scenario" in warning.what] == []
