"""What a terminal sends, read at the desk: no byte stops the reader, and only what was typed or pasted comes out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from consent_tui.tui.driver import Reader
from consent_tui.tui.driver_input import BEGIN, END, PASTE_LIMIT, Bucket, Pastes, harmless
from tests.kiosk.attacks import ESC, TABLES


def read(sent: Iterable[bytes], *, then: bytes = b"") -> list[object]:
    """Return what a reader makes of bytes that come in these pieces, and of more after a long silence."""
    reader, now, found = Reader(), 100.0, list[object]()
    for piece in sent:
        found += reader.feed(piece, now)
        now += 0.001
    for _ in range(30):
        now += 0.1
        found += reader.tick(now)
    return found + (reader.feed(then, now) if then else [])


def keys(found: Iterable[object]) -> list[str]:
    return [event.key for event in found if isinstance(event, events.Key)]


def pieces(sent: bytes, at: list[int]) -> list[bytes]:
    cuts = sorted({0, len(sent), *(place % (len(sent) + 1) for place in at)})
    return [sent[a:b] for a, b in pairwise(cuts)]


some_bytes = st.lists(
    st.one_of(st.binary(max_size=12), st.sampled_from([BEGIN, END, ESC, f"{ESC}[", f"{ESC}]", "\x9b"]).map(str.encode)),
    max_size=12,
).map(b"".join)
cuts = st.lists(st.integers(0, 4000), max_size=6)


@given(some_bytes, cuts)
@example(b"\xff", [])
@example(b"\xe1\x9b", [])
@example(b"\x1b[99999999999;1u", [])
@example(b"\x1b[1:2;3u", [])
@example(b"\x1b[48;0;0;0;0t\x1b[<0;1;1M", [])
@example(b"\x1b[200~without an end", [])
def test_whatever_came_the_next_key_counts(sent: bytes, at: list[int]) -> None:
    """*3 changes to run_input_thread*: no byte ends it, nothing is waited for without end."""
    assert keys(read(pieces(sent, at), then=b"q"))[-1:] == ["q"]


@given(st.text(max_size=200).filter(lambda text: END not in text and "\x1b" not in text), cuts)
def test_a_paste_is_one_paste_however_it_is_cut(text: str, at: list[int]) -> None:
    found = read(pieces(f"{BEGIN}{text}{END}".encode("utf-8", "replace"), at))
    assert keys(found) == []
    pasted = harmless(text.encode("utf-8", "replace").decode())
    assert [event.text for event in found if isinstance(event, events.Paste)] == ([pasted] if pasted else [])


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_a_paste_holds_no_order_to_a_terminal(text: str) -> None:
    """*Default Input keeps everything of a paste: NUL, BEL, ESC, DEL, C1, bidi overrides*"""
    assert [sign for sign in harmless(text) if not sign.isprintable() and sign not in "\u200c\u200d"] == []


def test_a_paste_presses_no_key() -> None:
    """*Through the real parser: ESC inside a bracketed paste ends up as key events*"""
    found = read([f"{BEGIN}a{ESC}[A{ESC}OP\x11\r{ESC}{END}".encode()])
    assert keys(found) == []
    assert [event.text for event in found if isinstance(event, events.Paste)] == ["a [A OP"]


def test_a_long_paste_is_cut_and_its_rest_presses_no_key() -> None:
    found = read([BEGIN.encode(), *[b"1" * 4096] * 300, END.encode()])
    assert keys(found) == []
    assert [len(event.text) for event in found if isinstance(event, events.Paste)] == [PASTE_LIMIT]


def test_a_paste_without_end_ends_when_it_is_quiet() -> None:
    found = read([f"{BEGIN}Ada".encode()], then=b"x")
    assert [event.text for event in found if isinstance(event, events.Paste)] == ["Ada"]
    assert keys(found) == ["x"]


@pytest.mark.parametrize("kind", ["replies", "bytes", "malformed"])
def test_what_a_terminal_says_of_itself_is_no_key(kind: str) -> None:
    letters = {name: keys(read([sent])) for name, sent in TABLES[kind].items()}
    typed = {name: found for name, found in letters.items() if any(len(key) == 1 and key.isascii() for key in found)}
    assert typed == {}


@given(cuts)
def test_a_reply_that_comes_in_pieces_is_none_either(at: list[int]) -> None:
    for sent in TABLES["replies"].values():
        assert [key for key in keys(read(pieces(sent, at))) if len(key) == 1] == []


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x1b", "escape"),
        ("\x1b[A", "up"),
        ("\x1bOP", "f1"),
        ("\x1b[15~", "f5"),
        ("\x1b[1;2A", "shift+up"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[97u", "a"),
        ("\x1b[c", "shift+right"),
        ("ñ", "ñ"),
        ("\r", "enter"),
    ],
)
def test_keys_are_still_keys(sent: str, key: str) -> None:
    assert keys(read([sent.encode()])) == [key]
    assert keys(read([bytes([byte]) for byte in sent.encode()])) == [key]


def test_the_mouse_is_still_a_mouse() -> None:
    (down, up) = read([b"\x1b[<0;5;7M\x1b[<0;5;7m"])
    assert isinstance(down, events.MouseDown)
    assert isinstance(up, events.MouseUp)
    assert (down.x, down.y) == (4, 6)


@given(st.lists(st.floats(0, 5), max_size=300).map(sorted))
def test_nobody_presses_more_keys_than_a_person(times: list[float]) -> None:
    """*100 000 unbracketed chars (wedged key): 80 s CPU, 912 MB*: what is too fast is dropped."""
    bucket = Bucket(rate=60, burst=120)
    passed = [now for now in times if bucket.lets(now)]
    for start in (0.0, 1.0, 2.0):
        assert len([now for now in passed if start <= now < start + 1]) <= 120 + 60 + 1
    if len(times) <= 120:
        assert passed == times


def test_pastes_know_when_nothing_is_left() -> None:
    pastes = Pastes()
    assert list(pastes.feed("a\x1b")) == [("a", False)]
    assert pastes.waiting
    assert list(pastes.quiet()) == [("\x1b", False)]
    assert not pastes.waiting
