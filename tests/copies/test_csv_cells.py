"""Names like `=cmd()` do no harm in CSV, and nothing is lost."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.copies.csv_cells import csv_lines, guarded

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize(
    "name",
    ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝cmd()", "﹣1", "|x", "%x", "\u200b=1", "\u200d=1"],
)
def test_what_a_spreadsheet_would_obey_is_words(name: str) -> None:
    assert guarded(name).startswith("'")
    assert guarded(name).endswith(name[-1])


@pytest.mark.parametrize(
    "name", ["", "Ana Example", "Ana-Maria", "O'Neil", "名前", "می\u200cخواهم", "front-desk-42", "a=b"]
)
def test_other_names_stay_as_they_are(name: str) -> None:
    assert guarded(name) == name


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=4))
def test_each_cell_comes_back_in_its_place(rows: list[list[str]]) -> None:
    read = list(csv.reader(csv_lines(["a", "b"], rows)))
    assert read == [["a", "b"], *([guarded(cell) for cell in row] for row in rows)]
