"""Record ↔ TOML bytes: what is written comes back, and what is no record is refused with its place."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.model.record import Client, Clinic, Entry, Kind, Record, Times
from consent_tui.records import codec, seal
from consent_tui.records.faults import Undecodable
from tests.records.made import BY, CONSENT, KEY, NOON, REFUSAL

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
st.register_type_strategy(datetime, st.datetimes(min_value=datetime(1970, 1, 2), timezones=offsets))
tricky = st.sampled_from(
    ["", "[/]", '"""', "'''", "\u2028", "\u2029", "\x85", "\r\n", "\x00", "\x7f", "\\", "#~ x", "\n[seal]\n"]
)
words = st.lists(st.one_of(st.text(st.characters(codec="utf-8")), tricky), max_size=4).map("".join)
st.register_type_strategy(str, words)
st.register_type_strategy(int, st.integers(-(1 << 63), (1 << 63) - 1))
records = st.from_type(Record)


@settings(max_examples=120, deadline=None)
@given(records)
def test_decoding_gives_an_equal_record_back(record: Record) -> None:
    assert codec.decode(codec.encode(record)) == record


@settings(max_examples=60, deadline=None)
@given(records)
def test_the_same_record_is_always_the_same_bytes(record: Record) -> None:
    body = codec.encode(record)
    assert codec.encode(codec.decode(body)) == body


@settings(max_examples=60, deadline=None)
@given(records)
def test_whatever_was_typed_the_seal_is_read_and_no_string_runs_over_lines(record: Record) -> None:
    body = codec.encode(record)
    sealed = seal.seal(body, by=BY, key=KEY, sequence=1, previous=seal.ZEROS)
    assert seal.read(sealed).by == BY
    assert codec.decode(sealed) == record
    assert b"\r" not in body


def written(record: Record) -> dict[str, Any]:
    return tomllib.loads(codec.encode(record).decode())


def test_format_stands_first_and_nothing_is_filled_in() -> None:
    assert codec.encode(replace(REFUSAL, id="x")).startswith(
        b'format = "consent-record/1"\nid = "x"\nkind = "refusal"\n'
    )
    table = written(REFUSAL)
    assert set(table) == {"format", "id", "kind", "language", "client", "decision"}
    assert table["client"] == {"name": "Ana Example", "born": date(1980, 2, 29)}


def test_keys_that_differ_from_the_model() -> None:
    table = written(CONSENT)
    assert "stop_for" not in table["disposition"]
    assert table["choices"]["permissions"][0]["given"] is False  # a no is an answer, so it is written
    assert "asked" not in table["screening"][0]  # said only where a follow-up is no longer asked
    assert table["screening"][1]["asked"] is False
    assert "rehearsal" not in table
    assert written(replace(CONSENT, rehearsal=True))["rehearsal"] is True


def test_a_clinic_without_anything_is_told_from_no_clinic() -> None:
    assert codec.decode(codec.encode(replace(REFUSAL, clinic=Clinic()))).clinic == Clinic()
    assert codec.decode(codec.encode(REFUSAL)).clinic is None


def refused(change: dict[str, Any]) -> str:
    with pytest.raises(Undecodable) as found:
        codec.from_table(written(CONSENT) | change)
    assert found.value.sentence.startswith(found.value.path)
    return found.value.sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "consent-record/2"}, "format: this version reads consent-record/1 only"),
        ({"language": 3}, "language: should be text"),
        ({"rehearsal": 1}, "rehearsal: should be true or false"),
        ({"kind": "cheque"}, "kind: should be one of consent, refusal, undecided, deferral"),
        ({"pages": {}}, "pages: should be a list"),
        ({"pages": [3]}, "pages[0]: should be a table"),
        ({"pages": [{"id": "a"}]}, "pages[0].title: is missing"),
        ({"disposition": {"result": "stop", "stop_for": "today"}}, "disposition.stop_for: is a key that this version"),
        ({"questions": [{"words": "Why?"}]}, "questions[0].page: is missing"),
        ({"times": {"written": datetime(2026, 1, 1)}}, "times.written: has no offset from UTC"),
        ({"times": {"written": date(2026, 1, 1)}}, "times.written: should be a date with a time"),
        ({"client": {"name": "Ana", "born": NOON}}, "client.born: should be a date"),
        ({"copy": {"how": 3}}, "copy.how: is of a kind that does not belong here"),
        ({"copy": []}, "copy: should be a table"),
        ({"about": {}}, "about: is a key that this version does not know"),
    ],
)
def test_a_table_that_is_no_record_is_refused_with_its_place(change: dict[str, Any], sentence: str) -> None:
    assert refused(change).startswith(sentence)


def test_what_a_client_typed_is_never_in_an_error() -> None:
    assert "Ana" not in refused({"client": {"name": "Ana Example", "born": "Ana Example"}})


@pytest.mark.parametrize("data", [b"\xff", b"a = ", b"a = " + b"[" * 100_000, b"a = " + b"9" * 5000])
def test_bytes_that_are_no_toml_are_refused(data: bytes) -> None:
    with pytest.raises(Undecodable, match=r"the file: this is not TOML in UTF-8"):
        codec.decode(data)


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (replace(REFUSAL, times=Times(opened=datetime(2026, 1, 1))), "times.opened"),
        (
            replace(REFUSAL, times=Times(opened=datetime(2026, 1, 1, tzinfo=timezone(timedelta(seconds=1))))),
            "times.opened",
        ),
        (replace(REFUSAL, client=Client(name="\ud800", born=date(1980, 1, 1))), "client.name"),
        (replace(REFUSAL, events=(Entry(sequence=1 << 63, what="x"),)), "events[0].sequence"),
        (replace(REFUSAL, copy={"\ud800": True}), "copy.\ud800"),
        (replace(CONSENT, pages=(replace(CONSENT.pages[0], seconds=1 << 63),)), "pages[0].seconds"),
        (
            replace(REFUSAL, events=(Entry(sequence=1, what="x", payload={"a": ("b", "\ud800")}),)),
            "events[0].payload.a[1]",
        ),
    ],
)
def test_what_toml_cannot_hold_is_refused_when_written(record: Record, path: str) -> None:
    with pytest.raises(Undecodable) as found:
        codec.encode(record)
    assert found.value.path == path


def test_a_time_keeps_its_offset_and_its_microseconds() -> None:
    times = Times(opened=datetime(2026, 3, 29, 2, 30, 0, 123456, timezone(timedelta(hours=5, minutes=45))), signed=NOON)
    back = codec.decode(codec.encode(replace(REFUSAL, times=times))).times
    assert back.opened is not None
    assert back.opened.isoformat() == "2026-03-29T02:30:00.123456+05:45"
    assert back.signed == NOON.astimezone(UTC)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\u202e", "\u2066", "\ufeff", "\x1b", "\x7f", "\t", "\r"])
def test_what_an_editor_might_hide_or_take_for_a_line_end_is_escaped(sign: str) -> None:
    record = replace(REFUSAL, client=Client(name=f"Ana{sign}Example", born=date(1980, 1, 1)))
    body = codec.encode(record)
    assert sign not in body.decode()
    assert codec.decode(body) == record


def test_short_lists_of_tables_are_read_inline_and_long_ones_as_tables() -> None:
    body = codec.encode(CONSENT)
    assert b"[[screening]]" in body
    assert tomllib.loads(body.decode())["choices"]["permissions"][0]["id"] == "letter"
    assert codec.decode(body).kind is Kind.CONSENT
