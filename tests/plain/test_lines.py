"""Lines in and out: patience without a busy loop, whatever bytes are typed, whatever the terminal can show."""

import contextlib
import io
import os

import pytest

from consent_tui.plain.lines import LONGEST, Gone, Paper, Silence, reader, wrapped


@pytest.fixture
def pipe():
    out, into = os.pipe()
    with os.fdopen(out, encoding="utf-8") as stdin:
        yield stdin, into
        with contextlib.suppress(OSError):
            os.close(into)


def test_lines_come_one_by_one_even_when_typed_at_once(pipe):
    stdin, into = pipe
    read = reader(stdin)
    os.write(into, b"1\r\nback\n\nlast")
    assert [read(5), read(5), read(5)] == ["1", "back", ""]
    os.close(into)
    assert read(5) == "last"
    with pytest.raises(Gone):
        read(5)


def test_silence_is_told_after_the_time_that_was_waited(pipe):
    stdin, into = pipe
    read = reader(stdin)
    os.write(into, b"half")
    with pytest.raises(Silence):
        read(0.01)
    os.write(into, b" a line\n")
    assert read(None) == "half a line"


def test_bytes_that_are_no_text_are_kept_apart_and_a_long_line_is_cut(pipe):
    stdin, into = pipe
    read = reader(stdin)
    os.write(into, b"\xff\xfe\n")
    assert read(5) == "\udcff\udcfe"
    os.write(into, b"a" * 60_000 + b"\nnext\n")
    assert read(5) == "a" * LONGEST
    assert read(5) == "next"


def test_a_stream_without_a_descriptor_and_a_closed_one():
    read = reader(io.StringIO("1\nno end"))
    assert [read(None), read(None)] == ["1", "no end"]
    with pytest.raises(Gone):
        read(None)
    closed = io.StringIO("1\n")
    closed.close()
    with pytest.raises(Gone):
        reader(closed)(None)


def printed(encoding, *lines):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="\n")
    Paper(stream).say(lines)
    return raw.getvalue()


def test_what_a_terminal_cannot_show_is_written_in_seven_bits():
    assert printed("ascii", "“Sí” – it’s 1 · 2 … ←  Łukasz 名") == b'"Si" - it\'s 1 - 2 ... <-  ?ukasz ?\n'
    assert printed("utf-8", "“Sí” 名") == "“Sí” 名\n".encode()


def test_no_control_character_is_ever_written():
    assert printed("utf-8", "a\x1b[31mb\x07\u202ec\x9bd\u2028e") == b"a?[31mb??c?d?e\n"


def test_lines_wrap_at_72_and_hang_under_their_words():
    first, second = wrapped("  1. " + "word " * 20)
    assert len(first) <= 72
    assert second.startswith("     word")
    assert wrapped("") == [""]


def test_a_closed_stdout_is_nobody_there():
    stream = io.StringIO()
    paper = Paper(stream)
    stream.close()
    with pytest.raises(Gone):
        paper.say(["words"])
