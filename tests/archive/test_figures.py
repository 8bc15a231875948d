"""Figures in which nobody can be found: what is left out cannot be had from what is told."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain, combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.archive.figures import figures
from consent_tui.archive.groups import groups
from consent_tui.model.figures import LEAST, Figures, Part

OUTCOMES = ("agree", "refuse", "undecided", "deferral")


def row(outcome="agree", month="2026-11", language="en", version="craniosacral 3.0.0", **measures):
    return (month, "consent", outcome, language, version, json.dumps(measures), True)


def narrowed(rows, languages=(), versions=()) -> Figures:
    """The figures of these languages and versions, beside all others; empty asks for all, as a query does."""

    def is_asked(each) -> bool:
        return (not languages or each[3] in languages) and (not versions or each[4] in versions)

    return figures([(*each[:6], is_asked(each)) for each in rows])


def told(parts: tuple[Part, ...]) -> dict[str, int | None]:
    return {part.label: part.count for part in parts}


def test_a_small_count_is_left_out_and_another_with_it() -> None:
    found = figures([row("agree")] * 30 + [row("refuse")] * 9 + [row("undecided")] * 2)
    assert told(found.outcomes) == {"agree": 30, "refuse": None, "undecided": None}
    assert found.encounters == 41


def test_of_very_few_encounters_nothing_is_told() -> None:
    found = figures([row()] * (LEAST - 1))
    assert found.encounters is None
    assert told(found.outcomes) == {}


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
    acts = [("2026-11", "countersignature", "", "", " ", "", True)] * 9
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


# -- narrowed, beside all that can be asked for


def test_what_is_narrowed_to_gives_the_few_others_not_away() -> None:
    """With 38 in English and 3 in Spanish, 41 of all and 38 of English would tell of 3."""
    rows = [row()] * 38 + [row(language="es")] * 3
    assert narrowed(rows).encounters == 41
    assert (
        narrowed(rows, languages={"en"})
        == narrowed(rows, languages={"es"})
        == Figures(encounters=None, months={}, hidden=1)
    )
    assert told(narrowed(rows).languages) == {"en": None, "es": None}
    rows += [row(language="es")] * 2
    assert narrowed(rows, languages={"en"}).encounters == 38
    assert told(narrowed(rows).languages) == {"en": 38, "es": 5}


def test_a_few_in_a_third_language_are_not_what_two_told_ones_leave() -> None:
    rows = [row()] * 30 + [row(language="es")] * 20 + [row(language="de")] * 3
    assert narrowed(rows, languages={"en"}).encounters == 30
    assert narrowed(rows, languages={"es"}).encounters is None
    assert narrowed(rows, languages={"de", "es"}).encounters == 23


def test_a_few_of_a_version_in_one_language_leave_the_languages_told() -> None:
    rows = [row(version="1")] * 9 + [row(version="2")] * 9 + [row("agree", language="es", version="1")] * 9
    rows += [row(language="es", version="2")] * 2
    assert told(narrowed(rows).languages) == {"en": 18, "es": 11}
    assert told(narrowed(rows).versions) == {"1": None, "2": None}
    assert narrowed(rows, languages={"es"}).encounters == 11
    assert narrowed(rows, languages={"en"}, versions={"2"}).encounters == 9
    assert narrowed(rows, languages={"es"}, versions={"1"}).encounters is None
    assert narrowed(rows, versions={"1"}).encounters is None


def test_a_rare_answer_in_one_language_is_not_what_the_other_leaves_of_all() -> None:
    rows = [row(because=["pregnant"])] * 6 + [row()] * 20
    rows += [row(language="es", because=["pregnant"])] * 2 + [row(language="es")] * 20
    assert told(narrowed(rows).flagged) == {"pregnant": 8}
    assert told(narrowed(rows, languages={"en"}).flagged) == {"pregnant": None}
    assert narrowed(rows, languages={"en"}).encounters == 26


def test_an_outcome_that_is_rare_in_one_language_is_told_of_all_alone() -> None:
    rows = [row()] * 20 + [row("refuse")] * 10 + [row(language="es")] * 7 + [row("refuse", language="es")]
    assert told(narrowed(rows).outcomes) == {"agree": 27, "refuse": 11}
    assert told(narrowed(rows, languages={"en"}).outcomes) == {"agree": None, "refuse": None}
    assert (narrowed(rows, languages={"en"}).encounters, narrowed(rows, languages={"es"}).encounters) == (30, 8)


def test_a_month_with_a_few_in_one_language_is_told_of_all_alone() -> None:
    rows = [row(month="2026-10")] * 6 + [row()] * 20
    rows += [row(month="2026-10", language="es")] * 2 + [row(language="es")] * 20
    assert [told(parts) for parts in narrowed(rows).months.values()] == [{"agree": 8}, {"agree": 40}]
    months = narrowed(rows, languages={"en"}).months
    assert [told(parts) for parts in months.values()] == [{"agree": None}, {"agree": None}]


LANGUAGES, VERSIONS = ("de", "en", "es"), ("1", "2", "3")
spans = st.lists(
    st.tuples(
        st.sampled_from(OUTCOMES[:3]),
        st.sampled_from(["2026-10", "2026-11"]),
        st.sampled_from(LANGUAGES),
        st.sampled_from(VERSIONS),
        st.sets(st.sampled_from(["q1", "q2"])),
        st.integers(1, 9),
    ),
    max_size=14,
)


def some(of):
    return chain.from_iterable(combinations(of, size) for size in range(1, len(of) + 1))


def each_count(found: Figures) -> dict[object, int]:
    """Everything that is told, by what it is a count of."""
    flat = {"encounters": found.encounters}
    for name in ("outcomes", "languages", "versions", "flagged", "missed"):
        for part in getattr(found, name):
            flat[name, part.label] = part.count
            flat[name, part.label, "of"] = part.of
            flat[name, part.label, "rest"] = None if None in (part.count, part.of) else part.of - part.count
    flat |= {(month, part.label): part.count for month, parts in found.months.items() for part in parts}
    flat |= {("read", each.page): each.clients for each in found.reading}
    return {name: count for name, count in flat.items() if count is not None}


@settings(deadline=None, max_examples=25)
@given(spans)
def test_no_two_told_counts_differ_by_a_few_however_they_are_narrowed(drawn) -> None:
    """By any languages and versions, and each count in it: what one leaves of another is nobody or many."""
    rows = []
    for outcome, month, language, version, said, times in drawn:
        measures = {"because": sorted(said), "taught": ["q1", "q2"][: times % 3], "pages": dict.fromkeys(said, 9)}
        measures["missed"] = sorted(said & set(measures["taught"]))
        rows += [row(outcome, month, language, version, **measures)] * times
    held = {(each[3], each[4]) for each in rows}
    seen: dict[frozenset[tuple[str, str]], dict[object, int]] = {}
    for languages, versions in product(some(LANGUAGES), some(VERSIONS)):
        cells = frozenset(product(languages, versions)) & held
        counts = each_count(narrowed(rows, languages, versions))
        assert seen.setdefault(cells, counts) == counts
    for (small, few), (large, many) in product(seen.items(), repeat=2):
        if small < large:
            for what in few.keys() & many.keys():
                assert many[what] - few[what] not in range(1, LEAST), (what, small, large)


@settings(deadline=None, max_examples=25)
@given(st.dictionaries(st.tuples(st.sampled_from(LANGUAGES), st.sampled_from(VERSIONS)), st.integers(1, 12)))
def test_whatever_is_told_of_languages_and_versions_is_made_of_groups_that_are_large_enough(sizes) -> None:
    """So nothing that is had from any of it, by adding and taking away, is smaller."""
    parted = groups(sizes)
    assert sorted(chain.from_iterable(parted)) == sorted(sizes)
    assert len(parted) < 2 or all(sum(sizes[cell] for cell in group) >= LEAST for group in parted)
    rows = [row(language=language, version=version) for (language, version), n in sizes.items() for _ in range(n)]
    for languages, versions in product(some(LANGUAGES), some(VERSIONS)):
        found = narrowed(rows, languages, versions)
        asked = set(product(languages, versions))
        if found.encounters:
            assert all(group <= asked or not group & asked for group in parted)
        for at, parts in ((0, found.languages), (1, found.versions)):
            for part in parts:
                mine = {cell for cell in asked if cell[at] == part.label}
                assert part.count is None or all(group <= mine or not group & mine for group in parted)
