"""Figures in which nobody can be found: what is left out cannot be had from what is told."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.archive.figures import figures
from consent_tui.model.figures import LEAST, Figures, Part

OUTCOMES = ("agree", "refuse", "undecided", "deferral")


def row(outcome: str = "agree", month: str = "2026-11", language: str = "en", **measures):
    return (month, "consent", outcome, language, "craniosacral 3.0.0", json.dumps(measures))


def told(parts: tuple[Part, ...]) -> dict[str, int | None]:
    return {part.label: part.count for part in parts}


def test_a_small_count_is_left_out_and_another_with_it() -> None:
    found = figures([row("agree")] * 30 + [row("refuse")] * 9 + [row("undecided")] * 2)
    assert told(found.outcomes) == {"agree": 30, "refuse": None, "undecided": None}
    assert found.encounters == 41


def test_of_very_few_encounters_nothing_is_told() -> None:
    found = figures([row()] * (LEAST - 1))
    assert found.encounters is None
    assert told(found.outcomes) == {"agree": None}


def test_a_count_that_is_nearly_all_of_them_is_left_out() -> None:
    rows = [row(taught=["stop"], missed=["stop"])] * 20
    assert figures([*rows, row(taught=["stop"], missed=[])]).missed == (Part("stop", None, 21),)
    assert figures(rows).missed == (Part("stop", 20, 20),)


def test_missed_explanations_come_the_most_missed_first() -> None:
    rows = [row(taught=["a", "b"], missed=["b"])] * 8 + [row(taught=["a", "b"], missed=["a", "b"])] * 6
    assert figures(rows).missed == (Part("b", 14, 14), Part("a", 6, 14))


def test_reading_time_is_a_median_and_told_of_several_clients_alone() -> None:
    rows = [row(pages={"start": seconds}) for seconds in (10, 20, 30, 40, 5000)]
    found = figures([*rows, row(pages={"rare": 7})])
    assert [(each.page, each.seconds, each.clients) for each in found.reading] == [("start", 30.0, 5)]


def test_an_act_is_no_encounter() -> None:
    acts = [("2026-11", "countersignature", "", "", " ", "")] * 9
    assert figures(acts) == Figures(encounters=0, months={})


encounters = st.lists(
    st.builds(row, st.sampled_from(OUTCOMES), st.sampled_from(["2026-09", "2026-10", "2026-11"])), max_size=80
)


@settings(deadline=None)
@given(encounters)
def test_no_count_below_the_least_is_told_nor_left_as_the_rest_of_a_whole(rows) -> None:
    found = figures(rows)
    groups = [(found.outcomes, Counter(each[2] for each in rows))]
    groups += [(parts, Counter(each[2] for each in rows if each[0] == month)) for month, parts in found.months.items()]
    for parts, true in groups:
        assert all(part.count is None or part.count == true[part.label] >= LEAST for part in parts)
    total = sum(true for true in Counter(each[2] for each in rows).values())
    hidden = [part.label for part in found.outcomes if part.count is None]
    rest = total - sum(part.count or 0 for part in found.outcomes)
    everything = len(hidden) == len(found.outcomes)
    assert not hidden or everything or (len(hidden) > 1 and rest >= LEAST)


@settings(deadline=None)
@given(encounters)
def test_a_month_that_is_left_out_cannot_be_had_from_the_other_months(rows) -> None:
    found = figures(rows)
    for outcome, whole in told(found.outcomes).items():
        months = [parts for parts in map(told, found.months.values()) if outcome in parts]
        hidden = [parts for parts in months if parts[outcome] is None]
        if whole is None:
            assert len(hidden) == len(months)
        else:
            rest = whole - sum(parts[outcome] or 0 for parts in months)
            assert not hidden or len(hidden) == len(months) or (len(hidden) > 1 and rest >= LEAST)
