"""What one folder alone tells of its ledger: deletion, insertion, reordering and rewriting, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.records import seal
from consent_tui.records.chain import Link, judge
from consent_tui.records.findings import Chain
from consent_tui.records.ledger import Line
from tests.records.made import BY

COUNT = 9
Shelf = tuple[list[Line], list[Link], set[str]]


def digest(number: int, variant: int = 0) -> str:
    return f"sha256:{variant * 1000 + number:064x}"


def shelf(count: int = COUNT) -> Shelf:
    """Ledger lines, intact records and files of a folder in which all is well."""
    lines = [Line(number, f"id-{number}", digest(number)) for number in range(1, count + 1)]
    before = [seal.ZEROS, *(line.digest for line in lines)]
    links = [Link(line.sequence, line.id, line.digest, before[line.sequence - 1]) for line in lines]
    return lines, links, {line.id for line in lines}


def judged(lines: list[Line], links: list[Link], present: set[str]) -> tuple[Chain, str]:
    found = judge(BY, iter(lines), links, {line.id for line in lines} - present)
    assert found.size == len(lines)
    return found.status, found.why


@given(st.integers(0, 40), st.randoms(use_true_random=False))
def test_a_folder_in_which_all_is_well_is_whole_in_whatever_order_files_are_read(count: int, random: object) -> None:
    lines, links, present = shelf(count)
    random.shuffle(links)  # type: ignore[attr-defined]
    assert judged(lines, links, present) == (Chain.WHOLE, "")


@given(st.integers(1, COUNT))
def test_a_record_that_was_deleted_is_a_gap_with_its_place(number: int) -> None:
    lines, links, present = shelf()
    status, why = judged(lines, [link for link in links if link.sequence != number], present - {f"id-{number}"})
    assert (status, why) == (Chain.GAP, f"record {number} is in the ledger and its file is not here")


@given(st.integers(1, COUNT))
def test_a_record_deleted_with_its_line_is_a_gap_unless_it_was_the_last(number: int) -> None:
    lines, links, present = shelf()
    del lines[number - 1], links[number - 1]
    status, why = judged(lines, links, present - {f"id-{number}"})
    assert status is (Chain.WHOLE if number == COUNT else Chain.GAP)
    assert why == ("" if number == COUNT else f"record {number} is not in the ledger")


@given(st.integers(1, COUNT - 1))
def test_a_line_that_was_deleted_is_a_gap(number: int) -> None:
    lines, links, present = shelf()
    del lines[number - 1]
    status, why = judged(lines, links, present)
    assert status is Chain.GAP
    assert f"record {number} is here and not in the ledger" in why


def test_several_records_gone_are_told_as_a_span() -> None:
    lines, links, present = shelf()
    assert judged(lines[:2] + lines[5:], links[:2] + links[5:], present)[1] == "records 3 to 5 are not in the ledger"


@given(st.integers(0, COUNT - 1))
def test_lines_cut_off_the_end_are_a_cut(kept: int) -> None:
    lines, links, present = shelf()
    status, why = judged(lines[:kept], links, present)
    assert status is Chain.CUT
    assert why.startswith(f"record {kept + 1} is not yet in the ledger")


@given(st.integers(1, COUNT - 1))
def test_lines_in_another_order_are_misplaced(number: int) -> None:
    lines, links, present = shelf()
    lines[number - 1], lines[number] = lines[number], lines[number - 1]
    status, why = judged(lines, links, present)
    assert (status, why) == (Chain.MISPLACED, f"line {number} stands behind line {number + 1}")


@given(st.integers(1, COUNT))
def test_two_records_under_one_number_are_a_fork(number: int) -> None:
    lines, links, present = shelf()
    twin = replace(links[number - 1], id="other", digest=digest(number, 1))
    assert judged(lines, [*links, twin], present | {"other"}) == (Chain.FORK, f"two records are sealed as {number}")


def test_two_records_behind_the_end_are_a_fork() -> None:
    lines, links, present = shelf()
    twins = [Link(10, f"new-{variant}", digest(10, variant), digest(9)) for variant in (1, 2)]
    assert judged(lines, [*links, *twins], present)[0] is Chain.FORK


def test_two_lines_under_one_number_are_a_fork() -> None:
    lines, links, present = shelf()
    assert judged([*lines, lines[-1]], links, present) == (Chain.FORK, "two lines are numbered 9")


@given(st.integers(1, COUNT))
def test_a_record_sealed_anew_is_a_rewriting(number: int) -> None:
    lines, links, present = shelf()
    links[number - 1] = replace(links[number - 1], digest=digest(number, 1))
    status, why = judged(lines, links, present)
    assert (status, why) == (Chain.REWRITTEN, f"record {number} is not the one that the ledger names")


@given(st.integers(1, COUNT - 1))
def test_a_record_and_its_line_rewritten_no_longer_fit_the_next_one(number: int) -> None:
    lines, links, present = shelf()
    lines[number - 1] = replace(lines[number - 1], digest=digest(number, 1))
    links[number - 1] = replace(links[number - 1], digest=digest(number, 1))
    status, why = judged(lines, links, present)
    assert status is Chain.REWRITTEN
    assert why == f"record {number + 1} was sealed after another record {number} than the one listed"


def test_a_record_under_another_name_or_month_is_misplaced() -> None:
    lines, links, present = shelf()
    links[3] = replace(links[3], astray=True)
    status, why = judged(lines, links, present)
    assert (status, why) == (Chain.MISPLACED, "record 4 lies under another name or month than its own")


def test_an_altered_record_leaves_its_ledger_whole() -> None:
    """It says nothing that could be trusted, but its file is there and the next one still names the first digest."""
    lines, links, present = shelf()
    del links[3]
    assert judged(lines, links, present) == (Chain.WHOLE, "")


def cut(lines: list[Line], links: list[Link]) -> None:
    del lines[-1]


def fork(lines: list[Line], links: list[Link]) -> None:
    links.append(replace(links[1], id="other"))


def rewrite(lines: list[Line], links: list[Link]) -> None:
    links[5] = replace(links[5], digest=digest(6, 1))


def stray(lines: list[Line], links: list[Link]) -> None:
    links[3] = replace(links[3], astray=True)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ([cut, stray], Chain.MISPLACED),
        ([cut, stray, fork], Chain.FORK),
        ([cut, stray, fork, rewrite], Chain.REWRITTEN),
    ],
)
def test_the_gravest_fault_names_the_ledger_and_the_others_are_told_too(
    changes: list[Callable[[list[Line], list[Link]], None]], named: Chain
) -> None:
    lines, links, present = shelf()
    for change in changes:
        change(lines, links)
    status, why = judged(lines, links, present)
    assert status is named
    assert "not yet in the ledger" in why


def test_many_faults_are_counted() -> None:
    lines, _, present = shelf(30)
    assert judged(lines, [], present - {f"id-{number}" for number in range(1, 21)})[1].endswith("; and 15 more")
