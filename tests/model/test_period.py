"""How long a consent is valid: a length of time on the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from consent_tui.model.period import Period

periods = st.builds(Period, st.integers(1, 9999), st.sampled_from(["day", "week", "month", "year"]))


@pytest.mark.parametrize(
    ("text", "day", "last"),
    [
        ("12 months", date(2026, 11, 21), date(2027, 11, 21)),
        ("1 month", date(2027, 1, 31), date(2027, 2, 28)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
        ("2 weeks", date(2026, 12, 25), date(2027, 1, 8)),
        ("1 day", date(2026, 12, 31), date(2027, 1, 1)),
        ("9999 years", date(2026, 1, 1), date.max),
    ],
)
def test_the_last_day_is_that_of_the_calendar(text: str, day: date, last: date) -> None:
    assert Period.read(text).after(day) == last


@checked(deadline=None)
@given(periods, st.dates())
def test_a_period_ends_after_it_begins(period: Period, day: date) -> None:
    assert period.after(day) > day or day == date.max


@checked(deadline=None)
@given(periods)
def test_a_period_reads_back_as_written(period: Period) -> None:
    assert Period.read(str(period)) == period


@pytest.mark.parametrize(
    "text", ["", "12", "months", "0 days", "-1 days", "12 moons", "1.5 years", "12  months", "12 Months"]
)
def test_what_is_no_period_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match='write it as "12 months"'):
        Period.read(text)
