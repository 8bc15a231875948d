"""Names of records sort by time, and the fingerprint that people compare is the start of the digest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.records.ids import short_fingerprint, uuid7

times = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))
randoms = st.binary(min_size=10, max_size=10)


def test_the_example_of_rfc_9562() -> None:
    """Appendix A.6: 2022-02-22 14:22:22 -05:00, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F."""
    random = ((0xCC3 << 62) | 0x18C4DC0C0C07398F).to_bytes(10)
    assert uuid7(datetime.fromisoformat("2022-02-22T14:22:22-05:00"), random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(times, randoms)
def test_an_id_is_a_version_7_uuid_that_holds_its_millisecond(now: datetime, random: bytes) -> None:
    made = UUID(uuid7(now, random))
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(times, times, randoms, randoms)
def test_ids_sort_by_the_millisecond_they_were_made(one: datetime, two: datetime, a: bytes, b: bytes) -> None:
    if one + timedelta(milliseconds=1) <= two:
        assert uuid7(one, a) < uuid7(two, b)


@given(times, randoms, randoms)
def test_another_random_gives_another_id(now: datetime, a: bytes, b: bytes) -> None:
    used = (1 << 74) - 1
    assert (uuid7(now, a) == uuid7(now, b)) == (int.from_bytes(a) & used == int.from_bytes(b) & used)


@pytest.mark.parametrize(
    ("now", "random"),
    [
        (datetime(2026, 1, 1), bytes(10)),
        (datetime(2026, 1, 1, tzinfo=UTC), bytes(9)),
        (datetime(1969, 12, 31, tzinfo=UTC), bytes(10)),
    ],
)
def test_what_gives_no_id_is_refused(now: datetime, random: bytes) -> None:
    with pytest.raises(ValueError, match="a record id needs"):
        uuid7(now, random)


def test_the_short_fingerprint_is_the_first_eight_bytes_in_fours() -> None:
    assert short_fingerprint("sha256:7f3a91c20be455d8" + "0" * 48) == "7F3A 91C2 0BE4 55D8"
