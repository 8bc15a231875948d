"""What a page may say: keys, a size, a ping. Everything else means nothing, however it is written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.browser import giving, wire
from consent_tui.browser.giving import Copy

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_keys_reach_the_kiosk_as_typed() -> None:
    assert wire.read('["stdin", "ñ\\u001b[A"]') == wire.Typed("ñ\x1b[A".encode())


def test_half_a_sign_ends_nothing() -> None:
    """JSON can hold half of a pair of surrogates. A question mark in its place would be a key that asks us."""
    assert wire.read('["stdin", "a\\ud83d"]') == wire.Typed("a\ufffd".encode())


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ((100, 30), (100, 30)), ((5000, 5000), (wire.MOST_COLUMNS, wire.MOST_ROWS)), ((0, -4), (1, 1)),
        ((10**30, 24), (wire.MOST_COLUMNS, 24)),
    ],
)  # fmt: skip
def test_an_absurd_size_is_cut(asked: tuple[int, int], given: tuple[int, int]) -> None:
    """A client may ask for 5000 by 5000, and a kiosk would draw it."""
    told = json.dumps(["resize", {"width": asked[0], "height": asked[1]}])
    assert wire.read(told) == wire.Size(*given)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        ("100", "30", (100, 30)), ("", "", (80, 24)), ("99999999", "x", (wire.MOST_COLUMNS, 24)), ("²", "-3", (80, 24)),
        ("0", "9" * 5000, (80, 24)),
    ],
)  # fmt: skip
def test_so_is_one_in_the_address(width: str, height: str, size: tuple[int, int]) -> None:
    assert wire.asked(width, height) == wire.Size(*size)


@pytest.mark.parametrize(
    "told",
    [
        "", "{", "null", "[]", '["stdin"]', '["stdin", 5]', '["stdin", "a", "b"]', '["resize", {"width": 80}]',
        '["resize", {"width": true, "height": 24}]', '["resize", {"width": 80.5, "height": 24}]', '{"stdin": "a"}',
        '["focus"]', '["blur"]', '["ping", "' + "1" * 21 + '"]', '["quit"]', "[" * 100_000, '["resize", null]',
    ],
)  # fmt: skip
def test_what_is_no_message_means_nothing(told: str) -> None:
    assert wire.read(told) is None


@given(JSON)
def test_nothing_that_is_json_does_harm(told: object) -> None:
    found = wire.read(json.dumps(told))
    assert found is None or isinstance(found, wire.Typed | wire.Size | wire.Ping)


@given(st.text(), st.text(alphabet=st.characters(codec="utf-8")))
def test_a_copy_arrives_as_it_was_given(name: str, text: str) -> None:
    assert giving.read(giving.written(Copy(name, text)).encode()) == Copy(name, text)
    assert giving.read(giving.written(None).encode()) is None


@pytest.mark.parametrize("line", [b"5", b"[]", b'["a"]', b'["a", 5]', b"{", b"\xff"])
def test_what_no_kiosk_wrote_is_no_copy(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        giving.read(line)
